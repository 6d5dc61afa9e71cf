import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { parse as parseToml } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import type { Format } from '#classifier/policies/format.ts';
import { FORMATS } from '#classifier/policies/index.ts';
import { LOSS_IDS, type LossId, titleOf } from '#classifier/policies/loss.ts';
import { toDocument, toJson } from '#classifier/policies/policy-json/document.ts';
import { renderPolicies, renderPolicy } from '#classifier/policies/render.ts';
import { variantsFor } from '#classifier/policies/variants.ts';
import { compilePattern } from '#data/policy/pattern.ts';
import { readPolicy } from '#data/policy/validate.ts';
import { type Action, type ArgumentRule, Policy, type ToolPolicy } from '#data/schema/policy.ts';
import { anyPolicy, toolName } from './support/arbitrary-policy.ts';
import { READERS } from './support/readers/index.ts';
import { readOpaLimit } from './support/readers/rego.ts';

const folder = new URL('../classifier/policies/', import.meta.url);
const text = (path: string) => readFileSync(new URL(path, folder), 'utf8');

function formatNamed(id: string): Format {
  const format = FORMATS.find((one) => one.id === id);
  if (format === undefined) throw new Error(`no format ${id}`);
  return format;
}

test('every folder is a format of the table, and the other way round', () => {
  const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual(FORMATS.map(({ id }) => id).sort());
});

/** Everything that can be lost on the way into a format, by policies of every kind. */
function possibleLosses(format: Format): Set<LossId> {
  const found = new Set<LossId>();
  const sample = fc.sample(fc.tuple(anyPolicy, toolName), { numRuns: 400, seed: 7 });
  for (const [policy, name] of sample) {
    for (const { id } of renderPolicy(format, policy, name).losses) found.add(id);
  }
  return found;
}

test('no two formats share the name of a file', () => {
  expect(new Set(FORMATS.map(({ fileName }) => fileName)).size).toBe(FORMATS.length);
});

test('every loss is one that some format has', () => {
  const possible = new Set(FORMATS.flatMap((format) => [...possibleLosses(format)]));
  expect(LOSS_IDS.filter((id) => !possible.has(id) && id !== 'room')).toEqual([]);
});

