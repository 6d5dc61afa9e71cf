import { policyQuestions } from '#classifier/policies/questions.ts';
import { code } from '#classifier/policies/wording.ts';
import type { Category } from '#data/schema/classification.ts';
import type { Entry, Shelf } from '../../../../catalogue.ts';
import { asClause, count, joinAll, serverTitle, withArticle } from '../../../../text/english.ts';
import { excerpt } from '../../../../text/excerpt.ts';
import { spellUnseen } from '../../../../text/unseen.ts';
import type { Parameter } from '../../../../view/parameters.ts';
import { serverPolicy } from '../../../../view/policy-switch.ts';
import { type Question, toQuestion } from '../../../../view/question.ts';
import type { RelatedTool } from './_related.ts';

interface Asked {
  entry: Entry;
  shelf: Shelf;
  /** What it does, as the section above the questions says it. */
  does: string;
  parameters: Parameter[] | null;
  safer: RelatedTool | undefined;
}

type Plain = { question: string; paragraphs: string[] };

function nameOf({ entry }: Asked): string {
  return code(entry.tool.definition.name);
}

function whatDoesItDo(asked: Asked): Plain {
  const { description } = asked.entry.tool.definition;
  const isEmpty = description === undefined || description.trim() === '';
  const author = isEmpty ? [] : [`The author’s description begins: “${excerpt(description, 400)}”`];
  return { question: `What does the ${nameOf(asked)} tool do?`, paragraphs: [asked.does, ...author] };
}

function whatRisk(asked: Asked): Plain {
  const { category, risk } = asked.entry.verdict;
  const plain = `${nameOf(asked)} is ${withArticle(category)} tool, and ${category} tools are of ${risk.plain} risk.`;
  const reasons = joinAll(risk.modifiers.map((modifier) => asClause(spellUnseen(modifier.reason))));
  const adjusted =
    risk.plain === risk.evidence
      ? 'Nothing in its definition moves it up or down.'
      : `Its own words adjust that to ${risk.evidence}: ${reasons}.`;
  return { question: `What risk level is ${nameOf(asked)}?`, paragraphs: [`${plain} ${adjusted}`] };
}

function whichServer(asked: Asked): Plain {
  const { server, snapshot, entries } = asked.shelf;
  const origins = joinAll(server.origins.map(code));
  const reading = snapshot
    ? ` Its ${count(entries.length, 'tool')} ${entries.length === 1 ? 'was' : 'were'} read from ${code(snapshot.ref.origin)}.`
    : '';
  return {
    question: `Which MCP server provides ${nameOf(asked)}?`,
    paragraphs: [`The ${spellUnseen(serverTitle(server.name))}, which can be had from ${origins}.${reading}`],
  };
}

function describeParameter({ name, type, required, values }: Parameter): string {
  const list = values.length > 0 && values.length <= 8 ? `: ${joinAll(values.map(code))}` : '';
  return `${code(name)} (${type}${required ? ', required' : ''}${list})`;
}

function whichParameters(asked: Asked): Plain[] {
  const { parameters } = asked;
  if (parameters === null) return [];
  const question = `What parameters does ${nameOf(asked)} accept?`;
  if (parameters.length === 0) return [{ question, paragraphs: ['None.'] }];
  const shown = parameters.slice(0, 12);
  const rest = parameters.length - shown.length;
  const listed = joinAll([...shown.map(describeParameter), ...(rest > 0 ? [`${rest} more`] : [])]);
  const wide = parameters.flatMap(({ name, widens }) =>
    widens ? [`${code(name)} is ${withArticle(widens.word)}: ${widens.why}.`] : [],
  );
  return [{ question, paragraphs: [`${listed}.`, ...(wide.length > 0 ? [wide.join(' ')] : [])] }];
}

/** What the category says about a way back, where the definition itself says nothing. */
const WAY_BACK: Record<Category, string> = {
  Financial:
    'Treat every call as final: the definition names no way to take the money or the commitment back.',
  Destructive: 'No. The definition names no way to bring back what a call removes.',
  Execute: 'That depends on what is set in motion: the definition promises no way back.',
  Write:
    'As a rule yes, by another call that changes it back; the definition says nothing of a lasting loss.',
  Read: 'There is nothing to undo: it is not said to change anything.',
};

function canBeUndone(asked: Asked): Plain {
  const { category, facets } = asked.entry.verdict;
  const question = `Can a call of ${nameOf(asked)} be undone?`;
  if (facets.includes('recoverable')) return { question, paragraphs: ['Its definition names a way back.'] };
  if (facets.includes('irreversible') && category !== 'Read')
    return { question, paragraphs: ['No. What it does is final, by the words of its own definition.'] };
  return { question, paragraphs: [WAY_BACK[category]] };
}

function whatInstead(asked: Asked): Plain[] {
  const { safer } = asked;
  if (!safer) return [];
  const words = safer.excerpt === '' ? '' : ` Its author says: “${safer.excerpt}”`;
  return [
    {
      question: `What can I use instead of ${nameOf(asked)}?`,
      paragraphs: [
        `Where it is enough for the task, ${code(safer.name)} of the same server: ${withArticle(safer.category)} tool of ${safer.level} risk.${words}`,
      ],
    },
  ];
}

/** The questions that people ask about a tool, answered for this one. A question that its data cannot answer is left out. */
export function answerQuestions(asked: Asked): Question[] {
  const [enforce, limit, block] = policyQuestions(serverPolicy(asked.shelf), asked.entry.policy);
  const answers = [
    whatDoesItDo(asked),
    enforce,
    whatRisk(asked),
    limit,
    block,
    whichServer(asked),
    ...whichParameters(asked),
    canBeUndone(asked),
    ...whatInstead(asked),
  ];
  return answers.flatMap((answer) => (answer ? [toQuestion({ samples: [], ...answer })] : []));
}
