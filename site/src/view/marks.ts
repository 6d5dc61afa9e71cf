import type { RiskLevel } from '#data/schema/classification.ts';
import { compareLevels, LEVELS } from './severity.ts';

/** One mark a tool, in the shape of its level, worst first, twenty in a line; drawn as one path a level. */
export interface Marks {
  width: number;
  height: number;
  paths: { level: RiskLevel; d: string }[];
  /** How many tools a mark stands for: more than one only where there would be too many. */
  toolsPerMark: number;
}

const PITCH = 14;
const IN_LINE = 20;
const MAX_MARKS = 300;

const SHAPES: Record<RiskLevel, string> = {
  critical: 'm5 -1l6 6l-6 6l-6 -6z',
  high: 'm5 0l5 10h-10z',
  medium: 'm1 1h8v8h-8z',
  low: 'm5 0a5 5 0 1 0 0 10a5 5 0 1 0 0-10zm0 3a2 2 0 1 1 0 4a2 2 0 1 1 0-4z',
};

function place(level: RiskLevel, index: number): string {
  const x = (index % IN_LINE) * PITCH + 2;
  const y = Math.floor(index / IN_LINE) * PITCH + 2;
  return `M${x} ${y}${SHAPES[level]}`;
}

export function drawMarks(levels: readonly RiskLevel[]): Marks {
  const toolsPerMark = Math.ceil(levels.length / MAX_MARKS);
  const drawn = [...levels].sort(compareLevels).filter((_, index) => index % toolsPerMark === 0);
  return {
    width: IN_LINE * PITCH,
    height: Math.ceil(drawn.length / IN_LINE) * PITCH,
    paths: LEVELS.flatMap((level) => {
      const d = drawn.map((mark, index) => (mark === level ? place(level, index) : '')).join('');
      return d === '' ? [] : [{ level, d }];
    }),
    toolsPerMark,
  };
}
