import { evaluate } from '#data/policy/evaluate.ts';
import { readPolicy } from '#data/policy/validate.ts';
import {
  readClaudeCode,
  readCodex,
  readCopilotCli,
  readCursorCli,
  readGeminiCli,
  readOpenaiAgents,
  readVscode,
} from './clients.ts';
import {
  readAgentgateway,
  readContextforge,
  readDockerGateway,
  readEnvoyGateway,
  readGovernanceToolkit,
  readLitellm,
  readToolhive,
} from './gateways.ts';
import type { Reader } from './reader.ts';
import { readOpa } from './rego.ts';

const AT = Date.UTC(2031, 0, 1);

const readReference: Reader = (text) => {
  const read = readPolicy(text);
  if (read.kind === 'invalid') throw new Error(JSON.stringify(read.problems));
  return ({ tool, args }) => {
    const decision = evaluate(read.document, { tool, args, at: AT }, new Map());
    return decision.decision === 'allow' ? 'allow' : decision.hidden ? 'hide' : 'deny';
  };
};

/** A reader for every format, by its id. */
export const READERS: Readonly<Record<string, Reader>> = {
  'policy-json': readReference,
  'claude-code': readClaudeCode,
  'cursor-cli': readCursorCli,
  vscode: readVscode,
  codex: readCodex,
  'gemini-cli': readGeminiCli,
  'copilot-cli': readCopilotCli,
  'openai-agents': readOpenaiAgents,
  'docker-mcp-gateway': readDockerGateway,
  agentgateway: readAgentgateway,
  'envoy-ai-gateway': readEnvoyGateway,
  litellm: readLitellm,
  contextforge: readContextforge,
  toolhive: readToolhive,
  'microsoft-agt': readGovernanceToolkit,
  opa: readOpa,
};
