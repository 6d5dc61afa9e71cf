// https://docs.python.org/3/library/functions.html#dir and https://docs.python.org/3/library/inspect.html#inspect.getmembers
import { lineage } from './define.ts';
import type { ExternalModel, Machine } from './machine.ts';
import { moduleMember } from './names.ts';
import { dict, isKind, list, type Module, type NativeCall, truthOf, UNKNOWN, type Value } from './value.ts';

/** The names that a module, a class or an instance has as far as the tree says, sorted; undefined for other values. */
function namesOf(value: Value): string[] | undefined {
  if (isKind(value, 'module')) return [...value.scope.names.keys()].sort();
  if (isKind(value, 'class')) return classNames(value);
  if (!isKind(value, 'instance')) return undefined;
  return [...new Set([...value.attributes.keys(), ...classNames(value.of)])].sort();
}

const classNames = (of: Value) => [
  ...new Set(lineage(of).flatMap((each) => (each.kind === 'class' ? [...each.members.keys()] : []))),
];

function namesBelow(machine: Machine, value: Value | undefined): { names: string[]; open: boolean } {
  const whole = isKind(value, 'module') ? machine.load(value) : value;
  const names = whole === undefined ? undefined : namesOf(whole);
  return { names: names === undefined ? [] : names, open: names === undefined };
}

function dir(machine: Machine, { args: [value] }: NativeCall): Value {
  const { names, open } = namesBelow(machine, value);
  return list(names, 'list', open);
}

/** `inspect.getmembers(value, predicate)`: pairs of a name and what it holds. */
function getMembers(machine: Machine, call: NativeCall): Value {
  const [value, predicate = call.kwargs.get('predicate')] = call.args;
  const { names, open } = namesBelow(machine, value);
  const passes = (held: Value) =>
    predicate === undefined ||
    predicate === null ||
    truthOf(machine.call(predicate, { args: [held], kwargs: new Map(), open: false }, call.site)) !== false;
  const pairs = names.flatMap((name) => {
    const held = value === undefined ? UNKNOWN : machine.attribute(value, name);
    return passes(held) ? [list([name, held], 'tuple')] : [];
  });
  return list(pairs, 'list', open);
}

/** What a module has when it asks for it: later names are not there yet. */
function globals(machine: Machine, { site }: NativeCall): Value {
  const module = machine.moduleAt(site.source.path);
  return module === undefined ? UNKNOWN : namesOfModule(machine, module);
}

/** `module.__dict__` */
export function namesOfModule(machine: Machine, module: Module): Value {
  return dict(
    [...module.scope.names.keys()].flatMap((name): [Value, Value][] => {
      const held = moduleMember(machine, module, name);
      return held === undefined ? [] : [[name, held]];
    }),
  );
}

/** Functions by which a program looks its own names up. */
export function memberModels(machine: Machine): [string, ExternalModel][] {
  return [
    ['builtins.dir', { call: (call) => dir(machine, call) }],
    ['builtins.globals', { call: (call) => globals(machine, call) }],
    ['inspect.getmembers', { call: (call) => getMembers(machine, call) }],
  ];
}
