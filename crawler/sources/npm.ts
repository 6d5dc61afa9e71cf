import { Readable } from 'node:stream';
import pacote, { type Options, type Packument } from 'pacote';
import { z } from 'zod';
import { createFileTree } from '../snapshot.ts';
import { type ArchiveReading, readArchive } from './archive.ts';
import { explainBreak, explainStatus, type Failure, skipWhole } from './far-side.ts';
import { loadNpmOptions } from './npm-config.ts';
import { isPackageRef, parseNpmId } from './parse-origin.ts';
import type { SourceSettings } from './settings.ts';
import type { Fetched, Known, Origin, Source } from './source.ts';

const SCHEME = 'npm';
const HOST = 'The npm registry';

/** What is used of a registry's answer. `_resolved` and `_integrity` are pacote's names. */
const Manifest = z.object({
  name: z.string(),
  version: z.string(),
  _resolved: z.string(),
  _integrity: z.string().nullable().default(null),
  gitHead: z.string().nullable().default(null),
});
type Manifest = z.infer<typeof Manifest>;

/** What is wanted of the registry: a package at a version, range or tag, and what is known of it. */
interface Wanted {
  id: Origin['id'];
  spec: string;
  known: Known | null;
}

const RegistryError = z.looseObject({ code: z.string().optional(), statusCode: z.number().optional() });

function explain(error: unknown, what: string): Failure {
  const { code, statusCode } = RegistryError.safeParse(error).data ?? {};
  if (code === 'EINTEGRITY')
    return {
      reason: 'integrity-mismatch',
      message: `The tarball of ${what} is not the one that ${HOST} has the checksum of.`,
    };
  if (code === 'ETARGET' || code === 'ENOVERSIONS')
    return { reason: 'not-found', message: `${HOST} has no such version of ${what}.` };
  if (statusCode !== undefined)
    return explainStatus({ what, host: HOST, status: statusCode, header: () => undefined });
  if (error instanceof z.ZodError)
    return { reason: 'host-error', message: `${HOST} gave no usable answer about ${what}.` };
  return explainBreak(HOST, error);
}

/** Reads what is left of a stream, so that a checksum over all of it is taken. Rejects as the stream does. */
async function drain(stream: Readable): Promise<void> {
  for await (const _chunk of stream);
}

/**
 * An archive that cannot be read may be one that was changed on its way: then the checksum says so, once all of it has come. A mismatch
 * rejects, and pacote tries once more.
 */
async function readTarball(bytes: AsyncIterable<Buffer>, settings: SourceSettings): Promise<ArchiveReading> {
  const stream = Readable.from(bytes, { objectMode: false });
  const options = { extractor: SCHEME, limits: settings.limits, topFolder: 'strip' } as const;
  const reading = await readArchive(stream, options);
  if (reading.kind === 'refused' && reading.reason === 'broken-archive') await drain(stream);
  stream.destroy();
  return reading;
}

const isSame = (found: Manifest, known: Known | null): boolean =>
  known !== null && known.snapshot.ref === found.version && known.snapshot.integrity === found._integrity;

/** The short form of a package document has all but `gitHead`; a package never seen needs the long one in any case. */
async function resolve(spec: string, known: Known | null, options: Options): Promise<Manifest | 'unchanged'> {
  const fetchLong = (wanted: string) => pacote.manifest(wanted, { ...options, fullMetadata: true });
  if (known === null) return Manifest.parse(await fetchLong(spec));
  const short = Manifest.parse(await pacote.manifest(spec, options));
  if (isSame(short, known)) return 'unchanged';
  return Manifest.parse(await fetchLong(`${short.name}@${short.version}`));
}

async function fetchPackage(wanted: Wanted, npm: Options, settings: SourceSettings): Promise<Fetched> {
  const options: Options = {
    ...npm,
    packumentCache: new Map<string, Packument>(),
    signal: AbortSignal.timeout(settings.patience.timeoutMs),
  };
  const found = await resolve(wanted.spec, wanted.known, options);
  if (found === 'unchanged') return { kind: 'unchanged' };
  const reading = await pacote.tarball.stream(
    `${found.name}@${found.version}`,
    (bytes) => readTarball(bytes, settings),
    { ...options, fullMetadata: true },
  );
  if (reading.kind === 'refused') return skipWhole(SCHEME, reading);
  const ref = {
    origin: wanted.id,
    ref: found.version,
    integrity: found._integrity,
    builtFrom: found.gitHead,
  };
  const snapshot = { ref, ...createFileTree(reading.files), skipped: reading.skipped };
  return { kind: 'snapshot', snapshot, etag: null };
}

/** `npm:[@scope/]name`, at a version, range or tag. A version already known costs one small request and no tarball. */
export function createNpmSource(settings: SourceSettings): Source {
  let loading: Promise<Options> | undefined;

  async function fetch({ id, ref }: Origin, known: Known | null): Promise<Fetched> {
    const name = parseNpmId(id);
    const version = ref ?? 'latest';
    if (name === undefined || !isPackageRef(version)) {
      const message = `${id}@${version} names no package of npm.`;
      return skipWhole(SCHEME, { reason: 'not-found', message });
    }
    loading ??= loadNpmOptions(settings.npmEnvironment, settings.patience);
    const npm = await loading;
    const wanted = { id, spec: `${name}@${version}`, known };
    return fetchPackage(wanted, npm, settings).catch((error: unknown) =>
      skipWhole(SCHEME, explain(error, id)),
    );
  }

  return { scheme: SCHEME, fetch };
}
