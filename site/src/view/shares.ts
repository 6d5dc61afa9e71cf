import type { Category, RiskLevel } from '#data/schema/classification.ts';
import type { Totals } from '../catalogue.ts';
import { CATEGORIES } from './severity.ts';

/** A category's part of all tools; `share` between 0 and 1. */
export interface Share {
  category: Category;
  tools: number;
  share: number;
}

function sum(counts: readonly { tools: number }[]): number {
  return counts.reduce((total, { tools }) => total + tools, 0);
}

export function sharesByCategory({ counts, tools }: Totals): Share[] {
  return CATEGORIES.map((category) => {
    const own = sum(counts.filter((count) => count.category === category));
    return { category, tools: own, share: tools === 0 ? 0 : own / tools };
  });
}

export function toolsAtLevel({ counts }: Totals, level: RiskLevel): number {
  return sum(counts.filter((count) => count.level === level));
}
