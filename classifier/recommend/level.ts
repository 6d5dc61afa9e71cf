import { type Classification, RiskLevel } from '#data/schema/classification.ts';
import type { ToolText } from '#data/schema/tool.ts';
import { isQuoted } from './quote.ts';

const SURE = 0.9;

/** Zero is the gravest. */
const rank = (level: RiskLevel) => RiskLevel.options.indexOf(level);

/**
 * The level that decides the policy: the higher of the two. A lower `risk.evidence` counts only when every modifier that lowers it
 * quotes the definition word for word and the classification is sure.
 */
export function policyLevel(definition: ToolText, { risk, confidence }: Classification): RiskLevel {
  if (rank(risk.evidence) <= rank(risk.plain)) return risk.evidence;
  const lowering = risk.modifiers.filter((modifier) => modifier.step < 0);
  const isBacked = lowering.length > 0 && lowering.every((modifier) => isQuoted(definition, modifier.span));
  return isBacked && confidence >= SURE ? risk.evidence : risk.plain;
}
