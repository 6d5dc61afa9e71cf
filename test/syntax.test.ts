import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { createFileTree } from '#crawler/snapshot.ts';
import { toJson } from '#crawler/syntax/javascript/convert.ts';
import { createInterpreter } from '#crawler/syntax/javascript/interpreter.ts';
import { getMember } from '#crawler/syntax/javascript/members.ts';
import { createResolver } from '#crawler/syntax/javascript/modules/resolve.ts';
import { createProgram, type Program } from '#crawler/syntax/javascript/program.ts';

const programs: Program[] = [];
afterEach(() => {
  for (const program of programs.splice(0)) program.free();
});

/** The exports of `main.ts` as data; what is not known is left out. */
async function run(files: Record<string, string>, steps = 200_000): Promise<Record<string, unknown>> {
  const tree = createFileTree(new Map(Object.entries(files)));
  const program = await createProgram(tree);
  programs.push(program);
  const resolver = createResolver(tree);
  const interpreter = createInterpreter({
    files: tree,
    program,
    resolver,
    library: () => undefined,
    observe: () => undefined,
    noteObject: () => undefined,
    folder: '',
    steps,
  });
  const namespace = interpreter.runModule('main.ts');
  const names = namespace.kind === 'object' ? [...namespace.properties.keys()] : [];
  return Object.fromEntries(
    names.map((name) => [name, toJson(getMember(interpreter.realm, namespace, name)).value]),
  );
}

test.each([
  ['cooked templates', `\`a\\\`b\${1 + 1}\\n\\u{1F6A2}\\x41\``, 'a`b2\n🚢A'],
  ['continued lines', '"a\\\nb"', 'ab'],
  ['a long chain of text', Array.from({ length: 2000 }, () => '"a"').join('+'), 'a'.repeat(2000)],
  ['joined lists', '["a", ...["b"], `c`].join(" ")', 'a b c'],
  ['replaced patterns', '"a-b-c".replace(/-(\\w)/g, (_all, letter) => letter.toUpperCase())', 'aBC'],
  ['mapped entries', 'Object.entries({ a: 1, b: 2 }).map(([k, v]) => k + v)', ['a1', 'b2']],
  ['reduced lists', '[1, 2, 3].reduce((sum, each) => sum + each, 0)', 6],
  ['spread objects', '({ ...{ a: 1, b: 2 }, b: 3 })', { a: 1, b: 3 }],
  ['default parameters', '((a = "x", { b = "y" } = {}) => a + b)()', 'xy'],
  ['a Map read back', '[...new Map([["k", "v"]]).values()]', ['v']],
  ['a setting that nobody made', 'process.env.PREFIX || "lamp"', 'lamp'],
  ['a condition on one', 'process.env.LONG === "1" ? "long" : "short"', 'short'],
  [
    'an immediately called function',
    '(() => { let s = ""; for (const c of ["x", "y"]) s += c; return s; })()',
    'xy',
  ],
])('%s', async (_name, expression, value) => {
  expect((await run({ 'main.ts': `export const value = ${expression};` })).value).toEqual(value);
});

test('any text comes back from its literal', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 40 }), async (text) => {
      const read = await run({ 'main.ts': `export const value = ${JSON.stringify(text)};` });
      expect(read.value).toBe(text);
    }),
    { numRuns: 60 },
  );
});

test('what is not known is left out, never guessed', async () => {
  const read = await run({ 'main.ts': 'export const value = { a: 1, b: fetch("x"), c: [f()] };' });
  expect(read.value).toEqual({ a: 1, c: [] });
});

test('names are found across files', async () => {
  const read = await run({
    'main.ts':
      'import d, { renamed } from "./a.js"; import * as all from "#lib/b"; import w from "@port/w"; export const value = [d, renamed, all.deep, w, all.E.A];',
    'a.ts': 'export default "d"; const inner = "r"; export { inner as renamed };',
    'package.json': '{ "imports": { "#lib/*": "./lib/*.ts" } }',
    'lib/b.ts': 'export * from "./c"; export enum E { A = "e" }',
    'lib/c/index.ts': 'export const deep = "x";',
    'w/package.json': '{ "name": "@port/w", "main": "./dist/index.js" }',
    'w/src/index.ts': 'module.exports = "cjs";',
  });
  expect(read.value).toEqual(['d', 'r', 'x', 'cjs', 'e']);
});

test('tsconfig paths are followed, comments and trailing commas or not', async () => {
  const read = await run({
    'main.ts': 'export { value } from "@/deep/x";',
    'tsconfig.json': '{ // names\n "compilerOptions": { "baseUrl": ".", "paths": { "@/*": ["src/*"], }, }, }',
    'src/deep/x.ts': 'export const value = 1;',
  });
  expect(read.value).toBe(1);
});

test('classes keep fields, getters, statics and parents', async () => {
  const read = await run({
    'main.ts':
      'class A { constructor(readonly n: string) {} get d() { return this.n + A.s; } static s = "!"; e() { return "e"; } } class B extends A { x = this.n; e() { return super.e() + "f"; } } const b = new B("b"); export const value = [b.n, b.d, b.x, b.e()];',
  });
  expect(read.value).toEqual(['b', 'b!', 'b', 'ef']);
});

test('prototypes cannot be reached by a key', async () => {
  await run({
    'main.ts':
      'const o = {}; o["__proto__"] = { polluted: 1 }; export const value = { ["__proto__"]: { polluted: 1 } };',
  });
  expect('polluted' in {}).toBe(false);
});

test.each([
  ['a loop without end', 'while (true) {}'],
  ['recursion without end', 'function f(n) { return f(n + 1) + f(n + 2); } f(0);'],
  ['deep nesting', `const n = ${'['.repeat(3000)}${']'.repeat(3000)};`],
  ['a getter that reads itself', 'const o = { get a() { return this.a; } }; o.a;'],
  ['a growing text', 'let s = "ab"; for (let i = 0; i < 100; i++) s = s + s;'],
  ['a growing list', 'const l = [1]; for (const e of l) l.push(e);'],
])('%s does not keep the rest from being read', async (_name, statement) => {
  expect((await run({ 'main.ts': `${statement}\nexport const value = "after";` })).value).toBe('after');
});
