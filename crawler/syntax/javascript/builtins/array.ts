import {
  alternatives,
  choose,
  flagOf,
  guessedTruth,
  likeliest,
  mapChoice,
  perhaps,
  truth,
} from '../choice.ts';
import { MAX_TEXT, toText } from '../convert.ts';
import { type ArrayValue, arrayOf, primitive, UNDEFINED, unknown, type Value } from '../value.ts';
import type { Builtin, Surroundings } from './builtin.ts';

type ArrayMethod = Builtin<ArrayValue>;

/** Longer lists are not made. */
const MAX_ELEMENTS = 50_000;

/** Applies a callback to an element; one that may be absent gives an answer that may be absent. */
function apply(callback: Value | undefined, element: Value, index: number, around: Surroundings): Value {
  if (!callback) return unknown('no callback');
  if (element.kind === 'choice')
    return mapChoice(element, (option, flag) =>
      around.uncertain(flag, () => apply(callback, option, index, around)),
    );
  return around.invoke(callback, [element, primitive(index)]);
}

const map: ArrayMethod = (self, [callback], around) =>
  arrayOf(
    self.elements.map((element, index) => apply(callback, element, index, around)),
    self.partial,
  );

const forEach: ArrayMethod = (self, [callback], around) => {
  for (const [index, element] of self.elements.entries()) apply(callback, element, index, around);
  if (self.partial)
    around.uncertain(null, () =>
      apply(callback, unknown('element of unknown'), self.elements.length, around),
    );
  return UNDEFINED;
};

/** Keeps an element for sure, perhaps, or not at all. */
function keep(element: Value, verdict: Value): Value[] {
  const is = truth(verdict);
  if (is === true) return [element];
  return is === false ? [] : [perhaps(element, guessedTruth(verdict) === true ? null : flagOf(verdict))];
}

const filter: ArrayMethod = (self, [callback], around) =>
  arrayOf(
    self.elements.flatMap((element, index) => {
      const { flag } = alternatives(element)[0] ?? { flag: null };
      const kept = alternatives(element).flatMap((option) =>
        keep(option.value, apply(callback, option.value, index, around)),
      );
      return element.kind === 'choice' ? kept.map((each) => perhaps(each, flag)) : kept;
    }),
    self.partial,
  );

/** Lays one level of arrays out. */
function flatten(elements: readonly Value[], partial: boolean): ArrayValue {
  const flat = arrayOf([], partial);
  for (const element of elements) {
    flat.partial ||= flat.elements.length > MAX_ELEMENTS;
    if (flat.elements.length > MAX_ELEMENTS) break;
    for (const option of alternatives(element)) {
      const parts = option.value.kind === 'array' ? option.value.elements : [option.value];
      flat.partial ||=
        option.value.kind === 'unknown' || (option.value.kind === 'array' && option.value.partial);
      const kept = option.value.kind === 'unknown' ? [] : parts;
      flat.elements.push(
        ...kept.map((part) => (element.kind === 'choice' ? perhaps(part, option.flag) : part)),
      );
    }
  }
  return flat;
}

const concat: ArrayMethod = (self, args) => flatten([self, ...args], false);
const flat: ArrayMethod = (self) => flatten(self.elements, self.partial);
const flatMap: ArrayMethod = (self, args, around) => {
  const mapped = map(self, args, around);
  return mapped.kind === 'array' ? flatten(mapped.elements, mapped.partial) : mapped;
};

const push: ArrayMethod = (self, args, around) => {
  if (self.elements.length > MAX_ELEMENTS) return unknown('list too long');
  const certain = around.level <= self.level;
  self.elements.push(...(certain ? args : args.map((arg) => perhaps(arg, around.flag))));
  return primitive(self.elements.length);
};

const unshift: ArrayMethod = (self, args, around) => {
  const certain = around.level <= self.level;
  self.elements.unshift(...(certain ? args : args.map((arg) => perhaps(arg, around.flag))));
  return primitive(self.elements.length);
};

const join: ArrayMethod = (self, [separator]) => {
  const texts = self.elements.map((element) => {
    const likely = likeliest(element);
    return likely.kind === 'primitive' && likely.value == null ? '' : toText(likely);
  });
  const between = separator === undefined ? ',' : toText(likeliest(separator));
  if (self.partial || between === undefined || texts.some((text) => text === undefined))
    return unknown('join of unknown');
  const length = texts.reduce((sum, text) => sum + (text?.length ?? 0) + between.length, 0);
  return length > MAX_TEXT ? unknown('text too long') : primitive(texts.join(between), self.origin);
};

const numberOf = (value: Value | undefined) =>
  value?.kind === 'primitive' && value.value !== undefined ? Number(value.value) : undefined;

