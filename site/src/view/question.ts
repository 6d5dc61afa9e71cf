import type { Answer } from '#classifier/policies/questions.ts';
import { renderSentence, stripMarks } from '../text/sentence.ts';
import { escapeUnseen } from '../text/unseen.ts';

interface CodeSample {
  file: string;
  text: string;
  /** What the sample does, as HTML sentences. */
  effects: string[];
}

/** A question and its answer: HTML to show, and the same as plain text for machines. */
export interface Question {
  question: string;
  questionHtml: string;
  paragraphs: string[];
  samples: CodeSample[];
  text: string;
}

/** An answer in sentences whose backticks mark code, with or without samples of policy.json. */
export function toQuestion({ question, paragraphs, samples }: Answer): Question {
  const effects = samples.flatMap((sample) => sample.effects);
  return {
    question: stripMarks(question),
    questionHtml: renderSentence(question),
    paragraphs: paragraphs.map(renderSentence),
    samples: samples.map((sample) => ({
      file: 'policy.json',
      text: escapeUnseen(sample.code),
      effects: sample.effects.map(renderSentence),
    })),
    text: stripMarks([...paragraphs, ...effects].join(' ')),
  };
}
