import { flagOfExternal } from './settings.ts';
import { type ChoiceValue, UNDEFINED, unknown, type Value } from './value.ts';

const MAX_OPTIONS = 12;

const isNothing = (value: Value) => value.kind === 'primitive' && value.value == null;

function isSame(a: Value, b: Value): boolean {
  return a === b || (a.kind === 'primitive' && b.kind === 'primitive' && Object.is(a.value, b.value));
}

/** One of several values, likeliest first; nested choices are flattened and doubles dropped. */
export function choose(values: readonly Value[], flag: string | null): Value {
  const options: Value[] = [];
  let deciding = flag;
  for (const value of values.flatMap((each) => (each.kind === 'choice' ? each.options : [each]))) {
    if (options.length < MAX_OPTIONS && !options.some((option) => isSame(option, value))) options.push(value);
  }
  for (const value of values) if (value.kind === 'choice') deciding ??= value.flag;
  const [only] = options;
  if (only === undefined) return UNDEFINED;
  return options.length === 1 ? only : { kind: 'choice', options, flag: deciding };
}

/** The value, or nothing, depending on a condition that is not known. */
export const perhaps = (value: Value, flag: string | null): ChoiceValue => ({
  kind: 'choice',
  options: value.kind === 'choice' ? value.options : [value],
  flag: value.kind === 'choice' ? (value.flag ?? flag) : flag,
});

/** Every value it can be but undefined and null, with the flag that decides; null for the one that it is if nothing was configured. */
export function alternatives(value: Value): { value: Value; flag: string | null }[] {
  if (value.kind !== 'choice') return [{ value, flag: null }];
  const [first] = value.options.length > 1 ? value.options : [];
  const known = value.options.filter((option) => !isNothing(option));
  return known.map((option) => ({ value: option, flag: option === first ? null : value.flag }));
}

/** A function of every value it can be. What may be absent stays so. */
export function mapChoice(
  value: ChoiceValue,
  transform: (option: Value, flag: string | null) => Value,
): Value {
  const mapped = choose(
    alternatives(value).map((option) => transform(option.value, option.flag)),
    value.flag,
  );
  const mayBeNothing = value.options.length === 1 || value.options.some(isNothing);
  return mayBeNothing && mapped.kind !== 'choice' ? perhaps(mapped, value.flag) : mapped;
}

/** The likeliest single value: for text, where only one can be shown. */
export function likeliest(value: Value): Value {
  if (value.kind === 'choice') return likeliest(value.options[0] ?? UNDEFINED);
  if (value.kind === 'unknown' && value.guess !== null) return likeliest(value.guess);
  return value;
}

/** Truth as JavaScript sees it; undefined where it is not known. */
export function truth(value: Value): boolean | undefined {
  if (value.kind === 'primitive') return Boolean(value.value);
  if (value.kind === 'unknown') return undefined;
  if (value.kind === 'external') return value.args === null && value.path.length === 0 ? true : undefined;
  if (value.kind !== 'choice') return true;
  const [first, ...rest] = value.options.map(truth);
  return value.options.length > 1 && rest.every((each) => each === first) ? first : undefined;
}

/** The flag behind a value that is not known. */
export const flagOf = (value: Value): string | null => {
  if (value.kind === 'external') return flagOfExternal(value);
  return value.kind === 'unknown' || value.kind === 'choice' ? value.flag : null;
};

/** What a value would be if nothing was configured: what a flag decides is then not there. */
export function unset(value: Value): Value {
  if (value.kind === 'choice')
    return value.options.length > 1 ? unset(value.options[0] ?? UNDEFINED) : UNDEFINED;
  if (value.kind === 'unknown' && value.guess !== null) return unset(value.guess);
  return flagOf(value) === null ? value : UNDEFINED;
}

/** Truth if nothing was configured; undefined where even that is not known. */
export const guessedTruth = (value: Value): boolean | undefined => truth(value) ?? truth(unset(value));

/** A function without effects: of an argument that hangs on configuration it answers what it would of one that nobody gave. */
export const guessing =
  (run: (args: readonly Value[]) => Value) =>
  (args: readonly Value[]): Value => {
    const configured = args.find((arg) => arg.kind === 'unknown' && arg.guess !== null);
    return configured ? unknown('of a setting', flagOf(configured), run(args.map(unset))) : run(args);
  };
