// https://docs.python.org/3/library/pathlib.html, as far as texts beside the code are read with it.
import type { ExternalModel, Machine } from './machine.ts';
import { asText, type Instance, isKind, type NativeCall, UNKNOWN, type Value } from './value.ts';

/** The path of a `Path`, relative to the tree; undefined for other values. */
export function pathOf(value: Value | undefined): string | undefined {
  if (!isKind(value, 'instance') || !isKind(value.of, 'external') || value.of.path !== 'pathlib.Path')
    return undefined;
  return asText(value.attributes.get('<path>'));
}

function normalise(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

function makePath(path: string, like: Instance | NativeCall): Instance {
  const parent = normalise(path).split('/').slice(0, -1).join('/');
  const made: Instance = {
    kind: 'instance',
    of: { kind: 'external', path: 'pathlib.Path' },
    attributes: new Map(),
    site: like.site,
  };
  made.attributes.set('<path>', normalise(path)).set('name', path.split('/').at(-1) ?? path);
  if (path !== '') made.attributes.set('parent', makePath(parent, like));
  return made;
}

/** `path / part`; undefined when the left side is no path. */
export function joinPath(left: Value, right: Value): Value | undefined {
  const [base, part] = [pathOf(left), asText(right)];
  if (base === undefined || !isKind(left, 'instance')) return undefined;
  return part === undefined ? UNKNOWN : makePath(`${base}/${part}`, left);
}

export function pathModel(machine: Machine): ExternalModel {
  const read = (self: Instance): Value => {
    const path = pathOf(self);
    const text = path === undefined ? undefined : machine.readFile(path);
    return text ?? UNKNOWN;
  };
  const same = (self: Instance): Value => self;
  return {
    call: (call) => {
      const [given] = call.args;
      const path = pathOf(given) ?? asText(given);
      return path === undefined ? UNKNOWN : makePath(path, call);
    },
    methods: new Map<string, (self: Instance, call: NativeCall) => Value>([
      ['read_text', read],
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
