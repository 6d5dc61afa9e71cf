/** How a name joins its words. */
type Style = 'snake' | 'kebab' | 'dotted' | 'camel' | 'plain' | 'mixed';

const STYLES: readonly [Style, RegExp][] = [
  ['plain', /^[a-z][a-z0-9]*$/],
  ['snake', /^[a-z0-9]+(_[a-z0-9]+)+$/],
  ['kebab', /^[a-z0-9]+(-[a-z0-9]+)+$/],
  ['dotted', /^[\w-]+(\.[\w-]+)+$/],
  ['camel', /^[A-Za-z][a-z0-9]*([A-Z][a-z0-9]*)+$/],
];

const styleOf = (name: string): Style => STYLES.find(([, pattern]) => pattern.test(name))?.[0] ?? 'mixed';

/** The part of the names that a style must have for a stranger of that style to be taken for one of them. */
const USUAL_SHARE = 0.3;

/** A test for names like these: joined as a good part of them are, and not of one word where that is rare among them. */
export function createShapeTest(names: readonly string[]): (name: string) => boolean {
  const styles = names.map(styleOf);
  const usual = new Set(
    styles.filter((style) => styles.filter((other) => other === style).length / styles.length >= USUAL_SHARE),
  );
  return (name) => usual.has(styleOf(name));
}

/** Equal for texts that differ only in case and in how their words are joined. */
export const foldText = (text: string): string => text.toLowerCase().replaceAll(/[\s_.-]+/g, '');

/** The same for a name, which may or may not say that it is one of a tool. */
export const foldName = (name: string): string => foldText(name).replace(/(?<=....)tool$/, '');
