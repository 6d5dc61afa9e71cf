import type { Builtin, Builtins } from '../../java/builtins/builtin.ts';
import { TEXT as JAVA_TEXT } from '../../java/builtins/text.ts';
import { asText, unknown, type Value } from '../../program/value.ts';

const isBlank = (line: string): boolean => line.trim() === '';

/** First and last line go where they are blank. */
const inner = (lines: readonly string[], change: (line: string) => string): string =>
  lines
    .flatMap((line, index) =>
      isBlank(line) && (index === 0 || index === lines.length - 1) ? [] : [change(line)],
    )
    .join('\n');

function trimIndent(text: string): string {
  const lines = text.split('\n');
  const margins = lines.filter((line) => !isBlank(line)).map((line) => line.length - line.trimStart().length);
  const margin = margins.length === 0 ? 0 : Math.min(...margins);
  return inner(lines, (line) => line.slice(margin));
}

function trimMargin(text: string, prefix: string): string {
  return inner(text.split('\n'), (line) => {
    const start = line.length - line.trimStart().length;
    return line.startsWith(prefix, start) ? line.slice(start + prefix.length) : line;
  });
}

const changed =
  (change: (text: string, argument: string | undefined) => string): Builtin<Value> =>
  (self, [argument]) => {
    const text = asText(self);
    if (text === undefined) return self;
    const made = change(text, asText(argument));
    return typeof self === 'string' ? made : { kind: 'template', text: made };
  };

const ifMissing: Builtin<Value> = (self) => (self === '' ? unknown('') : self);

/** Methods of `kotlin.String`, those of Java's among them. */
export const TEXT: Builtins<Value> = new Map<string, Builtin<Value>>([
  ...JAVA_TEXT,
  ['trimIndent', changed(trimIndent)],
  ['trimMargin', changed((text, prefix) => trimMargin(text, prefix ?? '|'))],
  ['lowercase', changed((text) => text.toLowerCase())],
  ['uppercase', changed((text) => text.toUpperCase())],
  ['trimEnd', changed((text) => text.trimEnd())],
  ['trimStart', changed((text) => text.trimStart())],
  ['prependIndent', changed((text, by) => text.replace(/^/gm, by ?? '    '))],
  [
    'removePrefix',
    changed((text, part) => (part !== undefined && text.startsWith(part) ? text.slice(part.length) : text)),
  ],
  [
    'removeSuffix',
    changed((text, part) => (part !== undefined && text.endsWith(part) ? text.slice(0, -part.length) : text)),
  ],
  ['replaceFirstChar', (self) => self],
  ['ifBlank', ifMissing],
  ['ifEmpty', ifMissing],
  ['isNotEmpty', (self) => (typeof self === 'string' ? self !== '' : unknown(''))],
  ['isNotBlank', (self) => (typeof self === 'string' ? self.trim() !== '' : unknown(''))],
  [
    'plus',
    (self, [other]) => (typeof self === 'string' && typeof other === 'string' ? self + other : unknown('')),
  ],
]);