describe.each(FORMATS)('$id', (format) => {
  test('its README says where it comes from, where it goes, what is lost and what becomes of a new tool', () => {
    const headings = [...text(`${format.id}/README.md`).matchAll(/^## (.+)$/gm)].map((match) => match[1]);
    expect(headings).toEqual(['Source', 'Where it goes', 'What it cannot express', 'A tool added tomorrow']);
    expect(text(`${format.id}/README.md`)).toMatch(/^## Source\n\nhttps:\/\//m);
  });

  test('its README names everything that can be lost', () => {
    const named = [...text(`${format.id}/README.md`).matchAll(/^- \*\*(.+)\.\*\* /gm)].map(
      (match) => match[1],
    );
    const titles = new Set([...possibleLosses(format)].map(titleOf));
    expect([...titles].filter((title) => !named.includes(title))).toEqual([]);
  });

  test('renders its example (UPDATE=1 writes it)', () => {
    const Input = z.strictObject({ serverName: z.string(), policy: Policy });
    const { serverName, policy } = Input.parse(JSON.parse(text(`${format.id}/example/input.json`)));
    const { text: body, losses, ...notes } = renderPolicy(format, policy, serverName);
    const files = {
      [format.fileName]: `${body}\n`,
      'notes.json': `${JSON.stringify({ losses: losses.map(({ sentence }) => sentence), ...notes }, null, 2)}\n`,
    };
    for (const [name, content] of Object.entries(files)) {
      const url = new URL(`${format.id}/example/${name}`, folder);
      if (process.env.UPDATE === '1') writeFileSync(url, content);
      expect(readFileSync(url, 'utf8')).toBe(content);
    }
  });
});

const advice = (
  tool: string,
  action: Action,
  argumentRules: ToolPolicy['argumentRules'] = [],
): ToolPolicy => ({
  tool,
  action,
  argumentRules,
  reason: '',
  evidence: [],
});
const server = (tools: ToolPolicy[], unlisted: Policy['unlisted'] = 'deny'): Policy => ({
  server: 'github:acme/ledger',
  unlisted,
  tools,
});
const allow: Action = { kind: 'allow' };
const hide: Action = { kind: 'hide' };
const approve: Action = { kind: 'approve', message: 'Requires human approval.' };

describe('policy.json', () => {
  test('deny by default for a Financial tool is the reference document, byte for byte', () => {
    const [, variant] = variantsFor(
      server([advice('binance_futures_close_position', approve)]),
      'binance_futures_close_position',
    );
    const document = variant && toDocument(variant.policy);
    expect(JSON.stringify(document)).toBe(
      '{"version":"1","default":"deny","tools":{"binance_futures_close_position":{"deny_if":[{"conditions":[],"on_deny":"Requires human approval."}]}}}',
    );
    expect(variant && toJson(toDocument(variant.policy))).toBe(`{
  "version": "1",
  "default": "deny",
  "tools": {
    "binance_futures_close_position": {
      "deny_if": [
        {
          "conditions": [],
          "on_deny": "Requires human approval."
        }
      ]
    }
  }
}`);
  });

  test('a document for this tool only leaves the others to the default', () => {
    const policy = server([advice('list_entries', allow), advice('purge_ledger', hide)]);
    const documents = variantsFor(policy, 'purge_ledger').map((variant) => [
      variant.id,
      toDocument(variant.policy),
    ]);
    expect(Object.fromEntries(documents)).toEqual({
      'this-tool': { version: '1', default: 'allow', hide: ['purge_ledger'] },
      'deny-by-default': { version: '1', default: 'deny', hide: ['purge_ledger'] },
      'whole-server': { version: '1', default: 'deny', hide: ['purge_ledger'], tools: { list_entries: {} } },
    });
  });

  test('a tool that the server does not have is an error', () => {
    expect(() => variantsFor(server([]), 'ghost')).toThrow(
      'The policy of github:acme/ledger has no tool "ghost".',
    );
  });

  test('hiding a tool named * hides nothing else', () => {
    expect(toDocument(server([advice('*', hide)], 'allow'))).toEqual({
      version: '1',
      default: 'allow',
      tools: { '*': { deny_if: [{ conditions: [], on_deny: 'This tool is hidden.' }] } },
    });
  });
});

const HOSTILE = [
  '__proto__',
  'constructor',
  'a"b',
  "a'b",
  'a\nb',
  'a]b',
  'a.b',
  '*',
  'a(b)',
  '\u202Eevil',
  '\u{E0041}tag',
  '工具',
  '\\',
  '\ud800',
  '"""',
  ' ',
];

describe.each(HOSTILE)('a tool named %j', (name) => {
  const policy = server([advice(name, allow), advice(`${name}2`, approve)]);

  test('is written so that policy.json reads back the same', () => {
    const read = readPolicy(renderPolicy(formatNamed('policy-json'), policy, name).text);
    expect(read).toEqual({ kind: 'valid', document: toDocument(policy) });
    expect(read.kind === 'valid' && Object.keys(read.document.tools ?? {}).sort()).toEqual([
      name,
      `${name}2`,
    ]);
  });

  test('is written so that TOML reads back the same, or not at all', () => {
    const { text: toml, losses } = renderPolicy(formatNamed('codex'), policy, name);
    const modes = [
      [name, { approval_mode: 'approve' }],
      [`${name}2`, { approval_mode: 'prompt' }],
    ];
    const table = name.isWellFormed()
      ? { enabled_tools: [name, `${name}2`], tools: Object.fromEntries(modes) }
      : { enabled_tools: [] };
    expect(parseToml(toml)).toEqual({ mcp_servers: Object.fromEntries([[name.toWellFormed(), table]]) });
    expect(losses.some(({ id }) => id === 'name')).toBe(!name.isWellFormed());
  });

  test('gets a Claude Code rule for exactly itself, or none', () => {
    const { text: json, losses } = renderPolicy(formatNamed('claude-code'), policy, 'books');
    const isPlain = /^[A-Za-z0-9_-]+$/.test(name);
    expect(JSON.parse(json)).toEqual({
      permissions: isPlain ? { allow: [`mcp__books__${name}`], ask: [`mcp__books__${name}2`] } : {},
    });
    expect(losses.some(({ id }) => id === 'name')).toBe(!isPlain);
  });

  test('shows nothing invisible in any text', () => {
    const rendered = FORMATS.map((format) => renderPolicy(format, policy, name));
    const shown = rendered.flatMap(({ text: body, losses }) => [body, ...losses]).join('\n');
    expect(shown).not.toMatch(/[\p{Cf}\p{Zl}\p{Zp}]/u);
  });
});

describe('traps', () => {
  const rule = {
    effect: 'require' as const,
    conditions: [{ path: 'args.url', op: 'exists' as const, value: true }],
    message: 'm',
    adjust: null,
    examples: { passes: 'x', denied: [] },
  };
  const policy = server([
    advice('approved', approve),
    advice('checked', allow, [rule]),
    advice('free', allow),
    advice('limited', { kind: 'limit', max: 3, window: 'hour' }),
    advice('refused', { kind: 'deny', message: 'No.' }),
  ]);

  test('Codex: only what is let through without conditions is “approve”, which asks nobody', () => {
    const { text: toml } = renderPolicy(formatNamed('codex'), policy, 'books');
    expect(parseToml(toml)).toEqual({
      mcp_servers: {
        books: {
          enabled_tools: ['approved', 'checked', 'free', 'limited'],
          tools: {
            approved: { approval_mode: 'prompt' },
            checked: { approval_mode: 'prompt' },
            free: { approval_mode: 'approve' },
            limited: { approval_mode: 'prompt' },
          },
        },
      },
    });
  });

  test('Codex: where the unlisted are allowed, blocked tools are disabled by name', () => {
    const { text: toml } = renderPolicy(formatNamed('codex'), { ...policy, unlisted: 'allow' }, 'books');
    expect(parseToml(toml)).toMatchObject({ mcp_servers: { books: { disabled_tools: ['refused'] } } });
    expect(toml).not.toContain('enabled_tools =');
  });

  test('Claude Code: what cannot be checked is asked about, and no rule has a star or a parenthesis', () => {
    const { text: json } = renderPolicy(formatNamed('claude-code'), policy, 'my books (2)');
    expect(JSON.parse(json)).toEqual({
      permissions: {
        allow: ['mcp__my_books__2___free'],
        ask: ['mcp__my_books__2___approved', 'mcp__my_books__2___checked', 'mcp__my_books__2___limited'],
        deny: ['mcp__my_books__2___refused'],
      },
    });
  });

  const said = (id: string, advised = policy, name = 'books') =>
    renderPolicy(formatNamed(id), advised, name).losses.map(({ sentence }) => sentence);

  test('Claude Code: what is lost is said', () => {
    expect(said('claude-code')).toEqual([
      'Claude Code counts no calls: `limited` is asked about each time instead of being limited.',
      'Claude Code cannot check these arguments: the argument rules of `checked` are left to the person who is asked.',
      'The message for denied calls of `refused` is lost.',
      'Claude Code cannot deny only the tools that are not listed: it asks about them.',
    ]);
  });

  test('policy.json: an approval is said to be a block', () => {
    expect(said('policy-json')).toEqual([
      'policy.json has no approval: `approved` cannot be called until someone changes the policy.',
    ]);
  });

  test('Codex: what is lost is said', () => {
    expect(said('codex')).toEqual([
      'Codex counts no calls: `limited` is asked about each time instead of being limited.',
      'Codex cannot check these arguments: the argument rules of `checked` are left to the person who is asked.',
      'Codex cannot show a tool and refuse it: `refused` is removed from the list without the message.',
    ]);
  });

  const textFor = (id: string, advised: Policy = policy, name = 'books') =>
    renderPolicy(formatNamed(id), advised, name).text;

  test('Gemini CLI: no underscore in the name of a server, no rule below the one that denies the rest', () => {
    expect(said('gemini-cli', policy, 'my_books')).toContain(
      'Gemini CLI misreads the name of the server `my_books`: rename it as the rules do, or they have no effect.',
    );
    const { rule } = z
      .object({ rule: z.array(z.looseObject({ priority: z.number() })) })
      .parse(parseToml(textFor('gemini-cli', policy, 'my_books')));
    expect(rule.every(({ mcpName }) => mcpName === 'my-books')).toBe(true);
    expect(rule.at(-1)).toMatchObject({ toolName: '*', decision: 'deny', priority: 100 });
    expect(rule.slice(0, -1).every(({ priority }) => priority === 300)).toBe(true);
  });

  test('Gemini CLI: its file is one of the user, not of a project', () => {
    expect(formatNamed('gemini-cli').file).toMatch(/^~\/\.gemini\/policies\//);
  });

  test('Gemini CLI: no pattern over the text of the arguments', () => {
    expect(textFor('gemini-cli')).not.toContain('argsPattern');
  });

  test('agentgateway: nothing is denied by an expression that might fail', () => {
    for (const unlisted of ['allow', 'deny'] as const) {
      const Rules = z.object({
        mcpAuthorization: z.object({ rules: z.array(z.strictObject({ require: z.string() })) }),
      });
      const { rules } = Rules.parse(
        parseYaml(textFor('agentgateway', { ...policy, unlisted })),
      ).mcpAuthorization;
      expect(rules).toHaveLength(1);
    }
  });

  test('agentgateway: prompts, resources and other targets are left alone', () => {
    const decide = READERS.agentgateway?.(textFor('agentgateway'));
    expect(decide?.({ server: 'others', tool: 'refused', args: {} })).toBe('allow');
    expect(textFor('agentgateway')).toContain('!has(mcp.tool) ||');
  });

  const tomorrow = { server: 'books', tool: 'added_tomorrow', args: { note: 'x' } };
  test.each([
    ['claude-code', 'ask'],
    ['docker-mcp-gateway', 'hide'],
    ['litellm', 'allow'],
    ['openai-agents', 'allow'],
    ['codex', 'unset'],
    ['toolhive', 'allow'],
  ])('%s: where unlisted tools are allowed, a tool added tomorrow is: %s', (id, expected) => {
    expect(READERS[id]?.(textFor(id, { ...policy, unlisted: 'allow' }))(tomorrow)).toBe(expected);
  });

  test('LiteLLM: what is to be denied tomorrow is no list of what is off', () => {
    expect(textFor('litellm')).not.toContain('disallowed_tools');
  });

  test('Envoy AI Gateway: a tool with argument rules is listed, and a call of it is checked', () => {
    const text = textFor('envoy-ai-gateway');
    const decide = READERS['envoy-ai-gateway']?.(text);
    expect(decide?.({ server: 'books', tool: 'checked', args: {} })).toBe('hide');
    expect(decide?.({ server: 'books', tool: 'checked', args: { url: 'x' } })).toBe('allow');
    expect(text).toContain('request.mcp.params == null ||');
  });

  test('Envoy AI Gateway: what does not fit is left out, denied and named', () => {
    const many = server(
      Array.from({ length: 600 }, (_, i) => advice(`tool_${String(i).padStart(3, '0')}`, allow)),
    );
    const decide = READERS['envoy-ai-gateway']?.(textFor('envoy-ai-gateway', many));
    expect(decide?.({ server: 'books', tool: 'tool_000', args: {} })).toBe('allow');
    expect(decide?.({ server: 'books', tool: 'tool_599', args: {} })).toBe('hide');
    expect(said('envoy-ai-gateway', many)).toEqual([
      'Envoy AI Gateway takes no more rules: `tool_496`, `tool_497`, `tool_498` and 101 more are left out, and treated like a tool that is not listed.',
    ]);
  });

  test('ContextForge: there is always a policy, for without one the plugin lets everything through', () => {
    const decide = READERS.contextforge?.(textFor('contextforge', server([advice('purge', hide)])));
    expect(decide?.({ server: 'books', tool: 'purge', args: { all: true } })).toBe('deny');
  });

  test('ContextForge: of two tools with one slug the stricter outcome stands', () => {
    const decide = READERS.contextforge?.(
      textFor('contextforge', server([advice('a-b', allow), advice('a_b', hide)])),
    );
    expect(decide?.({ server: 'books', tool: 'a-b', args: { all: true } })).toBe('deny');
  });

  test('ToolHive: a number is a decimal there, and a ceiling holds', () => {
    const ceiling: ArgumentRule = {
      ...rule,
      conditions: [{ path: 'args.amount', op: 'lte', value: 100 }],
    };
    const decide = READERS.toolhive?.(textFor('toolhive', server([advice('pay', allow, [ceiling])])));
    const pay = (amount: unknown) => decide?.({ server: 'books', tool: 'pay', args: { amount } });
    expect([99.5, 100, 100.5, '5', null, [5], 1e300].map(pay)).toEqual([
      'allow',
      'allow',
      'deny',
      'deny',
      'deny',
      'deny',
      'deny',
    ]);
  });

  test('ToolHive: an allow-list of addresses is checked without regular expressions, character by character', () => {
    const pattern = '^https://a\\.example([/?#][^\\s\\\\]*)?$';
    const listed: ArgumentRule = { ...rule, conditions: [{ path: 'args.url', op: 'regex', value: pattern }] };
    const decide = READERS.toolhive?.(textFor('toolhive', server([advice('open', allow, [listed])])));
    const beginnings = ['https://a.example', 'https://aXexample', 'http://a.example', ' https://a.example'];
    const ends = [
      '',
      '/',
      '/x',
      '?q',
      '#f',
      '/ x',
      '/\t',
      '/\n',
      '/\f',
      '/\r',
      '/\v',
      '/\\',
      '/*',
      '/"',
      '.evil',
      '@b',
      ':8',
      '/é',
      '/\u00a0',
    ];
    for (const url of beginnings.flatMap((beginning) => ends.map((end) => beginning + end))) {
      const expected = compilePattern(pattern).test(url) ? 'allow' : 'deny';
      expect(decide?.({ server: 'books', tool: 'open', args: { url } }), JSON.stringify(url)).toBe(expected);
    }
  });

  test('ToolHive: an argument that may be left out must be given', () => {
    const off: ArgumentRule = {
      ...rule,
      effect: 'deny',
      conditions: [{ path: 'args.force', op: 'neq', value: false }],
    };
    const advised = server([advice('tidy', allow, [off])]);
    const decide = READERS.toolhive?.(textFor('toolhive', advised));
    const tidy = (args: Record<string, unknown>) => decide?.({ server: 'books', tool: 'tidy', args });
    expect(
      [{ force: false }, { force: true }, {}, { force: 1e300 }, { force_present: true }].map(tidy),
    ).toEqual(['allow', 'deny', 'deny', 'deny', 'deny']);
    expect(said('toolhive', advised)).toContain(
      'ToolHive cannot tell an argument left out from one it does not see: calls of `tidy` must give it, where the policy lets it be left out.',
    );
  });

  test('Copilot CLI: a shell expands nothing', () => {
    const sharp = server([advice('a`id`', allow), advice("it's", hide), advice('$HOME', allow)]);
    expect(textFor('copilot-cli', sharp, "books'; rm -rf ~")).toBe('copilot');
  });

  test('YAML: words that old readers take for booleans are quoted', () => {
    const words = server([advice('no', allow), advice('on', allow), advice('yes', allow)]);
    expect(textFor('docker-mcp-gateway', words)).toBe('books:\n  - "no"\n  - "on"\n  - "yes"');
  });

  test('OPA: an argument that is false or null is there all the same', () => {
    const given: ArgumentRule = { ...rule, conditions: [{ path: 'args.url', op: 'exists', value: true }] };
    const decide = READERS.opa?.(textFor('opa', server([advice('open', allow, [given])])));
    const open = (args: Record<string, unknown>) => decide?.({ server: 'books', tool: 'open', args });
    expect([{ url: false }, { url: null }, {}].map(open)).toEqual(['allow', 'allow', 'deny']);
  });

  test('OPA: the limit is named for whoever counts', () => {
    const limit = readOpaLimit(textFor('opa'))({ server: 'books', tool: 'limited', args: {} });
    expect(limit).toEqual({ max: 3, window: 'hour' });
  });
});

describe('several servers in one document', () => {
  const first = { serverName: 'books', policy: server([advice('close', allow), advice('read', allow)]) };
  const second = { serverName: 'shelf', policy: server([advice('close', hide)]) };

  test.each(FORMATS)('$id: each server’s own rules, or else the stricter of two', (format) => {
    const { text: body } = renderPolicies(format, [first, second]);
    const decide = READERS[format.id]?.(body);
    const close = (name: string) => decide?.({ server: name, tool: 'close', args: { note: 'x' } });
    const isDenied = (answer: unknown) => answer === 'deny' || answer === 'hide' || answer === 'ask';
    expect(isDenied(close('shelf'))).toBe(true);
    expect(isDenied(close('books'))).toBe(!format.namesServers);
  });
});