const slice: ArrayMethod = (self, [from, to]) =>
  arrayOf(self.elements.slice(numberOf(from), numberOf(to)), self.partial);

/** The first element whose verdict is not a certain no. */
const find: ArrayMethod = (self, [callback], around) => {
  const candidates: Value[] = [];
  for (const [index, element] of self.elements.entries()) {
    const is = truth(apply(callback, element, index, around));
    if (is !== false) candidates.push(element);
    if (is === true) break;
  }
  return candidates.length > 0 ? choose(candidates, null) : self.partial ? unknown('find') : UNDEFINED;
};

function decide(self: ArrayValue, callback: Value | undefined, around: Surroundings, sought: boolean): Value {
  const verdicts = self.elements.map((element, index) => apply(callback, element, index, around));
  const truths = verdicts.map(truth);
  if (truths.includes(sought)) return primitive(sought);
  if (!self.partial && !truths.includes(undefined)) return primitive(!sought);
  const flag = verdicts.map(flagOf).find((each) => each !== null) ?? null;
  const guesses = verdicts.map(guessedTruth);
  const guess = guesses.includes(undefined) ? null : primitive(guesses.includes(sought) ? sought : !sought);
  return unknown('element of unknown', flag, guess);
}

const includes: ArrayMethod = (self, [sought]) => {
  if (sought?.kind !== 'primitive') return unknown('element of unknown', sought ? flagOf(sought) : null);
  if (self.elements.some((each) => each.kind === 'primitive' && each.value === sought.value))
    return primitive(true);
  const open = self.partial || self.elements.some((each) => each.kind !== 'primitive');
  return open ? unknown('element of unknown') : primitive(false);
};

const indexOf: ArrayMethod = (self, [sought]) =>
  sought?.kind === 'primitive'
    ? primitive(self.elements.findIndex((each) => each.kind === 'primitive' && each.value === sought.value))
    : unknown('element of unknown');

const reduce: ArrayMethod = (self, [callback, initial], around) => {
  if (!callback) return unknown('no callback');
  const rest = initial ? self.elements : self.elements.slice(1);
  let result = initial ?? self.elements[0] ?? UNDEFINED;
  for (const [index, element] of rest.entries()) {
    result = around.invoke(callback, [result, likeliest(element), primitive(index)]);
  }
  return result;
};

const sort: ArrayMethod = (self, [callback]) => {
  const texts = self.elements.every((each) => each.kind === 'primitive' && typeof each.value === 'string');
  if (texts && !callback) self.elements.sort((a, b) => (String(toText(a)) < String(toText(b)) ? -1 : 1));
  return self;
};

const entries: ArrayMethod = (self) =>
  arrayOf(
    self.elements.map((element, index) => arrayOf([primitive(index), element])),
    self.partial,
  );

/** Methods that take elements away: which one is left is only known when the call itself is certain. */
const take =
  (from: 'pop' | 'shift'): ArrayMethod =>
  (self, _args, around) => {
    if (around.level > self.level) return self.elements.at(from === 'pop' ? -1 : 0) ?? UNDEFINED;
    return self.elements[from]() ?? UNDEFINED;
  };

const splice: ArrayMethod = (self, [start, count, ...added], around) => {
  const at = numberOf(start);
  if (at === undefined || around.level > self.level) return unknown('splice');
  return arrayOf(self.elements.splice(at, numberOf(count) ?? self.elements.length, ...added));
};

export const arrayMethods: ReadonlyMap<string, ArrayMethod> = new Map<string, ArrayMethod>([
  ['map', map],
  ['forEach', forEach],
  ['filter', filter],
  ['concat', concat],
  ['flat', flat],
  ['flatMap', flatMap],
  ['push', push],
  ['unshift', unshift],
  ['join', join],
  ['slice', slice],
  ['find', find],
  ['some', (self, [callback], around) => decide(self, callback, around, true)],
  ['every', (self, [callback], around) => decide(self, callback, around, false)],
  ['includes', includes],
  ['indexOf', indexOf],
  ['reduce', reduce],
  ['sort', sort],
  ['toSorted', sort],
  ['entries', entries],
  ['values', (self) => self],
  ['keys', (self) => arrayOf(self.elements.map((_element, index) => primitive(index)))],
  ['at', (self, [index]) => self.elements.at(numberOf(index) ?? 0) ?? UNDEFINED],
  ['reverse', (self) => ({ ...self, elements: self.elements.reverse() })],
  ['fill', (self, [value]) => ({ ...self, elements: self.elements.map(() => value ?? UNDEFINED) })],
  ['pop', take('pop')],
  ['shift', take('shift')],
  ['splice', splice],
]);
