import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { compileCedar } from './cedar.ts';
import { compileCel } from './cel.ts';
import type { Reader } from './reader.ts';

const Names = z.array(z.string());
const table = z.custom<object>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);
const entriesOf = (value: object) => new Map<string, unknown>(Object.entries(value));

/** As a reader of YAML 1.1 takes it, which sees booleans and numbers in more words. */
const readYaml = (text: string): unknown => {
  const modern: unknown = parseYaml(text);
  const old: unknown = parseYaml(text, { version: '1.1' });
  if (JSON.stringify(modern) !== JSON.stringify(old)) throw new Error('YAML 1.1 reads something else');
  return modern;
};

/** pkg/config/tools.go of docker/mcp-gateway: a list of names for each server; what it leaves out is off. */
export const readDockerGateway: Reader = (text) => {
  const lists = new Map(
    [...entriesOf(table.parse(readYaml(text)))].map(([name, list]) => [name, Names.parse(list)]),
  );
  return ({ server, tool }) => {
    const list = lists.get(server);
    if (list === undefined) return 'unset';
    return list.includes(tool) ? 'allow' : 'hide';
  };
};

const LitellmServer = z.strictObject({ allowed_tools: Names.optional(), disallowed_tools: Names.optional() });

/** https://docs.litellm.ai/docs/mcp: `disallowed_tools` names what is off, `allowed_tools` all that is on. */
export const readLitellm: Reader = (text) => {
  const { mcp_servers } = z.strictObject({ mcp_servers: table }).parse(readYaml(text));
  return ({ server, tool }) => {
    const entry = entriesOf(mcp_servers).get(server);
    if (entry === undefined) return 'unset';
    const { allowed_tools, disallowed_tools } = LitellmServer.parse(entry);
    return allowed_tools?.includes(tool) === false || disallowed_tools?.includes(tool) ? 'hide' : 'allow';
  };
};

const AgentgatewayRule = z.union([
  z.string().transform((allow) => ({ kind: 'allow' as const, expression: allow })),
  z
    .strictObject({ require: z.string() })
    .transform((rule) => ({ kind: 'require' as const, expression: rule.require })),
]);

/** crates/agentgateway/src/http/authorization.rs: every `require` must be true; with any allow rule, one of them must be. */
export const readAgentgateway: Reader = (text) => {
  const Document = z.strictObject({
    mcpAuthorization: z.strictObject({ rules: z.array(AgentgatewayRule) }),
  });
  const rules = Document.parse(readYaml(text)).mcpAuthorization.rules.map(({ kind, expression }) => ({
    kind,
    isTrue: compileCel(expression),
  }));
  return ({ server, tool }) => {
    const mcp = { tool: { target: server, name: tool } };
    const holds = (kind: string) =>
      rules.filter((rule) => rule.kind === kind).map(({ isTrue }) => isTrue({ mcp }));
    const allows = holds('allow');
    return holds('require').every(Boolean) && (allows.length === 0 || allows.some(Boolean))
      ? 'allow'
      : 'hide';
  };
};

/** Bounds of api/v1beta1/mcp_route.go in envoyproxy/ai-gateway. */
const EnvoyRule = z.strictObject({
  action: z.enum(['Allow', 'Deny']),
  target: z
    .strictObject({
      tools: z
        .array(z.strictObject({ backend: z.string(), tool: z.string() }))
        .min(1)
        .max(16),
    })
    .optional(),
  cel: z.string().max(4096).optional(),
});
const EnvoyPatch = z.strictObject({
  spec: z.strictObject({
    securityPolicy: z.strictObject({
      authorization: z.strictObject({
        defaultAction: z.enum(['Allow', 'Deny']),
        rules: z.array(EnvoyRule).max(32),
      }),
    }),
  }),
});

/** internal/mcpproxy/authorization.go: the first rule whose expression and target match; an expression that fails does not. */
export const readEnvoyGateway: Reader = (text) => {
  const { defaultAction, rules } = EnvoyPatch.parse(readYaml(text)).spec.securityPolicy.authorization;
  const compiled = rules.map(({ action, target, cel }) => ({
    action,
    targets: target?.tools,
    isTrue: cel === undefined ? () => true : compileCel(cel),
  }));
  return ({ server, tool, args }) => {
    const params = { name: tool, arguments: args };
    const request = { mcp: { method: 'tools/call', backend: server, tool, params } };
    const rule = compiled.find(
      ({ targets, isTrue }) =>
        (targets === undefined || targets.some((t) => t.backend === server && t.tool === tool)) &&
        isTrue({ request }),
    );
    return (rule?.action ?? defaultAction) === 'Allow' ? 'allow' : 'hide';
  };
};

