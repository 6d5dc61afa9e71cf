import { expect, test } from 'vitest';
import { createFileTree } from '#crawler/snapshot.ts';
import { createResolver } from '#crawler/syntax/javascript/modules/resolve.ts';
import { bundle } from '#crawler/syntax/javascript/sandbox/bundle.ts';
import { LIMITS, type Limits, type Run, runBundle } from '#crawler/syntax/javascript/sandbox/run.ts';
import { runIsolated } from '#crawler/syntax/javascript/sandbox/watchdog.ts';

const GUEST = new URL('./support/sandbox-guest.ts', import.meta.url);

/** Small enough that hostile programs end in a moment. */
const TIGHT: Limits = { ...LIMITS, turns: 300, memoryBytes: 64_000_000, output: 100_000 };

type Files = Record<string, string>;

async function prepare(files: Files, entry: string, limits: Limits) {
  const tree = createFileTree(new Map(Object.entries(files)));
  const bundled = await bundle(
    {
      entry,
      guest: GUEST,
      importable: Object.keys(files).filter((path) => path !== entry && /\.[jt]s$/.test(path)),
    },
    { tree, resolver: createResolver(tree) },
  );
  if (bundled.kind === 'failed') throw new Error(bundled.message);
  const { code, isModule, met } = bundled;
  const settings = { entry, daring: 'plain' as const, only: null, unknownGlobals: [], files: [...met.files] };
  return { met, job: { code, isModule, settings, files: new Map(Object.entries(files)), limits } };
}

/** What the entry of a program exports as `shown`, as JSON. */
async function show(files: Files, entry = Object.keys(files)[0] ?? ''): Promise<unknown> {
  const { job } = await prepare(files, entry, LIMITS);
  const run = await runBundle(job, () => performance.now());
  expect(run.failure).toBe(null);
  const [shown] = run.output.map((line) => JSON.parse(line)).filter((line) => line.kind === 'shown');
  return shown?.value;
}

const one = (text: string) => show({ 'src/index.ts': text });

test('a program of many files runs: relative, mapped, JSON, YAML and text', async () => {
  const files = {
    'src/index.ts': `
      import data from './ledger.json'; import rows from './rows.yaml'; import note from './note.md';
      import { double } from '~/double'; import * as all from './all.js';
      export const shown = [data.name, rows[0].id, note, double(2), Object.keys(all)];`,
    'src/all.ts': `export * from './double.js'; export default 1;`,
    'src/double.ts': 'export const double = (x: number): number => x * 2;',
    'src/ledger.json': '{"name":"archive"}',
    'src/rows.yaml': '- id: 7',
    'src/note.md': 'a note',
    'tsconfig.json': '{"compilerOptions":{"baseUrl":".","paths":{"~/*":["src/*"]}}}',
  };
  expect(await show(files)).toEqual(['archive', 7, 'a note', 4, ['default', 'double']]);
});

