import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Format } from '#classifier/policies/format.ts';
import { FORMATS, findFormat } from '#classifier/policies/index.ts';
import { renderPolicy } from '#classifier/policies/render.ts';
import type { Policy } from '#data/schema/policy.ts';
import { type Merge, mergeInto } from '../commands/merge/merge.ts';
import { anyPolicy, recommended } from './support/arbitrary-policy.ts';
import { READERS } from './support/readers/index.ts';

const MERGEABLE = FORMATS.filter(({ merge }) => merge !== undefined);

function textOf(merge: Merge): string {
  if (merge.kind === 'refused') throw new Error(JSON.stringify(merge.problems));
  return merge.text;
}

/** A file as its owner keeps it: a policy, with remarks at the ends of some of its lines and on lines of their own. */
function withRemarks({ language }: Format, text: string): string {
  const sign = language === 'json' ? '//' : '#';
  const lines = text.split('\n');
  const isBroken = (line: string) =>
    /"""|'''|[|>][-+]?$/.test(line) || (line !== '' && !/[[\]{},"'\w)]$/.test(line));
  if (lines.some(isBroken)) return `${sign} remark at the top\n${text}\n`;
  return [
    `${sign} remark at the top`,
    ...lines.map((line, i) => (i % 3 === 1 ? `${line} ${sign} remark ${i}` : line)),
    `${sign} remark at the end`,
    '',
  ].join('\n');
}

const remarksOf = (text: string) => [...text.matchAll(/remark [\w ]+$/gm)].map(([remark]) => remark).sort();

const wrapped = (format: Format, text: string) =>
  (format.merge?.root ?? []).reduceRight((below, key) => `${key}:\n${below.replace(/^/gm, '  ')}`, text);

const policies = fc.oneof(recommended, anyPolicy);

describe.each(MERGEABLE)('$id', (format) => {
  const theirFile = (policy: Policy) =>
    withRemarks(format, wrapped(format, renderPolicy(format, policy, 'ledger').text));

  test('merging keeps every remark and every line, and the second time changes nothing', () => {
    fc.assert(
      fc.property(policies, policies, fc.constantFrom('ledger', 'books'), (theirs, ours, name) => {
        const file = theirFile(theirs);
        const document = renderPolicy(format, ours, name).text;
        const merged = textOf(mergeInto(format, file, document));
        expect(remarksOf(merged)).toEqual(remarksOf(file));
        expect(textOf(mergeInto(format, merged, document))).toBe(merged);
      }),
      { numRuns: 150 },
    );
  });

  test('merging loses no rule of the user: a tool that the file names is decided as before', () => {
    const read = READERS[format.id];
    if (read === undefined || format.merge?.root) return;
    fc.assert(
      fc.property(policies, policies, (theirs, ours) => {
        const file = renderPolicy(format, theirs, 'ledger').text;
        const merged = textOf(mergeInto(format, file, renderPolicy(format, ours, 'ledger').text));
        for (const { tool } of theirs.tools) {
          if (!/^[a-z]+_[a-z]+$/.test(tool) || !file.includes(tool)) continue;
          const call = { server: 'ledger', tool, args: { note: 'x' } };
          expect(read(merged)(call), `${tool}\n${file}\n---\n${merged}`).toBe(read(file)(call));
        }
      }),
      { numRuns: 150 },
    );
  });

  test('an empty file becomes the document', () => {
    const document = renderPolicy(format, { server: 's', unlisted: 'deny', tools: [] }, 'ledger').text;
    const merged = textOf(mergeInto(format, '', document));
    expect(textOf(mergeInto(format, merged, document))).toBe(merged);
    expect(merged.length).toBeGreaterThanOrEqual(document.length);
  });
});

function merged(id: string, file: string, document: string): Merge {
  const format = findFormat(id);
  if (format === undefined) throw new Error(`no format ${id}`);
  return mergeInto(format, file, document);
}

const settings = '{"permissions":{"allow":["mcp__ledger__read"],"deny":["mcp__ledger__purge"]}}';

describe('a file that is kept by hand', () => {
  test('JSON keeps its comments, its order, its indentation and what it says of a tool', () => {
    const file = `{
    // mine
    "model": "x",
    "permissions": {
        "deny": ["mcp__ledger__read"], /* never */
        "allow": [
            "Bash(ls)", // harmless
        ],
    },
}
`;
    expect(merged('claude-code', file, settings)).toEqual({
      kind: 'merged',
      kept: ['/permissions/allow'],
      text: `{
    // mine
    "model": "x",
    "permissions": {
        "deny": [
            "mcp__ledger__read",
            "mcp__ledger__purge"
        ], /* never */
        "allow": [
            "Bash(ls)", // harmless
        ],
    },
}
`,
    });
  });

  test('a tool that it lets run is not put on a new list of those that are not', () => {
    const file = '[mcp_servers.ledger.tools.x_rate]\napproval_mode = "approve"\n';
    const document = '[mcp_servers.ledger]\ndisabled_tools = [ "x_rate", "aa_aa" ]\n';
    expect(merged('codex', file, document)).toEqual({
      kind: 'merged',
      text: file,
      kept: ['/mcp_servers/ledger'],
    });
  });

  test('TOML keeps its lines, and keys go into the table that is there', () => {
    const file = `# mine
model = "x"

[mcp_servers.ledger] # the books
command = "npx"
args = [
  "-y", # yes
  "[not a table]",
]

[profiles.fast]
model = "y"
`;
    const document =
      '[mcp_servers.ledger]\nenabled_tools = [ "read" ]\n\n[mcp_servers.ledger.tools.read]\napproval_mode = "approve"';
    expect(merged('codex', file, document)).toEqual({
      kind: 'merged',
      kept: [],
      text: `# mine
model = "x"

[mcp_servers.ledger] # the books
enabled_tools = [ "read" ]
command = "npx"
args = [
  "-y", # yes
  "[not a table]",
]

[profiles.fast]
model = "y"

[mcp_servers.ledger.tools.read]
approval_mode = "approve"
`,
    });
  });

  test('YAML keeps its comments and its quotation marks', () => {
    const file = `# mine
mcp_servers:
  ledger: # the books
    url: "https://ledger.example/mcp"   # here
  other:
    url: 'https://other.example/mcp'
litellm_settings:
  drop_params: true
`;
    expect(merged('litellm', file, 'mcp_servers:\n  ledger:\n    allowed_tools:\n      - read')).toEqual({
      kind: 'merged',
      kept: [],
      text: `# mine
mcp_servers:
  ledger: # the books
    url: "https://ledger.example/mcp"   # here
    allowed_tools:
      - read
  other:
    url: 'https://other.example/mcp'
litellm_settings:
  drop_params: true
`,
    });
  });

  test('a list of what is on stays as long as it is: what its owner took out stays out', () => {
    expect(merged('docker-mcp-gateway', 'ledger: [read]\n', 'ledger:\n  - read\n  - write')).toEqual({
      kind: 'merged',
      kept: ['/ledger'],
      text: 'ledger: [read]\n',
    });
  });

  test('agentgateway’s rules go below mcp.policies, which must be there', () => {
    const document = 'mcpAuthorization:\n  rules:\n    - require: "true"';
    expect(merged('agentgateway', 'mcp:\n  port: 3000\n', document)).toEqual({
      kind: 'merged',
      kept: [],
      text: 'mcp:\n  port: 3000\n  policies:\n    mcpAuthorization:\n      rules:\n        - require: "true"\n',
    });
    expect(merged('agentgateway', 'binds: []\n', document)).toEqual({
      kind: 'refused',
      problems: [{ pointer: '/mcp', message: '"mcp" is missing, below which the policy belongs.' }],
    });
  });
});

describe('a file that cannot be added to is named and left', () => {
  const refusals: [string, string, string, string, string][] = [
    ['claude-code', '{"permissions": {"allow": [}', settings, '', 'Line 1, column 28: a value is missing.'],
    ['claude-code', '{\n  "a": 1\n  "b": 2\n}', settings, '', 'Line 3, column 3: a comma is missing.'],
    ['claude-code', '{"a": 1, "a": 2}', settings, '/a', 'This key stands there twice.'],
    ['claude-code', '[]', settings, '', 'This file must hold an object.'],
    ['claude-code', '{"permissions": []}', settings, '/permissions', 'must be an object, but is a list.'],
    [
      'claude-code',
      '{"permissions": {"allow": "all"}}',
      settings,
      '/permissions/allow',
      'must be a list, but is a single value.',
    ],
    [
      'policy-json',
      '{"version":"1","default":"deny","tools":{"pay":{"limits":[{"counter":"c","window":60,"max":1,"scope":"grant"}]}}}',
      '{"version":"1","default":"deny"}',
      '/tools/pay/limits/0/window',
      '"window" must be "minute", "hour" or "day", but is the number 60.',
    ],
    ['codex', 'a = 1\nb = = 2\n', 'c = 1', '', 'Line 2, column 5: invalid value.'],
    ['litellm', 'a: 1\n---\nb: 2\n', 'c: 1', '', 'There is more than one document in this file.'],
    [
      'litellm',
      'a: [1\nb: 2\n',
      'c: 1',
      '',
      'Line 2, column 1: Flow sequence in block collection must be sufficiently indented and end with a ].',
    ],
    ['litellm', 'a: &x {b: 1}\nc: *x\n', 'c: 1', '', 'Anchors and aliases are not understood here.'],
    ['opa', 'package toolrisk', 'package toolrisk', '', 'OPA (Rego) is not a file that can be added to.'],
    [
      'codex',
      'mcp_servers = { ledger = { command = "npx" } }\n',
      '[mcp_servers.ledger]\nenabled_tools = [ "read" ]',
      '',
      'This file is written in a way that cannot be added to without rewriting it.',
    ],
  ];
  test.each(refusals)('%s: %j', (id, file, document, pointer, message) => {
    expect(merged(id, file, document)).toEqual({ kind: 'refused', problems: [{ pointer, message }] });
  });
});
