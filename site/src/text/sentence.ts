import { spellUnseen } from './unseen.ts';

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Our own sentences as HTML: backticks make code, nothing else is markup, whoever's words stand in between. */
export function renderSentence(text: string): string {
  return spellUnseen(text)
    .split('`')
    .map((part, index) =>
      index % 2 === 1 ? `<code><bdi>${escapeHtml(part)}</bdi></code>` : escapeHtml(part),
    )
    .join('');
}

/** The same sentence for those who read no markup. */
export function stripMarks(text: string): string {
  return spellUnseen(text).replaceAll('`', '');
}
