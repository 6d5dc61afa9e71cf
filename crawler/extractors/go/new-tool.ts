// https://github.com/mark3labs/mcp-go
import type { Machine, Model } from '../../syntax/program/machine.ts';
import {
  dict,
  externalInstance,
  type Instance,
  isKind,
  type NativeCall,
  unknown,
  type Value,
} from '../../syntax/program/value.ts';
import type { Idiom, World } from '../idiom.ts';
import { outsideOf, registrationOf } from './definition.ts';
import { propertyOption } from './property-options.ts';
import { sitesOf } from './sites.ts';
import { type Reflection, toolOption } from './tool-options.ts';

/** The packages of mcp-go and of its forks. */
const PACKAGE = /(^|\/)mcp-go(\/v\d+)?\/(mcp|server)\.(\w+)$/;
const TOOL = /(^|\/)mcp-go(\/v\d+)?\/mcp\.Tool$/;
const SERVER_TOOL = /(^|\/)mcp-go(\/v\d+)?\/server\.Server(Task)?Tool$/;
const SERVER = /(^|\/)mcp-go(\/v\d+)?\/server\.MCPServer$/;

const nothing = { named: new Map<string, Value>(), typeArgs: [] };

function makeTool(
  path: string,
  { args: [name = null, ...options], at }: NativeCall,
  machine: Machine,
): Instance {
  const family = path.slice(0, path.lastIndexOf('.'));
  const schema = externalInstance(`${family}.ToolInputSchema`, at, [
    ['Type', 'object'],
    ['Properties', dict()],
  ]);
  const tool = externalInstance(`${family}.Tool`, at, [
    ['Name', name],
    ['InputSchema', schema],
  ]);
  for (const option of options) apply(machine, option, tool, schema);
  return tool;
}

/** A property that is there only under a flag is never required: without the flag it is not asked for. */
function apply(machine: Machine, option: Value, tool: Instance, schema: Instance): void {
  const required = schema.fields.get('Required');
  machine.call(option, { ...nothing, args: [tool] }, tool.at);
  const isFlagged = typeof option === 'object' && option !== null && machine.flags.has(option);
  if (isFlagged && required !== undefined) schema.fields.set('Required', required);
  else if (isFlagged) schema.fields.delete('Required');
}

function newRawTool(path: string, { args, at }: NativeCall): Value {
  const [name = null, description = null, schema = null] = args;
  const fields: [string, Value][] = [
    ['Name', name],
    ['Description', description],
    ['RawInputSchema', schema],
  ];
  return externalInstance(`${path.slice(0, path.lastIndexOf('.'))}.Tool`, at, fields);
}

function construction(world: World, path: string, reflection: Reflection): Model | undefined {
  const name = PACKAGE.exec(path)?.[4] ?? '';
  if (name === 'NewTool')
    return (call, machine) => {
      const tool = makeTool(path, call, machine);
      sitesOf(world).note(tool, machine);
      return tool;
    };
  if (name === 'NewToolWithRawSchema') return (call) => newRawTool(path, call);
  if (name === 'NewMCPServer') return ({ at }) => externalInstance(path.replace(/\.\w+$/, '.MCPServer'), at);
  if (name === 'NewTypedToolHandler' || name === 'NewStructuredToolHandler')
    return ({ args: [handler = null] }) => handler;
  if (name === 'ToBoolPtr') return ({ args: [value = null] }) => value;
  return toolOption(name, reflection) ?? propertyOption(name);
}

/** Tools among what is registered: tools, or tools with their handlers. */
function toolsIn(value: Value): (Instance | null)[] {
  const bundle = outsideOf(value, SERVER_TOOL);
  if (bundle) return toolsIn(bundle.fields.get('Tool') ?? null);
  const tool = outsideOf(value, TOOL);
  if (tool) return [tool];
  return isKind(value, 'list') ? value.items.flatMap(toolsIn) : [null];
}

function register(world: World, call: NativeCall, machine: Machine): Value {
  const { at } = call;
  for (const tool of call.args.flatMap(toolsIn)) {
    if (tool) {
      const site = sitesOf(world).of(tool.fields.get('Name'), tool.at, machine);
      world.recorded.registrations.push(registrationOf(tool, { idiom: 'new-tool', at: site }, machine));
    } else
      world.recorded.refusals.push({
        idiom: 'new-tool',
        reason: 'list-computed',
        message: `tools that only a run would tell are added (line ${at.startLine})`,
        at,
      });
  }
  return null;
}

const REGISTERS: ReadonlySet<string> = new Set([
  'AddTool',
  'AddTaskTool',
  'AddTools',
  'AddTaskTools',
  'SetTools',
  'AddSessionTool',
  'AddSessionTools',
]);

/** The tools among the arguments, handlers and session ids left out. */
function registered(name: string, call: NativeCall): NativeCall {
  const args = name.startsWith('AddSession') ? call.args.slice(1) : call.args;
  return { ...call, args: /Tool$/.test(name) ? args.slice(0, 1) : args };
}

/** Go structs were reflected by invopop/jsonschema until mcp-go 0.46. */
const reflectionOf = ({ tree }: World): Reflection => {
  for (const path of tree.listFiles().filter((each) => /(^|\/)go\.mod$/.test(each))) {
    const minor = /mark3labs\/mcp-go v0\.(\d+)\./.exec(tree.readFile(path) ?? '')?.[1];
    if (minor !== undefined) return Number(minor) < 46 ? 'invopop' : 'google';
  }
  return 'google';
};

/** `mcp.NewTool("name", options…)`, `mcp.Tool{…}`, and what a server is told with `AddTool` and its like. */
export const newTool: Idiom = {
  id: 'new-tool',
  models(world) {
    const reflection = reflectionOf(world);
    return {
      call(path) {
        return PACKAGE.test(path) ? construction(world, path, reflection) : undefined;
      },
      method(type, name) {
        if (!REGISTERS.has(name) || !(type === '' || SERVER.test(type))) return undefined;
        return (call, machine) => {
          const given = registered(name, call);
          const isOurs = type !== '' || given.args.flatMap(toolsIn).some((tool) => tool !== null);
          return isOurs ? register(world, given, machine) : unknown('');
        };
      },
      alias(path) {
        const name = PACKAGE.exec(path)?.[4];
        if (name !== 'TypedToolHandlerFunc' && name !== 'StructuredToolHandlerFunc') return undefined;
        return { parameters: ['T', 'R'], type: HANDLER };
      },
    };
  },
};

const ref = (name: string) => ({ name, args: [], nullable: false });
const HANDLER = { ...ref('()'), args: [ref('context.Context'), ref('mcp.CallToolRequest'), ref('T')] };
