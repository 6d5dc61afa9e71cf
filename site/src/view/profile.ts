import type { Category, RiskLevel } from '#data/schema/classification.ts';
import { formatNumber, joinAll } from '../text/english.ts';
import { drawMarks, type Marks } from './marks.ts';
import { CATEGORIES, LEVELS } from './severity.ts';

/** One category of a server's tools: how many, at which levels, and the picture of them. */
export interface ProfileRow {
  category: Category;
  /** `3: 2 critical and 1 high`, or `3 critical` where all are alike. */
  summary: string;
  marks: Marks;
}

function summarise(levels: readonly RiskLevel[]): string {
  const counts = LEVELS.map((level) => ({ level, tools: levels.filter((one) => one === level).length }));
  const words = counts
    .filter(({ tools }) => tools > 0)
    .map(({ level, tools }) => `${formatNumber(tools)} ${level}`);
  return words.length === 1 ? words.join() : `${formatNumber(levels.length)}: ${joinAll(words)}`;
}

/** A server's tools by category, worst first; categories without a tool are left out. */
export function profileOf(tools: readonly { category: Category; level: RiskLevel }[]): ProfileRow[] {
  return CATEGORIES.flatMap((category) => {
    const levels = tools.filter((tool) => tool.category === category).map((tool) => tool.level);
    if (levels.length === 0) return [];
    return [{ category, summary: summarise(levels), marks: drawMarks(levels) }];
  });
}
