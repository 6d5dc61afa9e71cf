// https://docs.quarkiverse.io/quarkus-mcp-server/dev/#_programmatic_api
import { fragment, type JsonFragment } from '../../syntax/json-schema/fragment.ts';
import { currentFlag, type Machine, type Model } from '../../syntax/program/machine.ts';
import { objectOf, typeToSchema } from '../../syntax/program/type-schema.ts';
import {
  asText,
  dict,
  externalInstance,
  type Instance,
  isKind,
  list,
  type Value,
} from '../../syntax/program/value.ts';
import { hintsOf } from '../hints.ts';
import type { Idiom } from '../idiom.ts';
import { rulesFor } from './schema-rules.ts';

const ID = 'quarkus-tool-manager';
const DEFINITION = 'io.quarkiverse.mcp.server.ToolManager.ToolDefinition';
const ARGUMENTS = '$arguments';

const begin: Model = ({ args, at }) =>
  externalInstance(DEFINITION, at, [
    ['name', args[0] ?? null],
    [ARGUMENTS, list([])],
  ]);

const SETTINGS: ReadonlyMap<string, string> = new Map([
  ['setTitle', 'title'],
  ['setDescription', 'description'],
  ['setAnnotations', 'annotations'],
]);

const set =
  (field: string): Model =>
  ({ self, args }) => {
    if (isKind(self, 'instance')) self.fields.set(field, args[0] ?? null);
    return self;
  };

const addArgument: Model = ({ self, args }) => {
  const held = isKind(self, 'instance') ? self.fields.get(ARGUMENTS) : undefined;
  if (isKind(held, 'list')) held.items.push(list(args, 'tuple'));
  return self;
};

/** `addArgument(name, description, required, type, default…)` */
function argument(machine: Machine, value: Value): [string, JsonFragment] | undefined {
  if (!isKind(value, 'list')) return undefined;
  const [name, description, required, type, fallback] = value.items;
  const key = asText(name);
  if (key === undefined) return undefined;
  const typed = isKind(type, 'type') || isKind(type, 'external') ? type : undefined;
  const typeName = typed?.kind === 'type' ? typed.declaration.name : typed?.path;
  const scope = typed?.kind === 'type' ? typed.scope : machine.unitScope('');
  const read =
    typeName === undefined
      ? fragment({})
      : typeToSchema(machine, { name: typeName, args: [], nullable: false }, scope, rulesFor(machine));
  const text = asText(description);
  return [
    key,
    {
      ...read,
      json: { ...read.json, ...(text !== undefined && { description: text }) },
      optional: required === false || fallback !== undefined,
    },
  ];
}

function inputOf(machine: Machine, { fields }: Instance): JsonFragment {
  const held = fields.get(ARGUMENTS) ?? dict();
  const all = isKind(held, 'list') ? held.items.map((each) => argument(machine, each)) : [];
  return objectOf(new Map(all.filter((each) => each !== undefined)));
}

/** `toolManager.newTool("x").setDescription("…").addArgument(…).setHandler(…).register()` */
export const quarkusToolManager: Idiom = {
  id: ID,
  models({ recorded }) {
    const register: Model = ({ self, at }, machine) => {
      if (!isKind(self, 'instance')) return null;
      const [title, description] = [self.fields.get('title'), self.fields.get('description')];
      recorded.registrations.push({
        idiom: ID,
        name: self.fields.get('name') ?? null,
        ...(title !== undefined && { title }),
        ...(description !== undefined && { description }),
        inputSchema: inputOf(machine, self),
        annotations: hintsOf(self.fields.get('annotations')),
        at,
        flag: currentFlag(machine),
      });
      return null;
    };
    return {
      method(type, name) {
        if (name === 'newTool') return begin;
        if (type !== DEFINITION) return undefined;
        if (name === 'register') return register;
        const field = SETTINGS.get(name);
        if (field !== undefined) return set(field);
        return name === 'addArgument' ? addArgument : ({ self }) => self;
      },
    };
  },
};