const CedarItem = z.strictObject({
  id: z.string(),
  effect: z.literal('Permit'),
  principal: z.string(),
  action: Names.min(1),
  resource: Names.min(1),
});
const Plugin = z.strictObject({
  name: z.string(),
  kind: z.string(),
  hooks: z.tuple([z.literal('tool_pre_invoke')]),
  mode: z.literal('sequential'),
  priority: z.int(),
  config: z.union([
    z.strictObject({ policy_lang: z.literal('cedar'), policy: z.array(CedarItem).min(1) }),
    z.strictObject({ by_tool: z.record(z.string(), z.string().regex(/^[1-9]\d*\/[mh]$/)) }),
  ]),
});

const slug = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** plugins/external/cedar of IBM/mcp-context-forge: a call without arguments is not looked at. */
export const readContextforge: Reader = (text) => {
  const { plugins } = z.strictObject({ plugins: z.array(Plugin) }).parse(readYaml(text));
  const items = plugins.flatMap(({ config }) => ('policy' in config ? config.policy : []));
  const policies = items.flatMap(({ principal, action, resource }) =>
    resource.map(
      (one) => `permit(principal == ${principal}, action in [${action.join(', ')}], resource == ${one});`,
    ),
  );
  const decide = compileCedar(policies);
  return ({ server, tool, args }) => {
    if (Object.keys(args).length === 0) return 'allow';
    const { isAllowed } = decide({
      principal: { type: 'Role', id: 'agent' },
      action: { type: 'Action', id: `${slug(server)}-${slug(tool)}` },
      resource: { type: 'Server', id: server },
      context: {},
    });
    return isAllowed ? 'allow' : 'deny';
  };
};

const AuthzConfig = z.strictObject({
  version: z.literal('1.0'),
  type: z.literal('cedarv1'),
  cedar: z.strictObject({ policies: Names.min(1), entities_json: z.literal('[]') }),
});

/** What NewDecimalFromFloat makes of a number: four decimals, and nothing beyond its range. */
function attribute(
  name: string,
  value: unknown,
): [string, string | boolean | { __extn: { fn: string; arg: string } }][] {
  if (typeof value === 'string' || typeof value === 'boolean') return [[`arg_${name}`, value]];
  if (typeof value !== 'number') return [[`arg_${name}_present`, true]];
  if (Math.abs(value) > 922_337_203_685_477) return [];
  return [[`arg_${name}`, { __extn: { fn: 'decimal', arg: value.toFixed(4) } }]];
}

/** pkg/authz/authorizers/cedar of stacklok/toolhive: arguments become attributes, and any error denies. */
export const readToolhive: Reader = (text) => {
  const decide = compileCedar(AuthzConfig.parse(readYaml(text)).cedar.policies);
  return ({ tool, args }) => {
    const { isAllowed, failed } = decide({
      principal: { type: 'Client', id: 'agent' },
      action: { type: 'Action', id: 'call_tool' },
      resource: { type: 'Tool', id: tool },
      context: Object.fromEntries(Object.entries(args).flatMap(([name, value]) => attribute(name, value))),
    });
    return isAllowed && !failed ? 'allow' : 'deny';
  };
};

const GovernanceRule = z.strictObject({
  name: z.string().min(1),
  condition: z.string(),
  action: z.enum(['allow', 'deny', 'require_approval', 'rate_limit']),
  limit: z
    .string()
    .regex(/^[1-9]\d*\/(minute|hour|day)$/)
    .optional(),
});
const GovernancePolicy = z.strictObject({
  apiVersion: z.literal('governance.toolkit/v1'),
  version: z.string(),
  name: z.string(),
  default_action: z.enum(['allow', 'deny']),
  rules: z.array(GovernanceRule),
});

/** The equality of PolicyRule.cs in microsoft/agent-governance-toolkit; JavaScript's `$` stands at the very end, .NET's also before a line feed. */
const EQUALITY = /^(\w+(?:\.\w+)*)\s*==\s*['"]([^'"]+)['"]\n?$/;

export const readGovernanceToolkit: Reader = (text) => {
  const { rules, default_action } = GovernancePolicy.parse(readYaml(text));
  const answers = { allow: 'allow', deny: 'deny', require_approval: 'ask', rate_limit: 'allow' } as const;
  return ({ tool }) => {
    const matching = rules.filter(({ condition }) => {
      const [, field, value] = EQUALITY.exec(condition.trim()) ?? [];
      return field === 'tool_name' && value === tool;
    });
    if (matching.length > 1) throw new Error('two rules are alike');
    const [rule] = matching;
    return rule === undefined ? default_action : answers[rule.action];
  };
};
