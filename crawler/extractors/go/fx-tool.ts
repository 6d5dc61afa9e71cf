// https://github.com/strowk/foxy-contexts
import type { Machine, Model } from '../../syntax/program/machine.ts';
import {
  dict,
  externalInstance,
  isKind,
  list,
  type NativeCall,
  native,
  unknown,
  type Value,
  withArgs,
  withUnknowns,
} from '../../syntax/program/value.ts';
import type { Idiom, World } from '../idiom.ts';
import { outsideOf, registrationOf } from './definition.ts';
import { sitesOf } from './sites.ts';

const PACKAGE = /(^|\/)foxy-contexts\/pkg\/(fxctx|toolinput|app)\.(\w+)$/;
const INPUT = 'github.com/strowk/foxy-contexts/pkg/toolinput.ToolInputSchema';
const BUILDER = 'github.com/strowk/foxy-contexts/pkg/app.Builder';
const TOOL = 'github.com/strowk/foxy-contexts/pkg/fxctx.Tool';

/** The container calls the constructors it is given. */
function provide(world: World, value: Value, machine: Machine, at: NativeCall['at']): void {
  const made = isKind(value, 'closure') ? machine.call(value, withUnknowns(value.fn), at) : value;
  const given = isKind(made, 'list') && made.form === 'tuple' ? (made.items[0] ?? null) : made;
  const wrapped = outsideOf(given, /\.fxctx\.Tool$|fxctx\.Tool$/);
  const tool = wrapped?.fields.get('$tool');
  if (!isKind(tool, 'instance')) return;
  const site = sitesOf(world).of(tool.fields.get('Name'), tool.at, machine);
  world.recorded.registrations.push(registrationOf(tool, { idiom: 'fx-tool', at: site }, machine));
}

/** `toolinput.WithRequiredString("name", "description")` and its like. */
const PROPERTY = /^With(Required)?(String|Number|Boolean|Array|Object)$/;

function propertyOf(name: string): Model | undefined {
  const found = PROPERTY.exec(name);
  if (!found) return undefined;
  const type = (found[2] ?? '').toLowerCase();
  return ({ args: [key = null, description = null] }) =>
    native(name, ({ args: [schema = null] }) => {
      if (!isKind(schema, 'instance') || typeof key !== 'string') return null;
      const properties = schema.fields.get('Properties');
      const entries: [string, Value][] = [
        ['type', type],
        ['description', description],
      ];
      if (isKind(properties, 'dict')) properties.entries.set(key, dict(entries));
      const required = schema.fields.get('Required');
      if (found[1] && isKind(required, 'list')) schema.fields.set('Required', list([...required.items, key]));
      return null;
    });
}

function newInput({ args, at }: NativeCall, machine: Machine): Value {
  const fields: [string, Value][] = [
    ['Type', 'object'],
    ['Properties', dict()],
    ['Required', list([])],
  ];
  const schema = externalInstance(INPUT, at, fields);
  for (const option of args) machine.call(option, withArgs([schema]), at);
  return schema;
}

function construction(world: World, name: string): Model | undefined {
  switch (name) {
    case 'NewTool':
      return ({ args: [tool = null], at }) => externalInstance(TOOL, at, [['$tool', tool]]);
    case 'AsTool':
      return ({ args: [maker = null], at }, machine) => {
        provide(world, maker, machine, at);
        return unknown('');
      };
    case 'NewToolInputSchema':
      return newInput;
    case 'NewBuilder':
      return ({ at }) => externalInstance(BUILDER, at);
    default:
      return propertyOf(name);
  }
}

/** `fxctx.NewTool(&mcp.Tool{…}, callback)`, registered by `WithTool` of the app's builder or `fxctx.AsTool`. */
export const fxTool: Idiom = {
  id: 'fx-tool',
  models: (world) => ({
    call(path) {
      const name = PACKAGE.exec(path)?.[3];
      return name === undefined ? undefined : construction(world, name);
    },
    method(type, name) {
      if (type === INPUT) return name === 'GetMcpToolInputSchema' ? ({ self }) => self : undefined;
      if (type !== BUILDER) return undefined;
      return (call, machine) => {
        if (name === 'WithTool') for (const each of call.args) provide(world, each, machine, call.at);
        return call.self;
      };
    },
  }),
};
