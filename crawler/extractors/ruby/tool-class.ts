import { currentFlag, type Machine, type Model } from '../../syntax/program/machine.ts';
import { dict, isKind, list, type TypeValue, type Value } from '../../syntax/program/value.ts';
import { typesIn } from '../declared.ts';
import { saidBy } from '../hints.ts';
import type { Idiom } from '../idiom.ts';
import type { Recorded, Registration } from '../registration.ts';
import { type Facts, factsOf, noteFact } from './class-facts.ts';
import { readArguments, runSchema } from './dry-arguments.ts';
import { readHints } from './hints.ts';
import { inputSchemaOf, outputSchemaOf } from './input-schema.ts';
import { derivedName, type Gem, gemOf, gemOfBase } from './sdk.ts';
import { descendants } from './types.ts';

const ID = 'tool-class';

/** Named arguments, and the hash that may stand before them. */
const entriesOf = (args: readonly Value[], named: ReadonlyMap<string, Value>): [string, Value][] => [
  ...saidBy(args[0]),
  ...named,
];

/** Words of a class body that say one thing with their first argument. */
const SAYING: ReadonlySet<string> = new Set(['tool_name', 'title', 'description']);
/** Words that say it with named arguments or a hash. */
const STATING: ReadonlySet<string> = new Set(['input_schema', 'output_schema', 'annotations']);

const say =
  (word: string): Model =>
  ({ self, args: [said] }) => {
    if (said !== undefined) noteFact(self, word, said);
    return said ?? null;
  };

const state =
  (word: string): Model =>
  ({ self, args, named }) => {
    noteFact(self, word, dict(entriesOf(args, named)));
    return null;
  };

const stateArguments: Model = (call, machine) => {
  noteFact(call.self, 'arguments', runSchema(call, machine));
  return null;
};

const allBelow: Model = ({ self }, machine) =>
  self !== null && isKind(self, 'type') ? list(descendants(machine, self)) : list([], 'list', true);

function modelOf(word: string): Model | undefined {
  if (word === 'arguments') return stateArguments;
  if (word === 'descendants' || word === 'subclasses') return allBelow;
  if (SAYING.has(word)) return say(word);
  return STATING.has(word) ? state(word) : undefined;
}

/** What a class says as a tool. */
function readClass(type: TypeValue, gem: Gem, facts: Facts): Omit<Registration, 'flag' | 'at'> {
  const stated = facts.get('annotations');
  const [title, description] = [facts.get('title'), facts.get('description')];
  const outputSchema = outputSchemaOf(facts.get('output_schema'));
  return {
    idiom: ID,
    name: facts.get('tool_name') ?? derivedName(type, gem),
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    inputSchema:
      gem === 'mcp' ? inputSchemaOf(facts.get('input_schema')) : readArguments(facts.get('arguments')),
    ...(outputSchema && { outputSchema }),
    annotations: readHints(stated),
  };
}

/** Registers a class, once, however many lists it is in. */
export function registerClass(machine: Machine, recorded: Recorded, type: TypeValue): void {
  const { at } = type.declaration;
  if (recorded.registrations.some((each) => each.at === at)) return;
  const gem = gemOf(machine, type) ?? 'mcp';
  recorded.registrations.push({
    ...readClass(type, gem, factsOf(machine, type)),
    at,
    flag: currentFlag(machine),
  });
}

/** Classes that descend from a gem's tool class. One that no list names is dead, unless a list could not be read. */
export const toolClass: Idiom = {
  id: ID,
  models: () => ({ method: (type, name) => (gemOfBase(type) ? modelOf(name) : undefined) }),
  find(machine, { recorded }) {
    const isOpen = recorded.refusals.some((refusal) => refusal.reason === 'list-computed');
    for (const type of typesIn(machine, machine.program.paths)) {
      const { at, name } = type.declaration;
      const isListed = recorded.registrations.some((each) => each.at === at);
      const isAbstract = descendants(machine, type).length > 0;
      if (isListed || isAbstract || gemOf(machine, type) === undefined) continue;
      if (isOpen) registerClass(machine, recorded, type);
      else
        recorded.refusals.push({
          idiom: ID,
          reason: 'never-registered',
          message: `no server lists ${name}`,
          at,
        });
    }
  },
};
