// https://docs.python.org/3/library/re.html#re.sub on RE2, which is linear in the text: https://github.com/google/re2/wiki/Syntax
import { RE2JS, RE2JSSyntaxException } from 're2js';
import { type NativeCall, UNKNOWN, type Value } from './value.ts';

/** Longer texts are left alone. */
const MAX_TEXT = 10_000;

/** Patterns that RE2 does not know, everybody writes, and that are cheap: words of a camel case name. */
const KNOWN: ReadonlyMap<string, RegExp> = new Map([
  ['(?<!^)(?=[A-Z])', /(?<!^)(?=[A-Z])/g],
  ['(?<=[a-z0-9])(?=[A-Z])', /(?<=[a-z0-9])(?=[A-Z])/g],
]);

/** Python's `\1` and `\g<1>` as `$1`; a dollar of its own stays one. */
const asReplacement = (text: string) =>
  text
    .replaceAll('$', '$$$$')
    .replace(/\\(?:(\d)|g<(\d)>)/g, (_whole, a?: string, b?: string) => `$${a ?? b}`);

/** `re.sub(pattern, replacement, text)` of known texts; unknown for any other, and for what RE2 has no pattern for. */
export function substitute({ args: [pattern, replacement, text], kwargs }: NativeCall): Value {
  if (typeof pattern !== 'string' || typeof replacement !== 'string' || typeof text !== 'string')
    return UNKNOWN;
  if (text.length > MAX_TEXT || kwargs.size > 0) return UNKNOWN;
  const known = KNOWN.get(pattern);
  if (known !== undefined) return text.replace(known, asReplacement(replacement));
  try {
    return RE2JS.compile(pattern).matcher(text).replaceAll(asReplacement(replacement));
  } catch (cause) {
    if (cause instanceof RE2JSSyntaxException) return UNKNOWN;
    throw cause;
  }
}
