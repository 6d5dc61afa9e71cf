import { toJsonSchema } from '@valibot/to-json-schema';
import * as valibot from 'valibot';
import { expect, test } from 'vitest';
import { addTool } from '#crawler/extractors/typescript/add-tool.ts';
import { findServerPackages } from '#crawler/extractors/typescript/entries.ts';
import { readPackage } from '#crawler/extractors/typescript/read-package.ts';
import { createFileTree } from '#crawler/snapshot.ts';
import { createResolver } from '#crawler/syntax/javascript/modules/resolve.ts';
import { createProgram } from '#crawler/syntax/javascript/program.ts';

type Valibot = typeof valibot;

/** What the syntax tree alone says of a server whose one tool takes a schema, and why it could not be read. */
async function readTool(parameters: string, before = '') {
  const text = `import { FastMCP } from 'fastmcp'; import * as v from 'valibot';\n${before}
    new FastMCP({ name: 'quarry' }).addTool({ name: 'cut_block', parameters: ${parameters}, execute: async () => '' });`;
  const tree = createFileTree(
    new Map([
      ['package.json', '{"name":"quarry-mcp"}'],
      ['src/index.ts', text],
    ]),
  );
  const resolver = createResolver(tree);
  const [pkg] = findServerPackages(tree, resolver);
  if (!pkg) throw new Error('no package makes a server');
  const program = await createProgram(tree);
  const { server, skipped } = readPackage(pkg, [addTool], { tree, program, resolver });
  program.free();
  return { schema: server.tools[0]?.inputSchema, reasons: skipped.map(({ reason }) => reason) };
}

const CASES: [string, (v: Valibot) => valibot.GenericSchema][] = [
  [
    'plain members',
    (v) =>
      v.object({
        stone: v.string(),
        tons: v.number(),
        wet: v.boolean(),
        none: v.null(),
        anything: v.any(),
        other: v.unknown(),
      }),
  ],
  ['no members', (v) => v.object({})],
  [
    'what may be missing or null',
    (v) =>
      v.object({
        a: v.optional(v.string()),
        b: v.nullable(v.number()),
        c: v.nullish(v.boolean()),
        d: v.undefinedable(v.string()),
        e: v.exactOptional(v.string()),
      }),
  ],
  [
    'defaults',
    (v) =>
      v.object({
        a: v.optional(v.string(), 'granite'),
        b: v.optional(v.number(), () => 3),
        c: v.nullish(v.array(v.string()), ['x']),
        d: v.nullable(v.number(), 0),
      }),
  ],
  [
    'descriptions, titles and metadata',
    (v) =>
      v.pipe(
        v.object({
          a: v.pipe(v.string(), v.description('the face'), v.title('Face')),
          b: v.optional(v.pipe(v.number(), v.description('how deep'))),
          c: v.pipe(v.optional(v.number()), v.metadata({ description: 'how wide', unit: 'm' })),
          d: v.pipe(v.string(), v.examples(['slab', 'cube'])),
        }),
        v.description('a cut'),
      ),
  ],
  [
    'bounds and formats',
    (v) =>
      v.object({
        a: v.pipe(v.string(), v.minLength(2), v.maxLength(9), v.regex(/^[a-z]+$/)),
        b: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5), v.multipleOf(2)),
        c: v.pipe(v.array(v.string()), v.nonEmpty(), v.maxLength(4)),
        d: v.pipe(v.string(), v.email()),
        e: v.pipe(v.string(), v.url('no address')),
        f: v.pipe(v.string(), v.uuid()),
        g: v.pipe(v.string(), v.isoDate()),
        h: v.pipe(v.string(), v.isoTimestamp()),
        i: v.pipe(v.number(), v.gtValue(0), v.ltValue(1)),
        j: v.pipe(v.string(), v.startsWith('q.')),
        k: v.pipe(v.string(), v.nanoid()),
      }),
  ],
  [
    'what says nothing of the schema',
    (v) =>
      v.object({
        a: v.pipe(
          v.string(),
          v.trim(),
          v.check((text) => text !== 'x', 'no'),
          v.transform((text) => text.length),
        ),
        b: v.fallback(v.number(), 1),
      }),
  ],
  [
    'constants',
    (v) =>
      v.object({
        a: v.picklist(['slab', 'cube']),
        b: v.enum({ Low: 'low', High: 'high' }),
        c: v.literal('fixed'),
        d: v.picklist([1, 2, 3]),
        e: v.picklist(['one', 2]),
        f: v.enum_({ Low: 'low' }),
      }),
  ],
  [
    'lists and records',
    (v) =>
      v.object({
        a: v.array(v.object({ x: v.number() })),
        b: v.record(v.string(), v.number()),
        c: v.tuple([v.string(), v.number()]),
        d: v.strictTuple([v.string()]),
        e: v.tupleWithRest([v.string()], v.number()),
        f: v.record(v.string(), v.array(v.string())),
      }),
  ],
  [
    'alternatives',
    (v) =>
      v.object({
        a: v.union([v.string(), v.number()]),
        b: v.variant('kind', [
          v.object({ kind: v.literal('slab'), length: v.number() }),
          v.object({ kind: v.literal('cube') }),
        ]),
        c: v.intersect([v.object({ x: v.number() }), v.object({ y: v.optional(v.number()) })]),
        d: v.optional(v.union([v.literal('a'), v.null()])),
      }),
  ],
  [
    'objects that know what else they take',
    (v) =>
      v.object({
        a: v.strictObject({ x: v.number() }),
        b: v.looseObject({ x: v.number() }),
        c: v.objectWithRest({ x: v.number() }, v.string()),
      }),
  ],
  [
    'objects made of others',
    (v) => {
      const base = v.object({ x: v.number(), y: v.pipe(v.string(), v.description('why')) });
      return v.object({
        ...base.entries,
        part: v.partial(base),
        some: v.partial(base, ['x']),
        one: v.pick(base, ['x']),
        other: v.omit(base, ['x']),
        key: v.keyof(base),
      });
    },
  ],
  [
    'what JSON Schema has no words for',
    (v) => v.object({ a: v.date(), b: v.bigint(), c: v.set(v.string()) }),
  ],
];

