import type { Format } from '#classifier/policies/format.ts';
import type { LossId } from '#classifier/policies/loss.ts';
import { toDocument } from '#classifier/policies/policy-json/document.ts';
import { renderPolicy } from '#classifier/policies/render.ts';
import { settle } from '#classifier/policies/settle.ts';
import { evaluate } from '#data/policy/evaluate.ts';
import type { Counters } from '#data/policy/quota.ts';
import type { Policy } from '#data/schema/policy.ts';
import type { Reader } from './readers/reader.ts';

/** Losses by which a product may refuse, or ask about, what the evaluator lets through. */
const STRICTER: readonly LossId[] = [
  'arguments-asked',
  'arguments-denied',
  'arguments-flat',
  'arguments-given',
  'arguments-rounded',
  'limit-asked',
  'name',
  'room',
  'unlisted-denied',
];
/** Losses by which it may let through what the evaluator counts, and what it denies. */
const UNCOUNTED: readonly LossId[] = ['limit-named', 'limit-open', 'limit-window', 'name', 'denial-escaped'];
const LOOSER: readonly LossId[] = ['arguments-rounded', 'name', 'denial-escaped', 'unlisted-escaped'];

export interface Comparison {
  compared: number;
  agreed: number;
  /** How many differences each loss explains. */
  explained: Map<LossId, number>;
  unexplained: string[];
}

export const emptyComparison = (): Comparison => ({
  compared: 0,
  agreed: 0,
  explained: new Map(),
  unexplained: [],
});

interface SampledCall {
  tool: string;
  args: Record<string, unknown>;
}

function lossesFor(format: Format, policy: Policy, tool: string): readonly LossId[] {
  const advice = policy.tools.find((one) => one.tool === tool);
  const unlisted = format.can.unlisted[policy.unlisted];
  if (advice === undefined) return unlisted === null ? [] : [unlisted];
  const crowded = renderPolicy(format, policy, 'ledger').losses.find(({ id }) => id === 'room');
  if (crowded?.tools.includes(tool)) return ['room'];
  return settle(advice, format.can).losses;
}

/** Asks the product and the evaluator about the same calls, one after the other, and sorts the differences by the loss that names them. */
export function compareCalls(
  format: Format,
  read: Reader,
  { policy, calls }: { policy: Policy; calls: readonly SampledCall[] },
  comparison: Comparison,
): void {
  const document = toDocument(policy);
  const { text } = renderPolicy(format, policy, 'ledger');
  const answer = read(text);
  let counters: Counters = new Map();
  for (const { tool, args } of calls) {
    const decision = evaluate(document, { tool, args, at: Date.UTC(2031, 0, 1) }, counters);
    counters = decision.counters;
    const found = answer({ server: 'ledger', tool, args });
    comparison.compared++;
    if ((found === 'allow') === (decision.decision === 'allow')) {
      comparison.agreed++;
      continue;
    }
    const isCounted = decision.rule?.includes('/limits/') === true;
    const explaining = decision.decision === 'allow' ? STRICTER : isCounted ? UNCOUNTED : LOOSER;
    const losses = lossesFor(format, policy, tool);
    const because = explaining.find((id) => losses.includes(id));
    if (because === undefined) {
      comparison.unexplained.push(
        JSON.stringify({ tool, args, evaluator: decision.rule, product: found, text }),
      );
    } else {
      comparison.explained.set(because, (comparison.explained.get(because) ?? 0) + 1);
    }
  }
}
