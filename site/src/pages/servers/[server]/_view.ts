import { FORMATS } from '#classifier/policies/index.ts';
import { toDocument } from '#classifier/policies/policy-json/document.ts';
import type { Behaviour } from '#classifier/policies/probe.ts';
import { probe } from '#classifier/policies/probe.ts';
import { rate } from '#classifier/policies/wording.ts';
import type { PolicyDocument } from '#data/policy/document.ts';
import type { ToolPolicy } from '#data/schema/policy.ts';
import { fullUrl, pageAt, serverPath, toolPath } from '../../../address.ts';
import { type Entry, readShelf, type Shelf } from '../../../catalogue.ts';
import { serverTitle } from '../../../text/english.ts';
import { spellUnseen } from '../../../text/unseen.ts';
import { blurbOf } from '../../../view/blurb.ts';
import { breadcrumbJsonLd, type Crumb, faqJsonLd } from '../../../view/json-ld.ts';
import { originUrl, provenanceOf } from '../../../view/permalink.ts';
import { livePolicies, policyFile, serverPolicy, toPanel } from '../../../view/policy-switch.ts';
import { profileOf } from '../../../view/profile.ts';
import { compareSeverity } from '../../../view/severity.ts';
import { answerQuestions } from './_questions.ts';
import { completenessSentence, groupSkips, summarySentence } from './_reading.ts';
import { readmeDifferences } from './_readme.ts';

/** What the whole server's document does with the calls of one tool, by the evaluator. */
function behaviourWords(behaviour: Behaviour): string {
  switch (behaviour.kind) {
    case 'allowed':
      return 'let through';
    case 'limited':
      return `at most ${rate(behaviour.max, behaviour.window)}`;
    case 'hidden':
      return 'hidden and denied';
    case 'denied':
      return 'denied';
    case 'unlisted':
      return 'denied, not listed';
  }
}

/** A call that its argument rules refuse is denied before anything is counted. */
function underPolicy(policy: ToolPolicy, document: PolicyDocument): string {
  const behaviour = probe(document, policy);
  const isOpen = behaviour.kind === 'allowed' || behaviour.kind === 'limited';
  const words = behaviourWords(behaviour);
  return isOpen && policy.argumentRules.length > 0 ? `${words}, if its arguments pass` : words;
}

function toRow({ tool, verdict, policy }: Entry, slug: string, document: PolicyDocument) {
  const { name, description } = tool.definition;
  return {
    name: spellUnseen(name),
    href: pageAt(toolPath(slug, tool.slug)),
    category: verdict.category,
    level: verdict.risk.plain,
    adjusted: verdict.risk.evidence,
    ...blurbOf(description),
    underPolicy: underPolicy(policy, document),
  };
}
export type ToolTableRow = ReturnType<typeof toRow>;

function identityOf({ server, snapshot, entries }: Shelf) {
  return {
    id: server.id,
    name: spellUnseen(server.name),
    description: snapshot?.description ? spellUnseen(snapshot.description) : null,
    topic: server.topic,
    origins: server.origins.map((origin) => ({ origin, url: originUrl(origin) })),
    reading: snapshot && {
      origin: snapshot.ref.origin,
      provenance: provenanceOf(snapshot.ref, null),
      folder: snapshot.path,
      packageName: spellUnseen(snapshot.packageName),
      language: snapshot.language,
      readAt: snapshot.readAt,
      readers: [...new Set(entries.map(({ tool }) => tool.definition.extractor))].sort(),
    },
  };
}

function controlOf(shelf: Shelf) {
  const policy = serverPolicy(shelf);
  const variant = { id: 'whole-server', title: 'Whole server' };
  const panels = FORMATS.map((format) => ({
    ...toPanel(format, variant, policy, shelf.server.name),
    href: policyFile(shelf.server.slug, format),
  }));
  const formats = FORMATS.map(({ id, title }) => ({ id, title }));
  return { formats, variants: [variant], panels, live: livePolicies(shelf, null) };
}

/** Everything that a server's page shows. */
export async function viewServer(slug: string) {
  const shelf = await readShelf(slug);
  const path = serverPath(slug);
  const identity = identityOf(shelf);
  const crumbs: Crumb[] = [{ name: 'Servers', path: 'servers/' }];
  const questions = shelf.entries.length === 0 ? [] : answerQuestions(shelf);
  const document = toDocument(serverPolicy(shelf));
  const summary = summarySentence(shelf);
  return {
    path,
    json: pageAt(`${path}index.json`),
    title: `${serverTitle(identity.name)}: what its tools can do`,
    summary,
    crumbs,
    jsonLd: [breadcrumbJsonLd(crumbs, fullUrl), ...(questions.length > 0 ? [faqJsonLd(questions)] : [])],
    identity,
    completeness: completenessSentence(shelf),
    skips: groupSkips(shelf.skips),
    readme: readmeDifferences(shelf),
    profile: profileOf(
      shelf.entries.map(({ verdict }) => ({ category: verdict.category, level: verdict.risk.evidence })),
    ),
    rows: [...shelf.entries].sort(compareSeverity).map((entry) => toRow(entry, slug, document)),
    control: shelf.entries.length === 0 ? null : controlOf(shelf),
    questions,
  };
}
export type ServerView = Awaited<ReturnType<typeof viewServer>>;

/** The same page as data. */
export async function serverRecord(slug: string) {
  const { server, snapshot, readme, entries, skips } = await readShelf(slug);
  return {
    id: server.id,
    name: server.name,
    page: fullUrl(serverPath(slug)),
    origins: server.origins,
    topic: server.topic,
    snapshot: snapshot
      ? {
          ...snapshot.ref,
          path: snapshot.path,
          packageName: snapshot.packageName,
          description: snapshot.description,
          language: snapshot.language,
          completeness: snapshot.completeness,
          extractors: snapshot.extractors,
          readAt: snapshot.readAt,
          readme: readme ?? null,
        }
      : null,
    tools: entries.map(({ tool, verdict, policy }) => ({
      id: tool.id,
      name: tool.definition.name,
      page: fullUrl(toolPath(slug, tool.slug)),
      category: verdict.category,
      risk: { plain: verdict.risk.plain, evidence: verdict.risk.evidence },
      action: policy.action,
    })),
    skipped: skips,
  };
}
