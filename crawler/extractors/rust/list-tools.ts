import { schemaFrom } from '../../syntax/program/json.ts';
import { currentFlag, type Machine, type Model } from '../../syntax/program/machine.ts';
import { typeToSchema } from '../../syntax/program/type-schema.ts';
import { dict, type Instance, isKind, lastName, unknown, type Value } from '../../syntax/program/value.ts';
import type { Idiom, World } from '../idiom.ts';
import { sentTools, toolListsIn } from '../json-answers.ts';
import { beginPhase } from '../read-program.ts';
import { listingFunctions } from './drive.ts';
import { schemars, sentName } from './schemars.ts';

const ID = 'list-tools';

const isTool = ({ of, fields }: Instance): boolean => {
  const name = of.kind === 'external' ? lastName(of.path) : of.declaration.name;
  return name === 'Tool' && fields.has('name') && (fields.has('input_schema') || fields.has('inputSchema'));
};

/** A value as serde writes it: structs of the tree as maps of their members' names, without what is absent. */
function serialised(value: Value): Value {
  if (isKind(value, 'list')) return { ...value, items: value.items.map(serialised) };
  if (isKind(value, 'dict'))
    return dict(
      [...value.entries].map(([key, each]) => [key, serialised(each)]),
      value.at,
    );
  if (!isKind(value, 'instance') || !isKind(value.of, 'type')) return value;
  const { of, fields } = value;
  const members = of.declaration.fields.flatMap((field): [string, Value][] => {
    const held = fields.get(field.name);
    return held === undefined || held === null ? [] : [[sentName(field, of), serialised(held)]];
  });
  return dict(members, value.at);
}

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
    ...(schema !== undefined && { inputSchema: schemaFrom(serialised(schema)) }),
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

function fromJson(json: unknown): Value {
  if (Array.isArray(json)) return { kind: 'list', form: 'list', items: json.map(fromJson), open: false };
  if (typeof json === 'object' && json !== null)
    return {
      kind: 'dict',
      entries: new Map(Object.entries(json).map(([key, value]) => [key, fromJson(value)])),
      open: false,
      at: null,
    };
  return typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean' ? json : null;
}

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
      const args = closure.fn.parameters.map((parameter) => unknown(parameter.name));
      const answer = machine.call(closure, { args, named: new Map(), typeArgs: [] }, closure.fn.at);
      for (const tools of toolListsIn(answer)) recorded.registrations.push(...sentTools(ID, tools));
    }
  },
};
