import { mark } from '../program/call.ts';
import { currentFlag, type Machine } from '../program/machine.ts';
import {
  asText,
  dict,
  isKind,
  joinText,
  list,
  type NativeCall,
  native,
  unknown,
  type Value,
} from '../program/value.ts';

const text = (change: (text: string) => string) =>
  native('text', ({ args: [given] }) => {
    const read = asText(given);
    return read === undefined ? unknown('') : change(read);
  });

/** `%s`, `%d`, `%1$s`, `%%`: what is filled in is written out, whatever its width. */
function format([pattern, ...args]: Value[]): Value {
  const read = asText(pattern);
  if (read === undefined) return unknown('');
  let next = 0;
  const parts = read.split(/(%(?:\d+\$)?[-+0-9.']*[a-zA-Z%])/).map((part): Value => {
    if (part === '%%') return '%';
    if (!/^%.*[a-zA-Z]$/.test(part)) return part;
    const position = /^%(\d+)\$/.exec(part)?.[1];
    const index = position === undefined ? next++ : Number(position) - 1;
    return args[index] ?? unknown('');
  });
  return joinText(parts);
}

const merge = ({ args }: NativeCall): Value => {
  if (args.every((each) => isKind(each, 'list')))
    return list(args.flatMap((each) => (isKind(each, 'list') ? each.items : [])));
  return dict(args.flatMap((each) => (isKind(each, 'dict') ? [...each.entries] : [])));
};

const values = (of: Value | undefined): Value[] =>
  isKind(of, 'list') ? of.items : isKind(of, 'dict') ? [...of.entries.values()] : [];

const setting = ({ args: [name, otherwise] }: NativeCall): Value => otherwise ?? unknown(asText(name) ?? '');

const FUNCTIONS: Record<string, (call: NativeCall) => Value> = {
  sprintf: ({ args }) => format(args),
  implode: ({ args: [by, items] }) =>
    joinText(values(items).flatMap((item, index) => (index === 0 ? [item] : [by ?? '', item]))),
  array_merge: merge,
  array_values: ({ args: [of] }) => list(values(of)),
  array_keys: ({ args: [of] }) => (isKind(of, 'dict') ? list([...of.entries.keys()]) : unknown('')),
  array_unique: ({ args: [of] }) => of ?? unknown(''),
  array_filter: ({ args: [of] }) => of ?? unknown(''),
  iterator_to_array: ({ args: [of] }) => of ?? unknown(''),
  str_replace: ({ args: [from, to, of] }) => {
    const [search, replacement, subject] = [asText(from), asText(to), asText(of)];
    if (search === undefined || replacement === undefined || subject === undefined) return unknown('');
    return subject.replaceAll(search, replacement);
  },
  getenv: setting,
  env: setting,
  config: setting,
  dirname: ({ args: [of] }) => of ?? unknown(''),
  json_encode: () => unknown(''),
  app: () => unknown('app'),
};

const SIMPLE: Record<string, (read: string) => string> = {
  trim: (read) => read.trim(),
  rtrim: (read) => read.trimEnd(),
  ltrim: (read) => read.trimStart(),
  strtolower: (read) => read.toLowerCase(),
  strtoupper: (read) => read.toUpperCase(),
  ucfirst: (read) => read.charAt(0).toUpperCase() + read.slice(1),
  nl2br: (read) => read,
  __: (read) => read,
};

/** Functions of PHP and of the frameworks that name or describe tools. */
export const GLOBALS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...Object.entries(FUNCTIONS).map(([name, call]) => [name, native(name, call)] as const),
  ...Object.entries(SIMPLE).map(([name, change]) => [name, text(change)] as const),
  ['PHP_EOL', '\n'],
  ['__DIR__', unknown('__DIR__')],
  ['_ENV', dict()],
  ['_SERVER', dict()],
]);

/** `$list->push(x)` of collections, `Direction::from('asc')`, `->value` and `->name` of enum members. */
export function builtinMember(value: Value, name: string, machine: Machine): Value | undefined {
  if (isKind(value, 'instance') && value.fields.has('$value')) {
    if (name === 'value') return value.fields.get('$value');
    if (name === 'name') return value.fields.get('$name');
  }
  if (isKind(value, 'list') && name === 'push')
    return native('push', ({ args }) => {
      mark(machine, args, currentFlag(machine));
      value.items.push(...args);
      return value;
    });
  if (isKind(value, 'closure') && name === '__invoke') return value;
  return undefined;
}
