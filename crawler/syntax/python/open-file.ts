// https://docs.python.org/3/library/functions.html#open, as far as texts and tables beside the code are read with it.
import { fromJson } from './json.ts';
import type { ExternalModel, Machine } from './machine.ts';
import { pathOf } from './paths.ts';
import { asText, type Instance, isKind, type NativeCall, UNKNOWN, type Value } from './value.ts';

const FILE = 'io.TextIOWrapper';
const PLACE = '<file>';

/** A file of the tree, opened to be read; unknown for any other. */
export function openFile(machine: Machine, path: Value | undefined, call: NativeCall): Value {
  const place = pathOf(path) ?? asText(path);
  if (place === undefined || machine.readFile(place) === undefined) return UNKNOWN;
  return {
    kind: 'instance',
    of: { kind: 'external', path: FILE },
    attributes: new Map([[PLACE, place]]),
    site: call.site,
  };
}

function textIn(machine: Machine, file: Value | undefined): string | undefined {
  const place = isKind(file, 'instance') ? asText(file.attributes.get(PLACE)) : undefined;
  return place === undefined ? undefined : machine.readFile(place);
}

/** A text as the JSON it holds; unknown where it holds none. */
export function readJson(text: string | undefined): Value {
  if (text === undefined) return UNKNOWN;
  try {
    return fromJson(JSON.parse(text));
  } catch (cause) {
    if (cause instanceof SyntaxError) return UNKNOWN;
    throw cause;
  }
}

export function fileModels(machine: Machine): [string, ExternalModel][] {
  const read = (self: Instance): Value => textIn(machine, self) ?? UNKNOWN;
  return [
    ['builtins.open', { call: (call) => openFile(machine, call.args[0], call) }],
    [FILE, { methods: new Map([['read', read]]) }],
    ['json.load', { call: ({ args: [file] }) => readJson(textIn(machine, file)) }],
  ];
}
