import { byFields, fromJson, schemaFrom, type WriteInstance } from '../../syntax/program/json.ts';
import { currentFlag, type Machine, type Model } from '../../syntax/program/machine.ts';
import { typeToSchema } from '../../syntax/program/type-schema.ts';
import {
  dict,
  type Instance,
  isKind,
  lastName,
  unknown,
  type Value,
  withUnknowns,
} from '../../syntax/program/value.ts';
import type { Idiom, World } from '../idiom.ts';
import { sentTools, toolListsIn } from '../json-answers.ts';
import { beginPhase } from '../phase.ts';
import { listingFunctions } from './drive.ts';
import { schemars, sentName } from './schemars.ts';

const ID = 'list-tools';

const isTool = ({ of, fields }: Instance): boolean => {
  const name = of.kind === 'external' ? lastName(of.path) : of.declaration.name;
  return name === 'Tool' && fields.has('name') && (fields.has('input_schema') || fields.has('inputSchema'));
};

/** An instance as serde writes it: its members by their names on the wire, without what is absent. */
const written: WriteInstance = (instance) => {
  const { of, fields } = instance;
  if (!isKind(of, 'type')) return byFields(instance);
  const members = of.declaration.fields.flatMap((field): [string, Value][] => {
    const held = fields.get(field.name);
    return held === undefined || held === null ? [] : [[sentName(field, of), held]];
  });
  return dict(members);
};

/** `Tool { name, description, input_schema }`, of an SDK or of the program's own. */
function register(machine: Machine, { recorded }: World, tool: Instance): void {
  if (recorded.registrations.some((each) => each.at === tool.at)) return;
  const [name, title, description] = ['name', 'title', 'description'].map((word) => tool.fields.get(word));
  const schema = tool.fields.get('input_schema') ?? tool.fields.get('inputSchema');
  recorded.registrations.push({
    idiom: ID,
    name: name ?? null,
    ...(title !== undefined && title !== null && { title }),
    ...(description !== undefined && description !== null && { description }),
    ...(schema !== undefined && { inputSchema: schemaFrom(schema, written) }),
    at: tool.at,
    flag: currentFlag(machine),
  });
}

/** `Tool::new(name, description, schema)` of rmcp. */
const newTool =
  (world: World): Model =>
  ({ args: [name, description, schema], at, self }, machine) => {
    world.recorded.registrations.push({
      idiom: ID,
      name: name ?? null,
      ...(description !== undefined && { description }),
      ...(isKind(schema, 'dict') && { inputSchema: schemaFrom(schema) }),
      at,
      flag: currentFlag(machine),
    });
    return self ?? unknown('Tool');
  };

/** `schema_for_type::<T>()` is T's schema, as data. */
const schemaForType: Model = ({ typeArgs: [type], scope }, machine) => {
  if (!type) return unknown('schema');
  return fromJson(typeToSchema(machine, type, scope, schemars).json);
};

/** Lists made by hand: `Tool` values and JSON in what answers `tools/list`. */
export const listTools: Idiom = {
  id: ID,
  models: (world) => ({
    call: (path) => {
      if (/(^|[.:])Tool\.new(_with_raw)?$/.test(path)) return newTool(world);
      return lastName(path) === 'schema_for_type' ? schemaForType : undefined;
    },
    made: (instance, machine) => {
      if (isTool(instance)) register(machine, world, instance);
    },
  }),
  find(machine, { recorded }) {
    for (const closure of listingFunctions(machine)) {
      beginPhase(machine);
      const answer = machine.call(closure, withUnknowns(closure.fn), closure.fn.at);
      for (const tools of toolListsIn(answer)) recorded.registrations.push(...sentTools(ID, tools));
    }
  },
};
