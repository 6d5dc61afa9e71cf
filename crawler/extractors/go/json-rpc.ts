// https://modelcontextprotocol.io/specification/2026-07-28/server/tools#listing-tools : servers that answer `tools/list` by hand
import type { Location } from '#data/schema/location.ts';
import { asWritten } from '../../syntax/go/json.ts';
import type { Machine } from '../../syntax/program/machine.ts';
import {
  type Closure,
  type Dict,
  isKind,
  unknown,
  type Value,
  withArgs,
  withUnknowns,
} from '../../syntax/program/value.ts';
import { closuresOf } from '../declared.ts';
import { sentHints } from '../hints.ts';
import type { Idiom, World } from '../idiom.ts';
import { beginPhase } from '../phase.ts';
import { schemaOf } from './definition.ts';
import { sitesOf } from './sites.ts';

const ID = 'json-rpc';
const METHOD = /"tools\/list"/;

/** A tool as it is sent. */
const hasShape = (sent: Dict | undefined): sent is Dict =>
  sent?.entries.has('name') === true && sent.entries.has('inputSchema');

interface Found {
  sent: Dict;
  at: Location;
  flag: string;
}

function register(world: World, { sent: { entries }, at, flag }: Found): void {
  const [title, description] = [entries.get('title'), entries.get('description')];
  const inputSchema = schemaOf(entries.get('inputSchema'));
  world.recorded.registrations.push({
    idiom: ID,
    name: entries.get('name') ?? unknown('name'),
    ...(title !== undefined && title !== '' && { title }),
    ...(description !== undefined && description !== '' && { description }),
    ...(inputSchema && { inputSchema }),
    annotations: sentHints(asWritten(entries.get('annotations') ?? null)),
    at,
    flag,
  });
}

/** Who answers: what runs in a file that speaks of `tools/list`, or for one that does. */
function createListener(world: World) {
  const speaking = new Map<string, boolean>();
  const speaks = (path: string): boolean => {
    const known = speaking.get(path) ?? METHOD.test(world.tree.readFile(path) ?? '');
    speaking.set(path, known);
    return known;
  };
  let spoken: boolean | undefined;
  const isSpoken = (machine: Machine): boolean => {
    spoken ??= machine.program.paths.some(speaks);
    return spoken;
  };
  const places = new WeakMap<object, Location>();
  const state = { asking: false };
  // Only while it is made is it known which call names it.
  const place = (value: Value, sent: Dict, machine: Machine): void => {
    if (typeof value !== 'object' || value === null || sent.at === null) return;
    places.set(value, sitesOf(world).of(sent.entries.get('name'), sent.at, machine));
  };
  const toolIn = (value: Value, machine: Machine): Found[] => {
    const sent = asWritten(value);
    if (!hasShape(sent) || typeof value !== 'object' || value === null) return [];
    const at = places.get(value) ?? sent.at;
    return at === null ? [] : [{ sent, at, flag: machine.flags.get(value) ?? '' }];
  };
  return {
    state,
    speaks,
    /** Notes the tools of `{"tools": […]}`, be it a map or a struct. */
    hear(value: Value, machine: Machine): void {
      const answer = isSpoken(machine) ? asWritten(value) : undefined;
      if (hasShape(answer)) place(value, answer, machine);
      const tools = answer?.entries.get('tools');
      if (!isKind(tools, 'list') || !answer?.at) return;
      const isAnswer = [answer.at, ...machine.frames.map(({ fn }) => fn.at)].some(({ path }) => speaks(path));
      if (!state.asking && !isAnswer) return;
      const found = tools.items.flatMap((item) => toolIn(item, machine));
      for (const tool of found) register(world, tool);
      if (found.length > 0 && tools.open) refuse(world, answer.at);
    },
  };
}

type Listener = ReturnType<typeof createListener>;

function refuse({ recorded }: World, at: NonNullable<Dict['at']>): void {
  const message = `part of the answer to tools/list is made at run time (line ${at.startLine})`;
  recorded.refusals.push({ idiom: ID, reason: 'list-computed', message, at });
}

/** The words that stand after `"tools/list"` on its line or on the next: whom it is handed on to. */
function namedIn(text: string): Set<string> {
  const lines = text.split('\n');
  const after = lines.flatMap((line, index) => {
    const at = line.search(METHOD);
    return at < 0 ? [] : [`${line.slice(at + '"tools/list"'.length)} ${lines[index + 1] ?? ''}`];
  });
  return new Set(after.flatMap((line) => line.match(/[A-Za-z_]\w*/g) ?? []));
}

/** A method on a receiver that nobody was seen to make: one as its type begins. */
function onFreshReceiver(machine: Machine, closure: Closure): Closure {
  const { fn, scope } = closure;
  if (fn.receiver === null) return closure;
  const self = machine.construct(fn.receiver.type, withArgs(), { at: fn.at, scope });
  return isKind(self, 'instance') ? { ...closure, self } : closure;
}

function run(machine: Machine, closure: Closure): void {
  beginPhase(machine);
  machine.call(closure, withUnknowns(closure.fn), closure.fn.at);
}

/** What speaks of the method, and what it is handed on to. */
function findAnswering(machine: Machine, { speaks }: Listener): { speaking: Closure[]; handed: Closure[] } {
  const paths = machine.program.paths.filter(speaks);
  const textOf = ({ fn }: Closure) =>
    machine.program
      .readFile(fn.at.path)
      .split('\n')
      .slice(fn.at.startLine - 1, fn.at.endLine)
      .join('\n');
  const inSpeaking = paths.flatMap((path) => closuresOf(machine, path));
  const names = new Set(paths.flatMap((path) => [...namedIn(machine.program.readFile(path))]));
  const all = machine.program.paths.flatMap((path) => closuresOf(machine, path));
  return {
    speaking: inSpeaking.filter((closure) => METHOD.test(textOf(closure))),
    handed: all.filter(({ fn }) => names.has(fn.name)),
  };
}

/** Calls what may answer unless it ran; where no tool was heard of, methods once more, on a receiver that holds nothing yet. */
function ask(machine: Machine, listener: Listener, { recorded }: World): void {
  const { state } = listener;
  const { speaking, handed } = findAnswering(machine, listener);
  const runAll = (ready: (closure: Closure) => Closure | undefined) => {
    for (const [closures, asking] of [
      [speaking, false],
      [handed, true],
    ] as const)
      for (const closure of closures) {
        const prepared = ready(closure);
        state.asking = asking;
        if (prepared) run(machine, prepared);
      }
    state.asking = false;
  };
  runAll((closure) => (machine.called.has(closure.fn) ? undefined : closure));
  if (recorded.registrations.length === 0) runAll((closure) => onFreshReceiver(machine, closure));
}

const listeners = new WeakMap<World, Listener>();

function listenerOf(world: World): Listener {
  const listener = listeners.get(world) ?? createListener(world);
  listeners.set(world, listener);
  return listener;
}

/** Servers without an SDK, which answer `tools/list` themselves. */
export const jsonRpc: Idiom = {
  id: ID,
  models(world) {
    const { hear } = listenerOf(world);
    return { made: hear, mapped: hear };
  },
  find(machine, world) {
    const listener = listenerOf(world);
    if (machine.program.paths.some(listener.speaks)) ask(machine, listener, world);
  },
};