test.each([
  [
    'a hashbang and import.meta',
    '#!/usr/bin/env node\nexport const shown = import.meta.url;',
    'file:///src/index.ts',
  ],
  [
    'waiting at the top level',
    'const { sep } = await import("node:path"); export const shown = await sep;',
    '/',
  ],
  [
    'its own file as the one that was started',
    `import { fileURLToPath } from 'url'; export const shown = process.argv[1] === fileURLToPath(import.meta.url);`,
    true,
  ],
  [
    'decorators',
    `const seen: string[] = []; const Mark = (name: string) => (_: unknown, key: string) => { seen.push(name + key) }; class A { @Mark('x') run() {} } export const shown = seen;`,
    ['xrun'],
  ],
  [
    'a class without a base',
    `import { Base } from 'nowhere'; class A extends Base { own() { return 1 } } const a = new A(); export const shown = [a.own(), typeof a.other, a instanceof A];`,
    [1, 'function', true],
  ],
  [
    'calls into nowhere',
    `import nowhere, { named } from 'nowhere'; const x = await nowhere.a.b(named).c; const out = []; for (const y of x) out.push(y); export const shown = [out, typeof x.anything, [...x].length];`,
    [[], 'function', 0],
  ],
  [
    'a callback given to nowhere',
    `import nowhere from 'nowhere'; export const shown = await new Promise((keep) => nowhere.listen(1, () => keep('called')));`,
    'called',
  ],
  [
    'timers in the order of time',
    `const seen: number[] = []; setTimeout(() => seen.push(2), 50); setTimeout(() => seen.push(1), 5); await new Promise((keep) => setTimeout(keep, 100)); export const shown = seen;`,
    [1, 2],
  ],
  [
    'files of the snapshot',
    `import fs from 'fs'; import { readdir } from 'node:fs/promises'; export const shown = [fs.existsSync('/src'), (await readdir('/src')).length, fs.existsSync('/etc/passwd')];`,
    [true, 1, false],
  ],
  [
    'addresses',
    `const url = new URL('../a b?x=1#h', 'https://user@host.invalid:444/p/q/r'); url.searchParams.set('y', '2'); export const shown = url.href;`,
    'https://user@host.invalid:444/p/a%20b?x=1&y=2#h',
  ],
  [
    'methods and literals that look like imports by computed paths',
    `const x = { async import(path: string, ...rest: string[]) { return path + rest }, b(): string { return "import('./y.ts')" } };
     const { sep } = await import(/* named */ 'node:path'); export const shown = [await x.import('a', 'b'), x.b(), sep];`,
    ['ab', "import('./y.ts')", '/'],
  ],
  [
    'numbers in bytes',
    `const bytes = Buffer.alloc(8, 1); bytes.writeUInt32LE(0x01020304, 1); bytes.writeInt16BE(-2, 6);
     export const shown = [bytes.toString('hex'), bytes.readUInt16BE(1), bytes.readUint8(0), bytes.readInt16BE(6), bytes.readDoubleLE(0) > 0];`,
    ['010403020101fffe', 0x0403, 1, -2, false],
  ],
  [
    'bytes as old code makes and moves them',
    `const made = (Buffer as any)('6869', 'hex'); const old = new (Buffer as any)('hi'); const target = Buffer.alloc(3); made.copy(target, 1);
     export const shown = [String(made), String(old), made instanceof Buffer, Buffer.isBuffer(made), made.compare(old), target.toString('latin1')];`,
    ['hi', 'hi', true, true, 0, '\0hi'],
  ],
  [
    'streams that old code inherits from',
    `const { Readable } = require('stream'); const { inherits } = require('util');
     function Old(this: any) { Readable.call(this); } inherits(Old, Readable); const made = new (Old as any)(); const seen: unknown[] = [];
     made.on('data', (piece: unknown) => seen.push(String(piece))); made.push('drop'); export const shown = [seen, made instanceof Readable];`,
    [['drop'], true],
  ],
  [
    'a copy of a module of which not all is known',
    `const fs = require('fs'); const copy: any = fs instanceof Object ? { __proto__: Object.getPrototypeOf(fs) } : Object.create(null);
     for (const key of Object.getOwnPropertyNames(fs)) copy[key] = fs[key];
     export const shown = [typeof copy.readFileSync, typeof copy.symlink, copy.hasOwnProperty('readFileSync')];`,
    ['function', 'function', true],
  ],
  [
    'options that nobody gives',
    `import parse from 'yargs-parser'; import meow from 'meow'; import mri from 'mri'; import arg from 'arg';
     const { argv, error } = (parse as any).detailed([], { boolean: ['fast'], default: { 'dry-dock': 2 } });
     export const shown = [argv, error, meow('help', { flags: { deep: { default: 3 }, wide: { type: 'string' } } }).flags, mri([], { default: { a: 1 } }), arg({ '--x': String })];`,
    [{ _: [], 'dry-dock': 2, dryDock: 2 }, null, { deep: 3 }, { _: [], a: 1 }, { _: [] }],
  ],
  [
    'bytes',
    `export const shown = [Buffer.from('häfen').toString('base64'), atob('YQ=='), new TextDecoder().decode(new TextEncoder().encode('ü')), Buffer.concat([Buffer.from('a'), Buffer.from('b')]).toString('hex')];`,
    ['aMOkZmVu', 'a', 'ü', '6162'],
  ],
  [
    'options with their defaults',
    `import { Command } from 'commander'; const p = new Command().name('x').option('-p, --base-port <n>', 'port', '80').option('--no-color').parse(); export const shown = p.opts();`,
    { basePort: '80', color: true },
  ],
  [
    'arguments with their defaults',
    `import yargs from 'yargs'; import { hideBin } from 'yargs/helpers'; export const shown = yargs(hideBin(process.argv)).option('max-rows', { type: 'number', default: 5 }).help().parseSync().maxRows;`,
    5,
  ],
  [
    'settings that a library reads, with their defaults',
    `import env from 'env-var'; import { get } from 'env-var';
     export const shown = [env.get('DOCK').default('').asString(), get('CRANES').default('3').asInt(), get('PIERS').default(['a', 'b']).asJsonArray(), get('WIDE').default('true').asBool(), get('DOCK').asString() ?? null, env.from({ A: 'x,y' }).get('A').required().asArray()];`,
    ['', 3, ['a', 'b'], true, null, ['x', 'y']],
  ],
  [
    'settings: those that are needed, not those that choose',
    `export const shown = [process.env.HARBOUR_API_KEY !== undefined, process.env.HARBOUR_READ_ONLY ?? null, process.env.TOOLSETS ?? null, { ...process.env }];`,
    [true, null, null, {}],
  ],
  [
    'the same time and dice every time',
    `export const shown = [new Date().getFullYear(), Math.random() < 1];`,
    [2026, true],
  ],
])('it knows %s', async (_name, text, shown) => {
  expect(await one(text)).toEqual(shown);
});

