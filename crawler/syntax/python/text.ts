import { asText, isKind, MAX_TEXT, type Template, UNKNOWN, type Value } from './value.ts';

/** Joins texts; a template when one of them has a hole, unknown when one is no text at all. */
export function joinText(parts: readonly Value[], separator = ''): Value {
  const texts = parts.map(asText);
  if (texts.some((text) => text === undefined)) return UNKNOWN;
  const size = texts.reduce((sum, text) => sum + (text?.length ?? 0) + separator.length, 0);
  if (size > MAX_TEXT) return UNKNOWN;
  const text = texts.join(separator);
  return parts.some((part) => isKind(part, 'template')) ? template(text) : text;
}

export function template(text: string): Template {
  return { kind: 'template', text };
}

/** `str(value)`, where it can be known. */
export function printed(value: Value): string | undefined {
  const text = asText(value);
  if (text !== undefined) return text;
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return String(value);
  if (isKind(value, 'unknown') && value.fallback !== undefined) return printed(value.fallback);
  if (isKind(value, 'list') && !value.open) return printedList(value.items, value.form);
  if (isKind(value, 'dict') && !value.open) return printedDict([...value.entries.values()]);
  return undefined;
}

/** `repr(value)`, where it can be known. */
export function quoted(value: Value): string | undefined {
  if (typeof value !== 'string') return printed(value);
  const quote = value.includes("'") && !value.includes('"') ? '"' : "'";
  const escaped = value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\t', '\\t');
  return quote + (quote === "'" ? escaped.replaceAll("'", "\\'") : escaped) + quote;
}

function printedList(items: readonly Value[], form: 'list' | 'tuple' | 'set'): string | undefined {
  const inside = items.map(quoted);
  if (inside.some((text) => text === undefined)) return undefined;
  const brackets = { list: '[]', tuple: '()', set: '{}' }[form];
  const comma = form === 'tuple' && items.length === 1 ? ',' : '';
  return `${brackets[0]}${inside.join(', ')}${comma}${brackets[1]}`;
}

function printedDict(pairs: readonly { key: Value; value: Value }[]): string | undefined {
  const inside = pairs.map(({ key, value }) => [quoted(key), quoted(value)]);
  if (inside.flat().some((text) => text === undefined)) return undefined;
  return `{${inside.map(([key, value]) => `${key}: ${value}`).join(', ')}}`;
}

function groupThousands(text: string): string {
  const [whole = '', ...rest] = text.split('.');
  return [whole.replace(/\B(?=(\d{3})+$)/g, ','), ...rest].join('.');
}

/** https://docs.python.org/3/library/string.html#format-specification-mini-language, as far as texts use it: `,` `.2f` `d` `%`. */
function formatNumber(number: number, format: string): string | undefined {
  const match = /^(,)?(?:\.(\d{1,2}))?([dfs%])?$/.exec(format);
  if (match === null) return undefined;
  const [, comma, places, kind] = match;
  const scaled = kind === '%' ? number * 100 : number;
  const digits = places ?? (kind === 'f' || kind === '%' ? '6' : undefined);
  const text = digits === undefined ? String(scaled) : scaled.toFixed(Number(digits));
  return (comma === undefined ? text : groupThousands(text)) + (kind === '%' ? '%' : '');
}

/** What `{value:format}` puts into an f-string; a hole named after the expression where only a run would tell. */
export function formatValue(value: Value, format: string, expression: string): Value {
  if (isKind(value, 'template')) return value;
  if (typeof value === 'number' && format !== '') {
    return formatNumber(value, format) ?? template(`{${expression}}`);
  }
  return printed(value) ?? template(`{${expression}}`);
}

const PLACE = /\{\{|\}\}|\{([^{}:!]*)(?:![rs])?(?::([^{}]*))?\}/g;

/** `text.format(*args, **kwargs)`. */
export function formatText(text: string, args: readonly Value[], kwargs: ReadonlyMap<string, Value>): Value {
  let next = 0;
  let holes = false;
  const filled = text.replace(
    PLACE,
    (whole: string, field: string | undefined, format: string | undefined) => {
      if (whole === '{{' || whole === '}}') return whole.slice(1);
      const name = field === undefined || field === '' ? String(next++) : field;
      const value = /^\d+$/.test(name) ? args[Number(name)] : kwargs.get(name);
      const put = formatValue(
        value === undefined ? UNKNOWN : value,
        format === undefined ? '' : format,
        name,
      );
      holes ||= isKind(put, 'template');
      return asText(put) ?? whole;
    },
  );
  if (filled.length > MAX_TEXT) return UNKNOWN;
  return holes ? template(filled) : filled;
}

/** `text % values`. */
export function percentText(text: string, values: Value): Value {
  const items = isKind(values, 'list') && values.form === 'tuple' ? values.items : [values];
  let next = 0;
  let holes = false;
  const filled = text.replace(/%%|%(?:\((\w+)\))?([sdrif])/g, (whole: string, name: string | undefined) => {
    if (whole === '%%') return '%';
    const value =
      name === undefined
        ? items[next++]
        : isKind(values, 'dict')
          ? values.entries.get(`string:${name}`)?.value
          : undefined;
    const put = value === undefined ? undefined : printed(value);
    holes ||= put === undefined;
    return put ?? `{${name ?? next - 1}}`;
  });
  if (filled.length > MAX_TEXT) return UNKNOWN;
  return holes ? template(filled) : filled;
}

const expandTabs = (line: string) => line.replaceAll('\t', '        ');
const indentOf = (line: string) => line.length - line.trimStart().length;

function commonIndent(lines: readonly string[]): number {
  const indents = lines.filter((line) => line.trim() !== '').map(indentOf);
  return indents.length === 0 ? 0 : Math.min(...indents);
}

/** textwrap.dedent */
export function dedentText(text: string): string {
  const lines = text.split('\n');
  const margin = commonIndent(lines);
  return lines.map((line) => (line.trim() === '' ? '' : line.slice(margin))).join('\n');
}

/** inspect.cleandoc: the first line apart, the others by their common indentation, empty lines off both ends. */
export function cleanDoc(text: string): string {
  const [first = '', ...rest] = expandTabs(text).split('\n');
  const margin = commonIndent(rest);
  const lines = [first.trimStart(), ...rest.map((line) => line.slice(margin).trimEnd())];
  while (lines.at(-1)?.trim() === '') lines.pop();
  while (lines[0]?.trim() === '') lines.shift();
  return lines.join('\n').trimEnd();
}
