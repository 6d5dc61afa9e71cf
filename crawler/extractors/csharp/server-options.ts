// https://github.com/modelcontextprotocol/csharp-sdk: McpServerOptions, its handlers and its collection of tools

import { currentFlag, type Machine, under } from '../../syntax/program/machine.ts';
import {
  dict,
  externalInstance,
  type Instance,
  isKind,
  lastName,
  list,
  type NativeCall,
  unknown,
  type Value,
  withArgs,
} from '../../syntax/program/value.ts';
import type { Known, World } from '../idiom.ts';
import { hostOf } from './host.ts';
import { askList } from './list-handler.ts';
import { noteBlind, offer } from './offer.ts';
import { getService } from './services.ts';

const OPTIONS = /^(McpServerOptions|McpServerHandlers|ServerCapabilities|ToolsCapability)$/;

/** Options as the SDK hands them to whoever configures them. */
const emptyOptions = (at: NativeCall['at']): Instance =>
  externalInstance('McpServerOptions', at, [
    ['ToolCollection', list([])],
    ['Handlers', externalInstance('McpServerHandlers', at)],
    [
      'Capabilities',
      externalInstance('ServerCapabilities', at, [
        ['Tools', externalInstance('ToolsCapability', at, [['ToolCollection', list([])]])],
        ['Experimental', dict([], at)],
      ]),
    ],
  ]);

/** Options that a program makes itself have what the SDK's have at first. */
function fillIn({ fields, at }: Instance): void {
  for (const [name, value] of emptyOptions(at).fields) if (!fields.has(name)) fields.set(name, value);
}

function remember(machine: Machine, world: World, value: Instance): void {
  const { options, entry } = hostOf(world);
  if (!options.some((each) => each.value === value))
    options.push({ value, entry, flag: currentFlag(machine) });
}

/** Runs what configures a server's options on options of our own. What else it asks for comes from the container. */
function configure(machine: Machine, world: World, call: NativeCall, extra: readonly Value[] = []): void {
  const configured = [...call.args, ...call.named.values()].filter((each) => isKind(each, 'closure'));
  for (const closure of configured) {
    const options = emptyOptions(call.at);
    remember(machine, world, options);
    machine.call(closure, withArgs([options, ...extra]), call.at);
  }
}

/** `WithHttpTransport(options => options.ConfigureSessionOptions = …)`: what each session's server is given. */
function perSession(machine: Machine, world: World, call: NativeCall): Value {
  const transport = externalInstance('HttpServerTransportOptions', call.at);
  for (const closure of call.args.filter((each) => isKind(each, 'closure')))
    machine.call(closure, withArgs([transport]), call.at);
  const session = transport.fields.get('ConfigureSessionOptions');
  if (!isKind(session, 'closure')) return call.self;
  const options = emptyOptions(call.at);
  remember(machine, world, options);
  const args = [unknown('context'), options, unknown('token')];
  machine.call(session, withArgs(args), call.at);
  return call.self;
}

const isOptionsType = (call: NativeCall): boolean =>
  call.typeArgs.some(({ name }) => lastName(name) === 'McpServerOptions');

/** `services.Configure<McpServerOptions>(…)`, and `AddOptions<McpServerOptions>().Configure<A, B>((options, a, b) => …)`. */
function configureModel(machine: Machine, world: World, call: NativeCall): Value {
  const isBuilder = isKind(call.self, 'instance') && call.self.fields.has('$options');
  if (isOptionsType(call)) configure(machine, world, call);
  else if (isBuilder) {
    const { container } = hostOf(world);
    const services = call.typeArgs.map((type) => machine.resolveType(type, call.scope));
    configure(
      machine,
      world,
      call,
      services.map((type) => getService(machine, container, type) ?? unknown('service')),
    );
  }
  return call.self;
}

const optionsBuilder = (call: NativeCall): Value =>
  isOptionsType(call)
    ? externalInstance('OptionsBuilder', call.at, [['$options', true]])
    : unknown('options');

/** Reads every options object once everything ran: what is added to it later counts. */
export function readOptions(machine: Machine, world: World): void {
  const host = hostOf(world);
  for (const { value, entry, flag } of host.options) {
    host.entry = entry;
    if (flag === '') readFrom(machine, world, value);
    else under(machine, flag, () => readFrom(machine, world, value));
  }
  host.entry = '';
}

const MAX_DEPTH = 4;

function readFrom(machine: Machine, world: World, value: Value, depth = 0): void {
  if (!isKind(value, 'instance') || depth > MAX_DEPTH) return;
  for (const [name, held] of value.fields) {
    if (name === 'ToolCollection') offerCollection(machine, world, held, value.at);
    else if (name === 'ListToolsHandler') askList(machine, world, held);
    else if (/^(Capabilities|Tools|Handlers)$/.test(name)) readFrom(machine, world, held, depth + 1);
  }
}

function offerCollection(machine: Machine, world: World, held: Value, at: Instance['at']): void {
  offer(machine, world, held, 'tool-create');
  const isUnread = isKind(held, 'list') && (held.open || held.items.some((item) => isKind(item, 'unknown')));
  if (isUnread) noteBlind(world, at);
}

/** What the SDK's options and the ways to set them do. */
export const optionsModels = (world: World): Known => ({
  method(type, name) {
    if (name === 'AddMcpServer')
      return (call, machine) => {
        configure(machine, world, call);
        return unknown('mcp');
      };
    if (name === 'WithHttpTransport') return (call, machine) => perSession(machine, world, call);
    if (name === 'AddOptions') return optionsBuilder;
    const isOwn = type === '' || lastName(type) === 'OptionsBuilder';
    return isOwn && /^(Post)?Configure$/.test(name)
      ? (call, machine) => configureModel(machine, world, call)
      : undefined;
  },
  made(instance, machine) {
    const name = instance.of.kind === 'external' ? lastName(instance.of.path) : '';
    if (!OPTIONS.test(name)) return;
    if (name === 'McpServerOptions') fillIn(instance);
    remember(machine, world, instance);
  },
});
