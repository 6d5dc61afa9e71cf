import { readFileSync, writeFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { PolicyDocument } from '#data/policy/document.ts';
import { readPolicy, validatePolicy } from '#data/policy/validate.ts';

const schemaFile = new URL('../data/policy/policy.schema.json', import.meta.url);
/** As JSON text and back, because Zod's answer carries more than its JSON does. */
const generated = JSON.stringify({ $id: 'policy.schema.json', ...z.toJSONSchema(PolicyDocument) }, null, 2);

test('the published schema is the one the validator uses (UPDATE=1 writes it)', () => {
  if (process.env.UPDATE === '1') writeFileSync(schemaFile, `${generated}\n`);
  expect(JSON.parse(readFileSync(schemaFile, 'utf8'))).toEqual(JSON.parse(generated));
});

const matchesSchema = new Ajv2020({ strict: true }).compile(JSON.parse(readFileSync(schemaFile, 'utf8')));

const problems = (value: unknown) => {
  const validation = validatePolicy(value);
  return validation.kind === 'valid' ? [] : validation.problems;
};

describe('what is wrong is said with a pointer and a sentence', () => {
  const rule = (ledger: unknown) => ({ version: '1', default: 'deny', tools: { ledger } });
  const limit = { counter: 'c', window: 'minute', max: 1, scope: 'grant' };
  test.each([
    [3, '', 'The document must be an object, but is the number 3.'],
    [{ version: '2', default: 'nonsense' }, '/version', '"version" is "2", but only "1" is known.'],
    [{ version: 1, default: 'deny' }, '/version', '"version" is 1, but only "1" is known.'],
    [{ default: 'deny' }, '/version', '"version" is missing; it must be "1".'],
    [{ version: '1' }, '/default', '"default" is missing; it must be "allow" or "deny".'],
    [
      { version: '1', default: 'ask' },
      '/default',
      '"default" must be "allow" or "deny", but is the string "ask".',
    ],
    [{ version: '1', default: 'deny', hide: 'x' }, '/hide', '"hide" must be a list, but is the string "x".'],
    [
      { version: '1', default: 'deny', hide: [7] },
      '/hide/0',
      'Item 0 of "hide" must be a string, but is the number 7.',
    ],
    [{ version: '1', default: 'deny', hide: [''] }, '/hide/0', 'Item 0 of "hide" must not be empty.'],
    [{ version: '1', default: 'deny', tools: [] }, '/tools', '"tools" must be an object, but is a list.'],
    [rule({ rate_limit: {} }), '/tools/ledger/rate_limit', '"rate_limit" is not a field of this format.'],
    [rule({ action: 'deny' }), '/tools/ledger/action', '"action" is not a field of this format.'],
    [rule({ reason: 'no' }), '/tools/ledger/reason', '"reason" is not a field of this format.'],
    [
      rule({ limits: [{ ...limit, window: 60 }] }),
      '/tools/ledger/limits/0/window',
      '"window" must be "minute", "hour" or "day", but is the number 60.',
    ],
    [rule({ limits: [{ ...limit, max: -1 }] }), '/tools/ledger/limits/0/max', '"max" must be at least 0.'],
    [
      rule({ limits: [{ ...limit, max: 1.5 }] }),
      '/tools/ledger/limits/0/max',
      '"max" must be a whole number, but is the number 1.5.',
    ],
    [
      rule({ deny_if: [{}] }),
      '/tools/ledger/deny_if/0/conditions',
      '"conditions" is missing; it must be a list.',
    ],
    [
      rule({ require: [{ conditions: [{ path: 'amount', op: 'lte', value: 1 }] }] }),
      '/tools/ledger/require/0/conditions/0/path',
      '"path" must be a dot path that begins with "args.", such as "args.amount".',
    ],
    [
      rule({ require: [{ conditions: [{ path: 'args.a', op: 'like', value: 1 }] }] }),
      '/tools/ledger/require/0/conditions/0/op',
      '"op" must be "eq", "neq", "contains", "lt", "lte", "gt", "gte", "in", "not_in", "exists" or "regex".',
    ],
    [
      rule({ require: [{ conditions: [{ path: 'args.a', op: 'eq' }] }] }),
      '/tools/ledger/require/0/conditions/0/value',
      '"value" is missing.',
    ],
    [
      rule({ require: [{ conditions: [{ path: 'args.a', op: 'lte', value: '1' }] }] }),
      '/tools/ledger/require/0/conditions/0/value',
      '"value" must be a number, but is the string "1".',
    ],
  ])('%j', (value, pointer, message) => {
    expect(problems(value)).toEqual([{ pointer, message }]);
  });

  test('a pattern that is not RE2 is refused', () => {
    const document = rule({ require: [{ conditions: [{ path: 'args.a', op: 'regex', value: '(?=a)' }] }] });
    expect(problems(document)).toEqual([
      {
        pointer: '/tools/ledger/require/0/conditions/0/value',
        message: expect.stringContaining('"value" is not a pattern in RE2 syntax ('),
      },
    ]);
  });

  test('every problem is named', () => {
    const document = {
      version: '1',
      default: 'deny',
      hide: [1],
      tools: { 'a/b': { limits: 5, reason: 1 } },
      extra: 1,
    };
    expect(problems(document).map((problem) => problem.pointer)).toEqual([
      '/hide/0',
      '/tools/a~1b/limits',
      '/tools/a~1b/reason',
      '/extra',
    ]);
  });

  test('text that is not JSON is one problem', () => {
    const read = readPolicy('{"version": "1",}');
    expect(read).toMatchObject({ kind: 'invalid', problems: [{ pointer: '' }] });
  });

  test('a rule of a tool named __proto__ is read like any other', () => {
    const good = readPolicy('{"version":"1","default":"deny","tools":{"__proto__":{"limits":[]},"a":{}}}');
    expect(good.kind === 'valid' && Object.entries(good.document.tools ?? {})).toEqual([
      ['a', {}],
      ['__proto__', { limits: [] }],
    ]);
    const bad = readPolicy('{"version":"1","default":"deny","tools":{"__proto__":{"reason":1}}}');
    expect(bad).toEqual({
      kind: 'invalid',
      problems: [{ pointer: '/tools/__proto__/reason', message: '"reason" is not a field of this format.' }],
    });
  });
});

/** Values near the format: right shapes with wrong parts here and there, so that both answers come up often. */
const scalar = fc.oneof(
  fc.constantFrom('1', 'deny', 'allow', 'minute', 'grant', 'args.a', ''),
  fc.jsonValue({ maxDepth: 1 }),
);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 12, arbitrary }, { weight: 1, arbitrary: scalar });
const condition = maybe(
  fc.oneof(
    fc.record({
      path: fc.constant('args.a.b'),
      op: fc.constantFrom('eq', 'neq', 'contains'),
      value: fc.jsonValue(),
    }),
    fc.record({
      path: maybe(fc.constant('args.a')),
      op: fc.constantFrom('lt', 'gte'),
      value: maybe(fc.double({ noNaN: true, noDefaultInfinity: true })),
    }),
    fc.record({
      path: fc.constant('args.a'),
      op: maybe(fc.constant('in')),
      value: maybe(fc.array(fc.jsonValue())),
    }),
    fc.record(
      { path: fc.constant('args.a'), op: fc.constant('exists'), value: maybe(fc.boolean()) },
      { requiredKeys: ['path', 'op'] },
    ),
    fc.record({ path: fc.constant('args.a'), op: fc.constant('regex'), value: maybe(fc.constant('^a$')) }),
  ),
);
const predicates = maybe(
  fc.array(
    maybe(
      fc.record(
        { conditions: maybe(fc.array(condition, { maxLength: 2 })), on_deny: maybe(fc.string()) },
        { requiredKeys: ['conditions'] },
      ),
    ),
    { maxLength: 2 },
  ),
);
const limit = fc.record({
  counter: maybe(fc.string({ minLength: 1 })),
  window: maybe(fc.constant('hour')),
  max: maybe(fc.nat()),
  scope: maybe(fc.constant('grant')),
});
const limits = maybe(fc.array(limit, { maxLength: 2 }));
const toolRule = maybe(
  fc.record({ require: predicates, deny_if: predicates, limits, extra: scalar }, { requiredKeys: [] }),
);
const nearDocument = fc.record(
  {
    version: fc.constant('1'),
    default: maybe(fc.constantFrom('allow', 'deny')),
    hide: maybe(fc.array(maybe(fc.string({ minLength: 1 })), { maxLength: 2 })),
    all_tools: maybe(fc.record({ limits }, { requiredKeys: [] })),
    tools: maybe(
      fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'a"b')), toolRule, {
        maxKeys: 3,
      }),
    ),
  },
  { requiredKeys: ['version', 'default'] },
);

test('validator and published schema agree', () => {
  const seen = { valid: 0, invalid: 0 };
  fc.assert(
    fc.property(nearDocument, (generatedDocument) => {
      const document: unknown = JSON.parse(JSON.stringify(generatedDocument));
      const found = problems(document).filter((problem) => !problem.message.includes('RE2'));
      seen[found.length === 0 ? 'valid' : 'invalid']++;
      expect({ document, valid: found.length === 0 }).toEqual({ document, valid: matchesSchema(document) });
    }),
    { numRuns: 1500 },
  );
  expect(Math.min(seen.valid, seen.invalid)).toBeGreaterThan(100);
});
