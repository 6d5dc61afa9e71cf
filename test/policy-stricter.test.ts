import { expect, test } from 'vitest';
import { stricter, strictestByName } from '#data/policy/stricter.ts';
import type { Action, ArgumentRule, ToolPolicy } from '#data/schema/policy.ts';

const rule = (value: string): ArgumentRule => ({
  effect: 'require',
  conditions: [{ path: 'args.shelf', op: 'eq', value }],
  message: 'No.',
  adjust: null,
  examples: { passes: value, denied: [] },
});
const advice = (action: Action, argumentRules: ArgumentRule[] = [], tool = 'close_book'): ToolPolicy => ({
  tool,
  action,
  argumentRules,
  reason: '',
  evidence: [],
});
const limit = (max: number, window: 'minute' | 'hour' | 'day'): Action => ({ kind: 'limit', max, window });
const approve: Action = { kind: 'approve', message: 'Ask.' };
const deny: Action = { kind: 'deny', message: 'No.' };

test.each<[string, Action, Action]>([
  ['a limit rather than none', { kind: 'allow' }, limit(60, 'minute')],
  ['approval rather than a limit', limit(1, 'day'), approve],
  ['denial rather than approval', approve, deny],
  ['hiding rather than denial', deny, { kind: 'hide' }],
  ['fewer calls in one window', limit(30, 'minute'), limit(10, 'minute')],
  ['fewer calls a day in another window', limit(2, 'minute'), limit(60, 'hour')],
  ['one call a day', limit(1, 'hour'), limit(1, 'day')],
])('%s, whichever comes first', (_, looser, tighter) => {
  expect(stricter(advice(looser), advice(tighter)).action).toEqual(tighter);
  expect(stricter(advice(tighter), advice(looser)).action).toEqual(tighter);
});

test('a limit of as many calls a day is no stricter: the first stands', () => {
  const first = limit(60, 'hour');
  expect(stricter(advice(first), advice(limit(1, 'minute'))).action).toBe(first);
});

test('a call must pass the rules of both, each once', () => {
  const both = stricter(
    advice({ kind: 'allow' }, [rule('a')]),
    advice({ kind: 'allow' }, [rule('a'), rule('b')]),
  );
  expect(both.argumentRules).toEqual([rule('a'), rule('b')]);
});

test('what is hidden needs no rules', () => {
  expect(stricter(advice({ kind: 'allow' }, [rule('a')]), advice({ kind: 'hide' })).argumentRules).toEqual(
    [],
  );
});

test('one piece of advice a name, sorted', () => {
  const names = strictestByName([
    advice(deny, [], 'b'),
    advice(approve, [], 'a'),
    advice({ kind: 'allow' }, [], 'b'),
  ]);
  expect(names.map(({ tool, action }) => [tool, action.kind])).toEqual([
    ['a', 'approve'],
    ['b', 'deny'],
  ]);
});
