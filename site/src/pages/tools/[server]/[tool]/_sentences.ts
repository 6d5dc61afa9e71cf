import type { Classification } from '#data/schema/classification.ts';
import type { Entry, Shelf } from '../../../../catalogue.ts';
import { asClause, asSentence, count, joinAll, serverTitle } from '../../../../text/english.ts';
import { firstSentence } from '../../../../text/excerpt.ts';
import { languageOf } from '../../../../text/language.ts';
import { spellUnseen } from '../../../../text/unseen.ts';
import { formatDate } from '../../../../view/date.ts';
import type { Parameter } from '../../../../view/parameters.ts';
import { describeCall } from './_call.ts';

/** Our words, or the author's: those are set as a quotation in their own language. */
export type Phrase =
  | { kind: 'ours'; text: string }
  | { kind: 'theirs'; text: string; lang: string | undefined };

const ours = (text: string): Phrase => ({ kind: 'ours', text });

function rankSentence({ verdict }: Entry, { server, entries }: Shelf): string {
  const alike = entries.filter((entry) => entry.verdict.category === verdict.category).length;
  const name = spellUnseen(serverTitle(server.name));
  if (entries.length === 1) return `It is the only tool of the ${name}.`;
  if (alike === 1)
    return `It is the only ${verdict.category} tool among the ${entries.length} of the ${name}.`;
  if (alike === entries.length) return `All ${alike} tools of the ${name} are of this kind.`;
  return `It is one of ${alike} ${verdict.category} tools among the ${entries.length} of the ${name}.`;
}

function authorsWords({ tool }: Entry): Phrase[] {
  const { description, title } = tool.definition;
  const words = description === undefined ? '' : firstSentence(description, 220);
  const known = words === '' && title !== undefined ? spellUnseen(title) : words;
  if (known === '') return [ours(' Its author describes it by its name alone.')];
  const lang = languageOf(known)?.lang;
  const isEnded = /[.!?…。！？]$/u.test(known);
  return [ours(' In its author’s words: '), { kind: 'theirs', text: known, lang }, ours(isEnded ? '' : '.')];
}

function argumentSentence(parameters: readonly Parameter[]): string {
  const top = parameters.filter((parameter) => !parameter.name.includes('.'));
  if (top.length === 0) return ' The call takes no arguments, so there is nothing in it to narrow.';
  const required = top.filter((parameter) => parameter.required).map((parameter) => parameter.name);
  const rest = top.length - required.length;
  if (required.length === 0) {
    return rest === 1 ? ' Its one argument may be left out.' : ` None of its ${rest} arguments is required.`;
  }
  const optional = count(rest, 'more optional argument');
  const named = required.length > 4 ? count(required.length, 'argument') : joinAll(required);
  return ` The call must give ${named}${rest === 0 ? '' : ` and may give ${optional}`}.`;
}

function wideningSentence(parameters: readonly Parameter[]): string {
  const wide = parameters.filter((parameter) => parameter.widens !== null);
  const [first] = wide;
  if (!first?.widens) return '';
  if (wide.length === 1) return ` How far it reaches depends on ${first.name}: ${first.widens.why}.`;
  return ` How far it reaches depends on ${joinAll(wide.slice(0, 3).map((parameter) => parameter.name))}, which its schema leaves open.`;
}

/** What one call of this tool does, from its category, its place among the server's tools, its own words and its arguments. */
export function whatItDoes(entry: Entry, shelf: Shelf, parameters: Parameter[] | null): Phrase[] {
  const name = spellUnseen(entry.tool.definition.name);
  const { does, further } = describeCall(entry.verdict);
  const also = further.map((clause, index) => ` It ${index === 0 ? 'also ' : ''}${clause}.`).join('');
  const calls = `A call of ${name} ${does}.${also} ${rankSentence(entry, shelf)}`;
  const reach = parameters === null ? '' : `${argumentSentence(parameters)}${wideningSentence(parameters)}`;
  return [ours(calls), ...authorsWords(entry), ours(reach)];
}

export function textOf(phrases: readonly Phrase[]): string {
  return phrases.map((phrase) => (phrase.kind === 'theirs' ? `“${phrase.text}”` : phrase.text)).join('');
}

/** Why the level that the words give differs from the category's own, to follow “because”; null where it does not. */
export function adjustmentReason({ risk }: Classification): string | null {
  if (risk.plain === risk.evidence) return null;
  const reasons = risk.modifiers.map((modifier) => asClause(spellUnseen(modifier.reason)));
  return joinAll(reasons);
}

export function correctionSentence({
  reason,
  owner,
  date,
}: NonNullable<Classification['correction']>): string {
  return `A person corrected this label on ${formatDate(date)}: ${asSentence(spellUnseen(reason))} Entered by ${spellUnseen(owner)}.`;
}
