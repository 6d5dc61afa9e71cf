// `npm run check:seeds [-- NAME…]`: looks the names of servers.yml up again, of all seeds or those named, and prints one line a seed.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { checkSeed, type Finding, isWrong } from './look-up.ts';
import { readSeeds } from './seed.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'archive-url': { type: 'string', default: 'https://codeload.github.com' },
    'index-url': { type: 'string', default: 'https://pypi.org/simple' },
  },
});

const seeds = readSeeds(readFileSync(new URL('servers.yml', import.meta.url), 'utf8')).filter(
  ({ name }) => positionals.length === 0 || positionals.includes(name),
);
const hosts = { archiveUrl: values['archive-url'], indexUrl: values['index-url'] };
const findings: Finding[] = [];
for (const seed of seeds) {
  const found = await checkSeed(seed, hosts);
  findings.push(...found);
  process.stdout.write(`${seed.name}: ${found.map(({ id, says }) => `${id} ${says}`).join(', ')}\n`);
}
const wrong = findings.filter(isWrong).length;
const unknown = findings.filter(({ outcome }) => outcome === 'unknown').length;
process.stdout.write(
  `${seeds.length} seeds, ${findings.length} names: ${findings.length - wrong - unknown} found, ${unknown} unknown, ${wrong} wrong\n`,
);
process.exitCode = wrong > 0 ? 1 : 0;
