import fc from 'fast-check';
import { recommendServer } from '#classifier/recommend.ts';
import { Category, RiskLevel } from '#data/schema/classification.ts';
import type { Action, ArgumentRule, Condition, Policy, ToolPolicy } from '#data/schema/policy.ts';
import { classified } from './classified.ts';

const ODD_NAMES = [
  '__proto__',
  'constructor',
  'toString',
  '*',
  'a"b',
  "it's",
  'a\nb',
  'a/b~c',
  '工具',
  '\u202Ename',
  '\u{1D174}name',
  'x_rate',
  'yes',
  '1e3',
  '$HOME',
  '`id`',
  'a(b)',
  '{{ x }}',
  "' or '1'=='1",
];

/** Plain names, names that mean something in some format, and any text. */
export const toolName = fc.oneof(
  { weight: 3, arbitrary: fc.stringMatching(/^[a-z]{2,6}_[a-z]{2,6}$/) },
  { weight: 1, arbitrary: fc.constantFrom(...ODD_NAMES) },
  { weight: 1, arbitrary: fc.string({ minLength: 1, maxLength: 12, unit: 'binary' }) },
  { weight: 1, arbitrary: fc.string({ minLength: 1, maxLength: 12 }) },
);

export const argumentName = fc.constantFrom(
  'url',
  'path',
  'sql',
  'amount',
  'action',
  'force',
  'branch',
  'host',
  'note',
  '__proto__',
  'read_only',
  'a.b',
);

const argumentShape = fc.oneof(
  fc.record({ type: fc.constantFrom('string', 'number', 'integer', 'boolean', 'array', 'object') }),
  fc.record({ type: fc.constant('boolean'), default: fc.boolean() }),
  fc.record({
    type: fc.constant('number'),
    minimum: fc.integer({ min: -500, max: 500 }),
    maximum: fc.integer({ min: 500, max: 900 }),
  }),
  fc.record({
    enum: fc.uniqueArray(fc.constantFrom('list', 'get', 'add', 'delete', 'run', 'purge_all', 'odd'), {
      minLength: 1,
    }),
  }),
  fc.record({
    type: fc.constant('object'),
    properties: fc.dictionary(argumentName, fc.constant({ type: 'string' }), { maxKeys: 3 }),
  }),
  fc.constant({}),
);
const definition = fc.record({
  name: toolName,
  description: fc.constantFrom('Runs SQL.', 'Pushes a commit.', ''),
  inputSchema: fc.record({
    type: fc.constant('object'),
    properties: fc.dictionary(argumentName, argumentShape, { maxKeys: 5 }),
  }),
});
const classification = fc
  .record({
    category: fc.constantFrom(...Category.options),
    plain: fc.constantFrom(...RiskLevel.options),
    evidence: fc.constantFrom(...RiskLevel.options),
    facets: fc.subarray(['recoverable', 'irreversible', 'money_moves']),
  })
  .map(({ category, plain, evidence, facets }) =>
    classified(category, { facets, risk: { plain, evidence, modifiers: [] } }),
  );

/** The policy that is recommended for a server of a few tools. */
export const recommended: fc.Arbitrary<Policy> = fc
  .array(fc.record({ definition, classification }), { minLength: 1, maxLength: 6 })
  .map((tools) => recommendServer('github:acme/ledger', tools));

export const unlisted = fc.constantFrom('allow' as const, 'deny' as const);

const scalar = fc.oneof(
  fc.constantFrom('', 'list', 'drop', 'a*b', '$&', 'quote"d', 'line\nfeed', '0', 'true'),
  fc.integer({ min: -5, max: 120 }),
  fc.constantFrom(0.5, 99.99, 1e-7, 1e15, -0.25),
  fc.boolean(),
  fc.constant(null),
);
const value = fc.oneof(
  { weight: 6, arbitrary: scalar },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
);
const path = fc.constantFrom(
  'args.url',
  'args.amount',
  'args.force',
  'args.action',
  'args.order.total',
  'args.a-b',
);
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ path, op: fc.constantFrom('eq' as const, 'neq' as const, 'contains' as const), value }),
  fc.record({
    path,
    op: fc.constantFrom('lt' as const, 'lte' as const, 'gt' as const, 'gte' as const),
    value: fc.oneof(fc.integer({ min: -5, max: 120 }), fc.constantFrom(0.5, 99.99, 1e-7)),
  }),
  fc.record({
    path,
    op: fc.constantFrom('in' as const, 'not_in' as const),
    value: fc.array(scalar, { maxLength: 3 }),
  }),
  fc.record({ path, op: fc.constant('exists' as const), value: fc.boolean() }),
  fc.record({
    path,
    op: fc.constant('regex' as const),
    value: fc.constantFrom(
      '^[a-z]+$',
      '(?i)^LIST',
      '^[^[:cntrl:]]*$',
      '^0([/?#][^\\s\\\\]*)?$',
      'a"b',
      '\\\\',
    ),
  }),
);

/** A rule that nobody recommends, over every operator. */
const argumentRule: fc.Arbitrary<ArgumentRule> = fc
  .record({
    effect: fc.constantFrom('require' as const, 'deny' as const),
    conditions: fc.array(condition, { minLength: 1, maxLength: 2 }),
  })
  .map((rule) => ({ ...rule, message: 'No.', adjust: null, examples: { passes: null, denied: [] } }));

const action: fc.Arbitrary<Action> = fc.oneof(
  fc.constant({ kind: 'allow' as const }),
  fc.record({
    kind: fc.constant('limit' as const),
    max: fc.integer({ min: 1, max: 4 }),
    window: fc.constantFrom('minute' as const, 'hour' as const, 'day' as const),
  }),
  fc.constant({ kind: 'approve' as const, message: 'Requires human approval.' }),
  fc.constantFrom(
    { kind: 'deny' as const, message: 'Closed: "now".' },
    { kind: 'deny' as const, message: '' },
  ),
  fc.constant({ kind: 'hide' as const }),
);
const advice: fc.Arbitrary<ToolPolicy> = fc
  .record({ tool: toolName, action, argumentRules: fc.array(argumentRule, { maxLength: 2 }) })
  .map((one) => ({ ...one, reason: '', evidence: [] }));

/** Any policy, whoever wrote it. */
export const anyPolicy: fc.Arbitrary<Policy> = fc
  .record({
    unlisted,
    tools: fc.uniqueArray(advice, { selector: ({ tool }) => tool, minLength: 1, maxLength: 6 }),
  })
  .map(({ unlisted: otherwise, tools }) => ({ server: 'github:acme/ledger', unlisted: otherwise, tools }));

/** Arguments: some that a rule names, with values that it may or may not like. */
export const callArguments = fc.dictionary(
  fc.constantFrom('url', 'amount', 'force', 'action', 'order', 'a-b', 'url_present', 'note'),
  fc.oneof(
    { weight: 4, arbitrary: scalar },
    { weight: 1, arbitrary: fc.record({ total: scalar }) },
    { weight: 1, arbitrary: fc.array(scalar, { maxLength: 2 }) },
    { weight: 1, arbitrary: fc.constantFrom(1e300, 99.999_99, 100.000_01, { total: { deep: 1 } }) },
  ),
  { maxKeys: 4, noNullPrototype: true },
);

/** A name that no tool of the policy has. */
export const strangerTo = (policy: Policy) => `${policy.tools.map(({ tool }) => tool).join('')}x`;
