// The parts of the standard library that shape texts, wrap functions and read settings.
import { annotationModels } from './annotations.ts';
import { native, setAttribute } from './attribute.ts';
import { docstring } from './doc.ts';
import { folderModels, pathListings } from './folders.ts';
import { inspectModels } from './inspect.ts';
import type { ExternalModel, ExternalModels, Machine } from './machine.ts';
import { memberModels } from './members.ts';
import { fileModels, readJson } from './open-file.ts';
import { pathModel } from './paths.ts';
import { substitute } from './pattern.ts';
import { cleanDoc, dedentText, template } from './text.ts';
import { asText, type Instance, isKind, type NativeCall, orUnknown, UNKNOWN, type Value } from './value.ts';

function overText(change: (text: string) => string): (call: NativeCall) => Value {
  return ({ args: [given] }) => {
    const text = asText(given);
    if (text === undefined) return UNKNOWN;
    return isKind(given, 'template') ? template(change(text)) : change(text);
  };
}

function environment({ args: [name, fallback], kwargs }: NativeCall): Value {
  const otherwise = fallback === undefined ? kwargs.get('default') : fallback;
  const flag = asText(name);
  return {
    kind: 'unknown',
    ...(flag !== undefined && { flag }),
    ...(otherwise !== undefined && { fallback: otherwise }),
  };
}

/** functools.wraps: the wrapper takes over name, docstring and signature. */
function wraps({ args: [wrapped] }: NativeCall): Value {
  return native('wraps', ({ args: [wrapper] }) => {
    if (isKind(wrapper, 'function') && isKind(wrapped, 'function')) wrapper.wraps = wrapped;
    return wrapper ?? UNKNOWN;
  });
}

function updateWrapper({ args: [wrapper, wrapped] }: NativeCall): Value {
  if (isKind(wrapper, 'function') && isKind(wrapped, 'function')) wrapper.wraps = wrapped;
  return wrapper ?? UNKNOWN;
}

function partial(machine: Machine, { args: [callee, ...args], kwargs }: NativeCall): Value {
  if (callee === undefined) return UNKNOWN;
  return native('partial', (call) =>
    machine.call(
      callee,
      { args: [...args, ...call.args], kwargs: new Map([...kwargs, ...call.kwargs]), open: call.open },
      call.site,
    ),
  );
}

function getDoc(machine: Machine, { args: [given] }: NativeCall): Value {
  const owner = isKind(given, 'method') ? given.callee : given;
  if (!isKind(owner, 'function') && !isKind(owner, 'class')) return UNKNOWN;
  const text = docstring(machine, owner);
  return text === undefined ? null : cleanDoc(text);
}

function importModule(machine: Machine, call: NativeCall): Value {
  const [name, anchor] = call.args;
  if (typeof name !== 'string') return UNKNOWN;
  const full = name.startsWith('.') && typeof anchor === 'string' ? `${anchor}${name}` : name;
  const module = machine.findModule(full, call.site.source.path);
  if (module === undefined) return UNKNOWN;
  machine.touch(full, call.site.source.path);
  return machine.load(module);
}

function copyDeep({ args: [given] }: NativeCall): Value {
  return given === undefined ? UNKNOWN : copyValue(given, 0);
}

function copyValue(value: Value, depth: number): Value {
  if (depth > 40) return UNKNOWN;
  if (isKind(value, 'list'))
    return { ...value, items: value.items.map((item) => copyValue(item, depth + 1)) };
  if (!isKind(value, 'dict')) return value;
  const entries = [...value.entries].map(
    ([id, { key, value: held }]) => [id, { key, value: copyValue(held, depth + 1) }] as const,
  );
  return { ...value, entries: new Map(entries) };
}

/** Keyword arguments become attributes. */
function takeFields(self: Instance, { kwargs }: NativeCall): void {
  for (const [name, value] of kwargs) self.attributes.set(name, value);
}

/** `partial(fn)` and its like used as an attribute setter: `setattr` by another name. */
function setEach(machine: Machine, call: NativeCall): Value {
  const [target] = call.args;
  for (const [name, value] of call.kwargs)
    if (target !== undefined) setAttribute(machine, target, name, value);
  return target ?? UNKNOWN;
}

export function libraryModels(machine: Machine): ExternalModels {
  const models = new Map<string, ExternalModel>([
    ['textwrap.dedent', { call: overText(dedentText) }],
    ['inspect.cleandoc', { call: overText(cleanDoc) }],
    ['inspect.getdoc', { call: (call) => getDoc(machine, call) }],
    ['os.getenv', { call: environment }],
    ['os.environ.get', { call: environment }],
    ...inspectModels(machine),
    ...annotationModels(machine),
    ...memberModels(machine),
    ...folderModels(machine),
    ['enum.auto', { init: () => undefined }],
    ['functools.wraps', { call: wraps }],
    ['functools.update_wrapper', { call: updateWrapper }],
    ['functools.partial', { call: (call) => partial(machine, call) }],
    ['importlib.import_module', { call: (call) => importModule(machine, call) }],
    ['json.loads', { call: ({ args: [given] }) => readJson(typeof given === 'string' ? given : undefined) }],
    ...fileModels(machine),
    ['re.sub', { call: substitute }],
    ['copy.deepcopy', { call: copyDeep }],
    ['copy.copy', { call: copyDeep }],
    ['dataclasses.replace', { call: (call) => setEach(machine, call) }],
    ['typing.cast', { call: ({ args: [, value] }) => orUnknown(value) }],
    ['asyncio.run', { call: ({ args: [value] }) => orUnknown(value) }],
    ['typing.NewType', { call: ({ args: [, type] }) => orUnknown(type) }],
    ['typing.TypeVar', { call: () => UNKNOWN }],
    [
      'collections.defaultdict',
      {
        call: (call) =>
          machine.call(
            { kind: 'external', path: 'builtins.dict' },
            { ...call, args: call.args.slice(1) },
            call.site,
          ),
      },
    ],
    [
      'collections.OrderedDict',
      { call: (call) => machine.call({ kind: 'external', path: 'builtins.dict' }, call, call.site) },
    ],
    ['itertools.chain', { call: (call) => chain(machine, call) }],
    ['types.SimpleNamespace', { init: takeFields }],
    ['pathlib.Path', pathModel(machine, pathListings(machine))],
  ]);
  return (path) => models.get(path);
}

function chain(machine: Machine, call: NativeCall): Value {
  const lists = call.args.map((each) =>
    machine.call({ kind: 'external', path: 'builtins.list' }, { ...call, args: [each] }, call.site),
  );
  const items = lists.flatMap((each) => (isKind(each, 'list') ? each.items : []));
  return {
    kind: 'list',
    form: 'list',
    items,
    open: lists.some((each) => !isKind(each, 'list') || each.open),
  };
}
