const READMES = import.meta.glob<string>('../../../classifier/rules/*/README.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** What a rule's README says first: its title and the question that it answers. */
export interface RuleText {
  id: string;
  question: string;
}

function questionIn(readme: string): string | undefined {
  const paragraphs = readme.split(/\n\s*\n/).map((paragraph) => paragraph.replace(/\s+/g, ' ').trim());
  return paragraphs.find((paragraph) => paragraph !== '' && !paragraph.startsWith('#'));
}

const rules: ReadonlyMap<string, RuleText> = new Map(
  Object.entries(READMES).flatMap(([path, readme]) => {
    const id = path.split('/').at(-2);
    const question = questionIn(readme);
    return id === undefined || question === undefined ? [] : [[id, { id, question }] as const];
  }),
);

/** Every rule of the classifier, by id. */
export function listRules(): RuleText[] {
  return [...rules.values()];
}

/** The question a rule answers, in markdown; its id as words where it has no README (a verdict made by an older version). */
export function claimOf(rule: string): string {
  return rules.get(rule)?.question ?? `${rule.replaceAll('-', ' ')}?`;
}
