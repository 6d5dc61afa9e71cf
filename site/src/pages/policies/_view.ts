import type { Format } from '#classifier/policies/format.ts';
import { FORMATS } from '#classifier/policies/index.ts';
import type { ArgumentRule, Condition } from '#data/schema/policy.ts';
import { joinAll } from '../../text/english.ts';
import { renderMarkdown } from '../../text/markdown.ts';
import { renderSentence } from '../../text/sentence.ts';

const READMES: Record<string, string> = import.meta.glob('../../../../classifier/policies/*/README.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The README of a format without its title, which the page has already; bare addresses become links. */
function readmeOf({ id }: Format): string {
  const found = Object.entries(READMES).find(([path]) => path.endsWith(`/policies/${id}/README.md`));
  if (found === undefined) throw new Error(`The format ${id} has no README.`);
  const body = found[1].replace(/^# .*\n+/, '');
  return renderMarkdown(body.replace(/(?<![<`(])https:\/\/[^\s)`]*[^\s)`.,:;]/g, '<$&>'));
}

function ruleWith(condition: Condition): ArgumentRule {
  return {
    effect: 'require',
    conditions: [condition],
    message: '',
    adjust: null,
    examples: { passes: null, denied: [] },
  };
}

function argumentsIn({ can }: Format): string {
  const checks = (condition: Condition) => can.checks(ruleWith(condition)) !== null;
  const value = checks({ path: 'args.shelf', op: 'eq', value: 'a' });
  const pattern = checks({ path: 'args.shelf', op: 'regex', value: '^a$' });
  if (pattern) return 'values and patterns';
  return value ? 'values' : 'no';
}

function denialIn({ can }: Format): string {
  if (can.denies === true) return 'with a message';
  if (can.denies === 'silent') return 'without a message';
  return can.hides ? 'by hiding' : 'no';
}

function limitsIn({ can }: Format): string {
  if (can.counts.length === 0) return 'no';
  const counts = `by the ${joinAll(can.counts)}`;
  return can.caveats?.limit === 'limit-named' ? `${counts}, for others to count` : counts;
}

const UNLISTED: Record<string, string> = {
  'unlisted-asked': 'asks',
  'unlisted-escaped': 'yes, if called with arguments',
};

function rowOf(format: Format) {
  const { can } = format;
  const lost = can.unlisted.deny;
  return {
    id: format.id,
    title: format.title,
    cells: [
      can.asks ? 'yes' : 'no',
      denialIn(format),
      can.hides ? 'yes' : 'no',
      limitsIn(format),
      argumentsIn(format),
      lost === null ? 'yes' : (UNLISTED[lost] ?? 'no'),
    ],
  };
}

/** What each format can say, from the table that the documents are written by, and what its README says. */
export function viewPolicies() {
  return {
    heads: [
      'asks a person',
      'denies',
      'hides',
      'limits one tool',
      'checks arguments',
      'denies what is not listed',
    ],
    rows: FORMATS.map(rowOf),
    formats: FORMATS.map((format) => ({
      id: format.id,
      title: format.title,
      file: format.file,
      steps: format.steps.map(renderSentence),
      readme: readmeOf(format),
    })),
  };
}
