// https://docs.python.org/3/library/pathlib.html, as far as texts beside the code are read with it.
import type { ExternalModel, Machine } from './machine.ts';
import { asText, type Instance, isKind, type NativeCall, UNKNOWN, type Value } from './value.ts';

/** The path of a `Path`, relative to the tree, or of what an unset variable falls back to; undefined for other values. */
export function pathOf(value: Value | undefined): string | undefined {
  if (isKind(value, 'unknown') && value.fallback !== undefined) return pathOf(value.fallback);
  if (!isKind(value, 'instance') || !isKind(value.of, 'external') || value.of.path !== 'pathlib.Path')
    return undefined;
  return asText(value.attributes.get('<path>'));
}

export function normalise(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

/** A `Path` to a place of the tree. */
export function makePath(path: string, like: { site: Instance['site'] }): Instance {
  const parent = normalise(path).split('/').slice(0, -1).join('/');
  const name = path.split('/').at(-1) ?? path;
  const suffix = /[^.](\.[^.]*)$/.exec(name)?.[1];
  const made: Instance = {
    kind: 'instance',
    of: { kind: 'external', path: 'pathlib.Path' },
    attributes: new Map(),
    site: like.site,
  };
  made.attributes.set('<path>', normalise(path)).set('name', name);
  made.attributes.set('suffix', suffix === undefined ? '' : suffix);
  made.attributes.set('stem', suffix === undefined ? name : name.slice(0, -suffix.length));
  if (path !== '') made.attributes.set('parent', makePath(parent, like));
  return made;
}

/** `path / part`; undefined when the left side is no path. */
export function joinPath(left: Value, right: Value): Value | undefined {
  const [base, part] = [pathOf(left), asText(right)];
  if (base === undefined || !isKind(left, 'instance')) return undefined;
  return part === undefined ? UNKNOWN : makePath(`${base}/${part}`, left);
}

type Methods = [string, (self: Instance, call: NativeCall) => Value][];

/** `pathlib.Path`; `listings` are the methods that look into folders. */
export function pathModel(machine: Machine, listings: Methods): ExternalModel {
  const read = (self: Instance): Value => {
    const path = pathOf(self);
    const text = path === undefined ? undefined : machine.readFile(path);
    return text ?? UNKNOWN;
  };
  const same = (self: Instance): Value => self;
  // What the tree does not hold may be there all the same when the program runs.
  const isThere =
    (look: (path: string) => unknown) =>
    (self: Instance): Value => {
      const path = pathOf(self);
      return path !== undefined && look(path) !== undefined ? true : UNKNOWN;
    };
  return {
    call: (call) => {
      const parts = call.args.map((each) => pathOf(each) ?? asText(each));
      return parts.length === 0 || parts.includes(undefined) ? UNKNOWN : makePath(parts.join('/'), call);
    },
    methods: new Map<string, (self: Instance, call: NativeCall) => Value>([
      ['read_text', read],
      ['exists', isThere((path) => machine.readFile(path) ?? machine.listFolder(path))],
      ['is_file', isThere(machine.readFile)],
      ['is_dir', isThere(machine.listFolder)],
      ...listings,
      ['resolve', same],
      ['absolute', same],
      [
        'joinpath',
        (self: Instance, { args: [part] }: NativeCall) =>
          part === undefined ? self : (joinPath(self, part) ?? UNKNOWN),
      ],
    ]),
  };
}