test('CommonJS runs as it would: a return at the top, words that modules reserve, the question who was started', async () => {
  const text = `var interface = 'eth0'; exports.shown = [interface, require.main === module, __dirname, require('./other')];
    return;`;
  expect(
    await show({ 'bin/cli.js': text, 'bin/other.js': 'module.exports = require.main === module;' }),
  ).toEqual(['eth0', true, '/bin', false]);
});

test('files are imported by computed paths', async () => {
  const files = {
    'src/index.ts': `import { readdirSync } from 'fs'; import { join } from 'path';
      const names = readdirSync(join(import.meta.dirname, 'tools')); // import(x) in a comment
      const all = []; for (const name of names) all.push((await import(join(import.meta.dirname, 'tools', name))).default);
      export const shown = all;`,
    'src/tools/dredge.ts': 'export default "dredge";',
    'src/tools/moor.ts': 'export default "moor";',
  };
  expect(await show(files)).toEqual(['dredge', 'moor']);
});

const HOSTILE: [string, string, Run['cut'][number] | 'failure' | null][] = [
  ['an endless loop', 'for (;;) {}', 'time'],
  ['an endless loop in a promise', 'const again = () => Promise.resolve().then(again); again();', 'time'],
  ['an endless loop of timers', 'const again = () => setTimeout(again, 0); again();', null],
  ['a bomb of memory', 'const all = []; for (;;) all.push(new Uint8Array(1e6));', null],
  ['a bomb of text', 'let text = "x"; for (;;) text += text;', null],
  ['a pattern that never ends', '/^(a+)+$/.test("a".repeat(50) + "b");', 'time'],
  ['deep recursion', 'const f = (): number => f() + 1; f();', null],
  ['deep nesting of data', 'let a: unknown[] = []; for (let i = 0; i < 1e6; i++) a = [a]; String(a);', null],
  ['deep nesting of text', 'JSON.parse("[".repeat(1e6));', null],
  ['deep nesting of code', 'eval("[".repeat(1e5));', null],
  ['a long walk through nothing', 'Array.prototype.indexOf.call({ length: 2 ** 50 }, 1);', null],
  ['a long search', '("a".repeat(1e7)).indexOf("a".repeat(5e6) + "b");', null],
  [
    'huge output',
    'const line = "{" + "x".repeat(1e5); for (let i = 0; i < 10; i++) console.log(line);',
    'output',
  ],
  [
    'a prototype that is not its own',
    'Object.prototype.kind = "tool"; Object.prototype.toJSON = () => 1;',
    null,
  ],
  ['code from text', 'Function("return this")().process.exit(1); eval("process.abort()");', null],
  [
    'an import by any name',
    'await import("node:" + "child_process"); await import("file:///etc/passwd");',
    null,
  ],
];

test.each(HOSTILE)('%s does no harm', async (_name, text, cut) => {
  const { job } = await prepare(
    { 'src/index.ts': `export const shown = 1;\n${text}` },
    'src/index.ts',
    TIGHT,
  );
  const run = await runIsolated({ ...job, limits: TIGHT });
  if (cut !== null) expect(run.cut).toContain(cut);
  expect(Object.hasOwn(Object.prototype, 'kind')).toBe(false);
});

test('after hostile programs the next one runs', async () => {
  const { job } = await prepare({ 'src/index.ts': 'export const shown = "next";' }, 'src/index.ts', LIMITS);
  const run = await runIsolated(job);
  expect(run.output.join()).toContain('"next"');
});

test('nothing of the host is there', async () => {
  const text = `const names = ['__readFile', '__listFiles', '__emit', 'std', 'os', 'bjson'];
    const child: any = await import('child_process');
    export const shown = [names.filter((name) => name in globalThis), typeof child.execSync('id'), (0, eval)('typeof WebAssembly.instantiate')];`;
  expect(await one(text)).toEqual([[], 'function', 'function']);
});

test('what does not parse is said, with its file', async () => {
  const tree = createFileTree(
    new Map([
      ['src/index.ts', 'import "./torn.ts"'],
      ['src/torn.ts', 'const = 1'],
    ]),
  );
  const program = { entry: 'src/index.ts', guest: GUEST, importable: [] };
  const bundled = await bundle(program, { tree, resolver: createResolver(tree) });
  expect(bundled.kind === 'failed' && bundled.message).toMatch(/^src\/torn\.ts: /);
});
