import { Classification } from '../schema/classification.ts';
import { ToolPolicy } from '../schema/policy.ts';
import type { Store } from './open.ts';

/** Verdict and advice for one tool. `inputHash` is over everything they were made from. */
export interface StoredClassification {
  toolId: string;
  inputHash: string;
  classification: Classification;
  policy: ToolPolicy;
}

interface Row {
  tool_id: string;
  input_hash: string;
  body: string;
  policy: string;
}

function fromRow(row: Row): StoredClassification {
  return {
    toolId: row.tool_id,
    inputHash: row.input_hash,
    classification: Classification.parse(JSON.parse(row.body)),
    policy: ToolPolicy.parse(JSON.parse(row.policy)),
  };
}

export async function putClassification(store: Store, stored: StoredClassification): Promise<void> {
  const { classification, policy } = stored;
  const row = {
    input_hash: stored.inputHash,
    category: classification.category,
    level: classification.risk.plain,
    adjusted_level: classification.risk.evidence,
    needs_review: classification.needsReview ? 1 : 0,
    body: JSON.stringify(classification),
    policy: JSON.stringify(policy),
  };
  await store
    .insertInto('classifications')
    .values({ tool_id: stored.toolId, ...row })
    .onConflict((conflict) => conflict.column('tool_id').doUpdateSet(row))
    .execute();
}

/** The verdicts on the tools that a server offers now, by tool id. */
export async function listClassifications(
  store: Store,
  serverId: string,
): Promise<Map<string, StoredClassification>> {
  const rows = await store
    .selectFrom('classifications')
    .innerJoin('tools', 'tools.id', 'classifications.tool_id')
    .selectAll('classifications')
    .where('tools.server_id', '=', serverId)
    .where('tools.removed_at', 'is', null)
    .execute();
  return new Map(rows.map((row) => [row.tool_id, fromRow(row)]));
}

/** Input hashes of a server's stored verdicts, by tool id: tells what has to be classified again. */
export async function listInputHashes(store: Store, serverId: string): Promise<Map<string, string>> {
  const rows = await store
    .selectFrom('classifications')
    .innerJoin('tools', 'tools.id', 'classifications.tool_id')
    .select(['classifications.tool_id', 'classifications.input_hash'])
    .where('tools.server_id', '=', serverId)
    .execute();
  return new Map(rows.map((row) => [row.tool_id, row.input_hash]));
}
