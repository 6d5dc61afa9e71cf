import type { Classification, ClassifierInput } from '#data/schema/classification.ts';
import { classify } from './classify.ts';
import { read } from './reading/reading.ts';
import { rules } from './rules/index.ts';
import type { Answer } from './rules/rule.ts';

/** One rule's answer about one tool, whatever it is. */
export interface Asked {
  rule: string;
  says: string;
  answer: Answer;
}

export interface Explanation {
  verdict: Classification;
  asked: Asked[];
}

/** Every rule with its answer and its words, beside the verdict that follows from them. */
export function explain(input: ClassifierInput): Explanation {
  const reading = read(input);
  const asked = rules.map((rule) => ({ rule: rule.id, says: rule.says, answer: rule.ask(reading) }));
  return { verdict: classify(input), asked };
}
