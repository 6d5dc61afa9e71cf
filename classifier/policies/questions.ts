import type { PolicyDocument } from '#data/policy/document.ts';
import type { Action, Policy, ToolPolicy } from '#data/schema/policy.ts';
import { describeEffects } from './effects.ts';
import { FORMATS } from './index.ts';
import { toDocument, toJson } from './policy-json/document.ts';
import { variantsFor } from './variants.ts';
import { code, rate } from './wording.ts';

/** A sample of policy.json, whole and valid, and what the evaluator says it does. */
export interface Sample {
  language: 'json';
  code: string;
  effects: string[];
}

export interface Answer {
  question: string;
  paragraphs: string[];
  samples: Sample[];
}

const DEFAULT_LIMIT: Action = { kind: 'limit', max: 10, window: 'minute' };

function sampleOf(policy: Policy, tool: ToolPolicy, others: readonly ToolPolicy[]): Sample {
  const document: PolicyDocument = toDocument(policy);
  const { thisTool, otherTools, newTool } = describeEffects(document, tool, others);
  return { language: 'json', code: toJson(document), effects: [...thisTool, ...otherTools, ...newTool] };
}

/** The server's policy with one tool treated otherwise, and nothing said of the rest. */
function withAction(server: Policy, tool: ToolPolicy, action: Action): Sample {
  const changed: ToolPolicy = { ...tool, action };
  const policy: Policy = { ...server, unlisted: 'allow', tools: [changed] };
  return sampleOf(policy, changed, othersOf(server, tool));
}

const othersOf = (server: Policy, tool: ToolPolicy) =>
  server.tools.filter((other) => other.tool !== tool.tool);

function howToEnforce(server: Policy, tool: ToolPolicy): Answer {
  const [thisTool] = variantsFor(server, tool.tool);
  const others = othersOf(server, tool);
  return {
    question: `How do I enforce a policy on ${code(tool.tool)}?`,
    paragraphs: [
      tool.reason,
      `A gateway that reads policy.json stands between the agent and the server and decides each call. This document has a rule for ${code(tool.tool)} alone.`,
      `The same advice is to be had for ${FORMATS.length - 1} other clients, gateways and policy engines, each with what it cannot express.`,
    ],
    samples: thisTool === undefined ? [] : [sampleOf(thisTool.policy, tool, others)],
  };
}

function currentLimit({ tool, action }: ToolPolicy): string {
  switch (action.kind) {
    case 'limit':
      return `Yes, and the recommended policy does: ${rate(action.max, action.window)}.`;
    case 'allow':
      return `Yes. The recommended policy sets no limit for ${code(tool)}, but you can.`;
    default:
      return `Yes, but the recommended policy is stricter: ${code(tool)} cannot be called under it at all. A limit alone would let calls through.`;
  }
}

function canBeLimited(server: Policy, tool: ToolPolicy): Answer {
  const limit = tool.action.kind === 'limit' ? tool.action : DEFAULT_LIMIT;
  return {
    question: `Can I rate-limit ${code(tool.tool)}?`,
    paragraphs: [
      currentLimit(tool),
      'A limit counts the calls that are let through in a calendar minute, hour or day (UTC); denied calls are not counted. Its window is the word "minute", "hour" or "day".',
    ],
    samples: [withAction(server, tool, limit)],
  };
}

function howToBlock(server: Policy, tool: ToolPolicy): Answer {
  return {
    question: `How do I block ${code(tool.tool)} completely?`,
    paragraphs: [
      `Hide it: the agent does not see ${code(tool.tool)}, and a call is denied all the same.`,
      'Or leave it in the list and deny every call with a message that tells the agent why.',
    ],
    samples: [
      withAction(server, tool, { kind: 'hide' }),
      withAction(server, tool, { kind: 'deny', message: 'This tool is blocked.' }),
    ],
  };
}

/** The questions about policy, answered for one tool of a server's policy. Every sample is a whole policy.json. */
export function policyQuestions(server: Policy, tool: ToolPolicy): Answer[] {
  return [howToEnforce(server, tool), canBeLimited(server, tool), howToBlock(server, tool)];
}
