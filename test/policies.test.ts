import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parse as parseToml } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Format } from '#classifier/policies/format.ts';
import { FORMATS } from '#classifier/policies/index.ts';
import { toDocument, toJson } from '#classifier/policies/policy-json/document.ts';
import { variantsFor } from '#classifier/policies/variants.ts';
import { readPolicy } from '#data/policy/validate.ts';
import { type Action, Policy, type ToolPolicy } from '#data/schema/policy.ts';

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

describe.each(FORMATS)('$id', (format) => {
  test('its README says where it comes from, where it goes, what is lost and what becomes of a new tool', () => {
    const headings = [...text(`${format.id}/README.md`).matchAll(/^## (.+)$/gm)].map((match) => match[1]);
    expect(headings).toEqual(['Source', 'Where it goes', 'What it cannot express', 'A tool added tomorrow']);
    expect(text(`${format.id}/README.md`)).toMatch(/^## Source\n\nhttps:\/\//m);
  });

  test('renders its example (UPDATE=1 writes it)', () => {
    const Input = z.strictObject({ serverName: z.string(), policy: Policy });
    const { serverName, policy } = Input.parse(JSON.parse(text(`${format.id}/example/input.json`)));
    const rendered = format.render(policy, { serverName });
    const files = {
      [format.fileName]: `${rendered.text}\n`,
      'notes.json': `${JSON.stringify({ ...rendered, text: undefined }, null, 2)}\n`,
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
    const read = readPolicy(formatNamed('policy-json').render(policy, { serverName: name }).text);
    expect(read).toEqual({ kind: 'valid', document: toDocument(policy) });
    expect(read.kind === 'valid' && Object.keys(read.document.tools ?? {}).sort()).toEqual([
      name,
      `${name}2`,
    ]);
  });

  test('is written so that TOML reads back the same, or not at all', () => {
    const { text: toml, losses } = formatNamed('codex').render(policy, { serverName: name });
    const modes = [
      [name, { approval_mode: 'approve' }],
      [`${name}2`, { approval_mode: 'prompt' }],
    ];
    const table = name.isWellFormed()
      ? { enabled_tools: [name, `${name}2`], tools: Object.fromEntries(modes) }
      : { enabled_tools: [] };
    expect(parseToml(toml)).toEqual({ mcp_servers: Object.fromEntries([[name.toWellFormed(), table]]) });
    expect(losses.some((loss) => loss.includes('nothing is set for it'))).toBe(!name.isWellFormed());
  });

  test('gets a Claude Code rule for exactly itself, or none', () => {
    const { text: json, losses } = formatNamed('claude-code').render(policy, { serverName: 'books' });
    const isPlain = /^[A-Za-z0-9_-]+$/.test(name);
    expect(JSON.parse(json)).toEqual({
      permissions: isPlain ? { allow: [`mcp__books__${name}`], ask: [`mcp__books__${name}2`] } : {},
    });
    expect(losses.some((loss) => loss.includes('cannot be written in a rule'))).toBe(!isPlain);
  });

  test('shows nothing invisible in any text', () => {
    const rendered = FORMATS.map((format) => format.render(policy, { serverName: name }));
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
    const { text: toml } = formatNamed('codex').render(policy, { serverName: 'books' });
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
    const { text: toml } = formatNamed('codex').render(
      { ...policy, unlisted: 'allow' },
      { serverName: 'books' },
    );
    expect(parseToml(toml)).toMatchObject({ mcp_servers: { books: { disabled_tools: ['refused'] } } });
    expect(toml).not.toContain('enabled_tools =');
  });

  test('Claude Code: what cannot be checked is asked about, and no rule has a star or a parenthesis', () => {
    const { text: json } = formatNamed('claude-code').render(policy, { serverName: 'my books (2)' });
    expect(JSON.parse(json)).toEqual({
      permissions: {
        allow: ['mcp__my_books__2___free'],
        ask: ['mcp__my_books__2___approved', 'mcp__my_books__2___checked', 'mcp__my_books__2___limited'],
        deny: ['mcp__my_books__2___refused'],
      },
    });
  });

  test('Claude Code: what is lost is said', () => {
    expect(formatNamed('claude-code').render(policy, { serverName: 'books' }).losses).toEqual([
      'Claude Code counts no calls: `limited` is asked about each time instead of being limited.',
      'Claude Code reads no arguments of MCP tools: the argument rules of `checked` are left to the person who is asked.',
      'The message for denied calls of `refused` is lost.',
      'Claude Code cannot deny only the tools that are not listed: it asks about them.',
    ]);
  });

  test('policy.json: an approval is said to be a block', () => {
    expect(formatNamed('policy-json').render(policy, { serverName: 'books' }).losses).toEqual([
      'policy.json has no approval: `approved` cannot be called until someone changes the policy.',
    ]);
  });

  test('Codex: what is lost is said', () => {
    expect(formatNamed('codex').render(policy, { serverName: 'books' }).losses).toEqual([
      'Codex counts no calls: `limited` is asked about each time instead of being limited.',
      'Codex reads no arguments: the argument rules of `checked` are left to the person who is asked.',
      'Codex cannot show a tool and refuse it: `refused` is removed from the list without the message.',
    ]);
  });
});
