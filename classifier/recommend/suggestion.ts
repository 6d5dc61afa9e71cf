import type { Category } from '#data/schema/classification.ts';
import type { ArgumentRule } from '#data/schema/policy.ts';
import type { Argument } from './argument.ts';

/** What a suggestion may know of the tool beside the argument. */
export interface Surroundings {
  category: Category;
  facets: readonly string[];
  /** Words of the tool's name, title and description, lower case. */
  words: ReadonlySet<string>;
  /** Names of its top-level arguments. */
  argumentNames: ReadonlySet<string>;
}

/** Rules for one argument; none when it is not of the kind that a suggestion is about. */
export type Suggest = (argument: Argument, tool: Surroundings) => ArgumentRule[];

/** `require` needs the argument in every call; where the author leaves it open, the reader should know. */
export function adjustment(argument: Argument, sentence: string): string {
  return argument.isRequired
    ? sentence
    : `${sentence} The rule denies calls without \`${argument.name}\`, because the server would then choose.`;
}
