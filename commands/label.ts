import { classify } from '#classifier/classify.ts';
import { recommend } from '#classifier/recommend.ts';
import type { Classification, ClassifierInput } from '#data/schema/classification.ts';
import type { ToolPolicy } from '#data/schema/policy.ts';
import type { ToolText } from '#data/schema/tool.ts';

/** What the classifier may read beside a definition. */
export interface Surroundings {
  serverName: string;
  /** What the server's manifest says of it; empty when it says nothing. */
  serverDescription: string;
  /** Names of every tool of the server, this one's among them. */
  names: readonly string[];
}

/** Verdict and advice for one tool. */
export interface Label {
  classification: Classification;
  policy: ToolPolicy;
}

export function classifierInput(tool: ToolText, around: Surroundings): ClassifierInput {
  return {
    name: tool.name,
    title: tool.title,
    description: tool.description,
    inputSchema: tool.inputSchema,
    annotations: tool.annotations,
    server: { name: around.serverName, description: around.serverDescription },
    siblings: around.names.filter((name) => name !== tool.name),
  };
}

/** Label by the rules alone. */
export function label(tool: ToolText, around: Surroundings): Label {
  const classification = classify(classifierInput(tool, around));
  return { classification, policy: recommend(tool, classification) };
}
