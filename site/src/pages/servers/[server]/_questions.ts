import { code } from '#classifier/policies/wording.ts';
import type { Category } from '#data/schema/classification.ts';
import type { Entry, Shelf } from '../../../catalogue.ts';
import { count, joinAll, serverTitle } from '../../../text/english.ts';
import { spellUnseen } from '../../../text/unseen.ts';
import { type Question, toQuestion } from '../../../view/question.ts';
import { compareSeverity } from '../../../view/severity.ts';
import { completenessSentence, summarySentence } from './_reading.ts';

const MAX_NAMED = 5;

function named(entries: readonly Entry[]): string {
  const names = [...entries].sort(compareSeverity).map((entry) => code(entry.tool.definition.name));
  const rest = names.length - MAX_NAMED;
  return joinAll([...names.slice(0, MAX_NAMED), ...(rest > 0 ? [`${rest} more`] : [])]);
}

function ofCategory({ entries }: Shelf, category: Category): Entry[] {
  return entries.filter((entry) => entry.verdict.category === category);
}

function canItDelete(shelf: Shelf): string {
  const found = ofCategory(shelf, 'Destructive');
  if (found.length === 0) return 'No tool that was read is labelled Destructive.';
  return `Yes, through ${named(found)}. The recommended policy lets none of them through unasked where the definition names no way back.`;
}

function canItSpend(shelf: Shelf): string {
  const found = ofCategory(shelf, 'Financial');
  if (found.length === 0) return 'No tool that was read is labelled Financial.';
  return `Yes, through ${named(found)}. Under the recommended policy a person must agree to each call; formats without approvals block them.`;
}

function whatToDenyFirst({ entries }: Shelf): string {
  const worst = entries.filter(({ verdict }) =>
    [verdict.risk.plain, verdict.risk.evidence].includes('critical'),
  );
  if (worst.length === 0)
    return 'None of its tools reaches critical risk, neither by category nor by its own words.';
  return `${named(worst)}: ${count(worst.length, 'tool')} of ${entries.length} at critical risk.`;
}

/** The questions that people ask about a server, answered from its own tools. */
export function answerQuestions(shelf: Shelf): Question[] {
  const name = spellUnseen(serverTitle(shelf.server.name));
  const answers: [question: string, answer: string][] = [
    [`How many tools does the ${name} have?`, `${summarySentence(shelf)} ${completenessSentence(shelf)}`],
    [`Can an agent delete data through the ${name}?`, canItDelete(shelf)],
    [`Can an agent spend money through the ${name}?`, canItSpend(shelf)],
    ['Which of its tools should be denied first?', whatToDenyFirst(shelf)],
    [
      'How is one policy put on the whole server?',
      'Take the document above in the format of your gateway or client. It lists every tool that was read and denies what the server adds later, as far as the format can say so.',
    ],
  ];
  return answers.map(([question, answer]) => toQuestion({ question, paragraphs: [answer], samples: [] }));
}