test.each(CASES)('valibot: %s, as its own converter has it', async (_name, make) => {
  const { $schema: _dialect, ...expected } = toJsonSchema(make(valibot), { errorMode: 'ignore' });
  const { schema, reasons } = await readTool(`(${String(make)})(v)`);
  expect({ schema, reasons }).toEqual({ schema: JSON.parse(JSON.stringify(expected)), reasons: [] });
});

test.each([
  ['a member from outside', 'v.object({ known: v.string(), away: SHAPES.away })'],
  ['members from outside', 'v.object({ known: v.string(), ...SHAPES })'],
  ['a description from outside', 'v.object({ known: v.pipe(v.string(), v.description(SHAPES.text)) })'],
  ['constants from outside', 'v.object({ known: v.picklist(SHAPES.names) })'],
])('valibot: %s is said to be missing', async (_name, schema) => {
  const { schema: read, reasons } = await readTool(schema, `import { SHAPES } from 'quarry-shapes';`);
  expect(Object.keys(Object(read?.properties))).toContain('known');
  expect(reasons).toEqual(['schema-computed']);
});

test('valibot: a converter of schemas in between changes nothing', async () => {
  const { schema } = await readTool(
    'toJsonSchema(v.object({ face: v.string() }))',
    `import { toJsonSchema } from '@valibot/to-json-schema';`,
  );
  expect(schema).toEqual({ type: 'object', properties: { face: { type: 'string' } }, required: ['face'] });
});

test('valibot: a schema that holds itself and a hostile key come to an end', async () => {
  const { schema } = await readTool(
    `v.object({ node, ['__proto__']: v.string(), far: ${'v.array('.repeat(60)}v.string()${')'.repeat(60)} })`,
    'const node = v.object({ name: v.string(), next: v.optional(v.lazy(() => node)) });',
  );
  expect(Object.keys(Object(schema?.properties))).toEqual(['node', 'far']);
  expect(Object.hasOwn(Object.prototype, 'type')).toBe(false);
});
