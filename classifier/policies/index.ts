import { AGENTGATEWAY } from './agentgateway/render.ts';
import { CLAUDE_CODE } from './claude-code/render.ts';
import { CODEX } from './codex/render.ts';
import { CONTEXTFORGE } from './contextforge/render.ts';
import { COPILOT_CLI } from './copilot-cli/render.ts';
import { CURSOR_CLI } from './cursor-cli/render.ts';
import { DOCKER_MCP_GATEWAY } from './docker-mcp-gateway/render.ts';
import { ENVOY_AI_GATEWAY } from './envoy-ai-gateway/render.ts';
import type { Format } from './format.ts';
import { GEMINI_CLI } from './gemini-cli/render.ts';
import { LITELLM } from './litellm/render.ts';
import { MICROSOFT_AGT } from './microsoft-agt/render.ts';
import { OPA } from './opa/render.ts';
import { OPENAI_AGENTS } from './openai-agents/render.ts';
import { POLICY_JSON } from './policy-json/render.ts';
import { TOOLHIVE } from './toolhive/render.ts';
import { VSCODE } from './vscode/render.ts';

/** Every format a policy can be had in: the reference format, then clients, then gateways and engines. */
export const FORMATS: readonly Format[] = [
  POLICY_JSON,
  CLAUDE_CODE,
  CURSOR_CLI,
  VSCODE,
  CODEX,
  GEMINI_CLI,
  COPILOT_CLI,
  OPENAI_AGENTS,
  DOCKER_MCP_GATEWAY,
  AGENTGATEWAY,
  ENVOY_AI_GATEWAY,
  LITELLM,
  CONTEXTFORGE,
  TOOLHIVE,
  MICROSOFT_AGT,
  OPA,
];

/** Undefined where there is no format of that name. */
export const findFormat = (id: string): Format | undefined => FORMATS.find((format) => format.id === id);
