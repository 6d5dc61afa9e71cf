import { render as renderClaudeCode } from './claude-code/render.ts';
import { render as renderCodex } from './codex/render.ts';
import type { Format } from './format.ts';
import { render as renderPolicyJson } from './policy-json/render.ts';

/** Every format a policy can be had in, the reference format first. */
export const FORMATS: readonly Format[] = [
  {
    id: 'policy-json',
    title: 'PolicyLayer policy.json',
    fileName: 'policy.json',
    language: 'json',
    mediaType: 'application/json',
    render: renderPolicyJson,
  },
  {
    id: 'claude-code',
    title: 'Claude Code permissions',
    fileName: 'settings.json',
    language: 'json',
    mediaType: 'application/json',
    render: renderClaudeCode,
  },
  {
    id: 'codex',
    title: 'Codex config.toml',
    fileName: 'config.toml',
    language: 'toml',
    mediaType: 'application/toml',
    render: renderCodex,
  },
];
