import { describe, expect, test } from 'vitest';
import { describeEffects } from '#classifier/policies/effects.ts';
import { toDocument } from '#classifier/policies/policy-json/document.ts';
import { firstDecision, probe, sampleArguments } from '#classifier/policies/probe.ts';
import { policyQuestions } from '#classifier/policies/questions.ts';
import { type Variant, variantsFor } from '#classifier/policies/variants.ts';
import { recommendServer } from '#classifier/recommend.ts';
import { readPolicy } from '#data/policy/validate.ts';
import type { Policy, ToolPolicy } from '#data/schema/policy.ts';
import { classified } from './support/classified.ts';

const urlSchema = { type: 'object', properties: { url: { type: 'string' } }, required: ['url'] };
const recommended = recommendServer('github:acme/ledger', [
  { definition: { name: 'archive_ledger' }, classification: classified('Write') },
  { definition: { name: 'issue_refund' }, classification: classified('Financial') },
  { definition: { name: 'list_entries' }, classification: classified('Read') },
  { definition: { name: 'open_page', inputSchema: urlSchema }, classification: classified('Execute') },
  { definition: { name: 'purge_ledger' }, classification: classified('Destructive') },
]);
const denied: ToolPolicy = {
  tool: 'reopen_year',
  action: { kind: 'deny', message: 'Closed years stay closed.' },
  argumentRules: [],
  reason: 'Set by hand.',
  evidence: [],
};
const server: Policy = { ...recommended, tools: [...recommended.tools, denied] };

function toolNamed(name: string): ToolPolicy {
  const found = server.tools.find(({ tool }) => tool === name);
  if (found === undefined) throw new Error(`no tool ${name}`);
  return found;
}
const others = (name: string) => server.tools.filter(({ tool }) => tool !== name);
const effects = (name: string, { policy }: Pick<Variant, 'policy'>) =>
  describeEffects(toDocument(policy), toolNamed(name), others(name));

const LET_THROUGH = 'The other 5 known tools are let through.';
const NOT_LISTED = 'The other 5 known tools are denied because the document does not list them.';
const TOMORROW_ALLOWED = 'A tool that the server adds tomorrow is let through.';
const TOMORROW_DENIED = 'A tool that the server adds tomorrow is denied until it is listed.';

describe('the sentences, word for word', () => {
  const table: [string, string[], string][] = [
    [
      'issue_refund',
      [
        'Every call to `issue_refund` is denied with “Requires human approval.”',
        'The format has no approval: `issue_refund` stays blocked until someone changes the policy.',
      ],
      'Of the other 5 known tools, 1 is let through, 2 are limited, 1 is denied and 1 is hidden and denied.',
    ],
    [
      'purge_ledger',
      ['`purge_ledger` is removed from the tool list, and every call to it is denied.'],
      'Of the other 5 known tools, 1 is let through, 2 are limited and 2 are denied.',
    ],
    [
      'reopen_year',
      ['Every call to `reopen_year` is denied with “Closed years stay closed.”'],
      'Of the other 5 known tools, 1 is let through, 2 are limited, 1 is denied and 1 is hidden and denied.',
    ],
    [
      'archive_ledger',
      ['`archive_ledger` can be called 30 times a minute; further calls in that minute are denied.'],
      'Of the other 5 known tools, 1 is let through, 1 is limited, 2 are denied and 1 is hidden and denied.',
    ],
    [
      'list_entries',
      ['Every call to `list_entries` is let through.'],
      'Of the other 5 known tools, 2 are limited, 2 are denied and 1 is hidden and denied.',
    ],
    [
      'open_page',
      [
        '`open_page` can be called 10 times a minute when its arguments pass the rules; further calls in that minute are denied.',
        'A call with `url` set to `"https://example.com@evil.example/"` is denied with “`url` must be an https address on example.com.”',
        'A call without arguments is denied.',
      ],
      'Of the other 5 known tools, 1 is let through, 1 is limited, 2 are denied and 1 is hidden and denied.',
    ],
  ];

  test.each(table)('%s', (name, thisTool, otherTools) => {
    const found = variantsFor(server, name).map((variant) => [variant.id, effects(name, variant)]);
    expect(Object.fromEntries(found)).toEqual({
      'this-tool': { thisTool, otherTools: [LET_THROUGH], newTool: [TOMORROW_ALLOWED] },
      'deny-by-default': { thisTool, otherTools: [NOT_LISTED], newTool: [TOMORROW_DENIED] },
      'whole-server': { thisTool, otherTools: [otherTools], newTool: [TOMORROW_DENIED] },
    });
  });

  test('a server with one tool, and with two', () => {
    const tool = toolNamed('list_entries');
    const document = toDocument({ ...server, tools: [tool] });
    expect(describeEffects(document, tool, []).otherTools).toEqual([
      'No other tool of this server is known.',
    ]);
    expect(describeEffects(document, tool, [denied]).otherTools).toEqual([
      'The one other known tool is denied because the document does not list it.',
    ]);
  });

  test('they follow the document, not the advice', () => {
    const document = {
      version: '1' as const,
      default: 'allow' as const,
      hide: ['*'],
    };
    expect(describeEffects(document, toolNamed('list_entries'), others('list_entries'))).toEqual({
      thisTool: ['`list_entries` is removed from the tool list, and every call to it is denied.'],
      otherTools: ['The other 5 known tools are hidden and denied.'],
      newTool: ['A tool that the server adds tomorrow is hidden and denied.'],
    });
  });

  test.each([
    ['minute' as const, 1, '`x` can be called once a minute; further calls in that minute are denied.'],
    ['hour' as const, 2, '`x` can be called twice an hour; further calls in that hour are denied.'],
    ['day' as const, 3, '`x` can be called 3 times a day; further calls in that day are denied.'],
  ])('the window of a %s is found by calling', (window, max, sentence) => {
    const tool: ToolPolicy = { ...denied, tool: 'x', action: { kind: 'limit', max, window } };
    const document = toDocument({ ...server, tools: [tool] });
    expect(describeEffects(document, tool, []).thisTool).toEqual([sentence]);
  });

  test('a quota over every call reaches a tool added tomorrow', () => {
    const quota = { counter: 'all', window: 'hour' as const, max: 2, scope: 'grant' as const };
    const document = { version: '1' as const, default: 'allow' as const, all_tools: { limits: [quota] } };
    expect(describeEffects(document, toolNamed('list_entries'), []).newTool).toEqual([
      'A tool that the server adds tomorrow can be called twice an hour.',
    ]);
  });
});

describe.each(server.tools.map(({ tool }) => tool))(
  'every document of %s, walked through the evaluator',
  (name) => {
    test.each(variantsFor(server, name))('$id', ({ id, policy }) => {
      const document = toDocument(policy);
      const decide = (tool: ToolPolicy) =>
        firstDecision(document, tool.tool, sampleArguments(tool.argumentRules));
      const isCallable = ({ action: { kind } }: ToolPolicy) => kind === 'allow' || kind === 'limit';

      expect(decide(toolNamed(name)).decision).toBe(isCallable(toolNamed(name)) ? 'allow' : 'deny');
      expect(decide(toolNamed(name)).hidden).toBe(toolNamed(name).action.kind === 'hide');
      const siblings = {
        'this-tool': () => 'allow',
        'deny-by-default': () => 'deny',
        'whole-server': (tool: ToolPolicy) => (isCallable(tool) ? 'allow' : 'deny'),
      }[id];
      for (const sibling of others(name)) expect(decide(sibling).decision).toBe(siblings(sibling));
      const unknown = firstDecision(document, 'never_heard_of', {});
      expect(unknown.decision).toBe(id === 'this-tool' ? 'allow' : 'deny');
    });
  },
);

test('a probe counts no further than the first denial', () => {
  expect(probe(toDocument(server), toolNamed('archive_ledger'))).toEqual({
    kind: 'limited',
    max: 30,
    window: 'minute',
  });
});

describe.each(server.tools)('the questions about $tool', (tool) => {
  const answers = policyQuestions(server, tool);

  test('are three, and name it', () => {
    expect(answers.map(({ question }) => question)).toEqual([
      `How do I enforce a policy on \`${tool.tool}\`?`,
      `Can I rate-limit \`${tool.tool}\`?`,
      `How do I block \`${tool.tool}\` completely?`,
    ]);
  });

  test('quote only what the validator accepts', () => {
    const samples = answers.flatMap(({ samples: found }) => found);
    expect(samples.length).toBe(4);
    for (const { code } of samples) expect(readPolicy(code)).toMatchObject({ kind: 'valid' });
    const prose = answers.flatMap(({ paragraphs }) => paragraphs).join('\n');
    expect(prose).not.toMatch(/[{}]|rate_limit|window: \d|action: deny|reason:/);
  });

  test('the sample that blocks it does', () => {
    const blocks = answers.at(2)?.samples.map(({ code }) => {
      const read = readPolicy(code);
      return (
        read.kind === 'valid' &&
        firstDecision(read.document, tool.tool, sampleArguments(tool.argumentRules)).decision
      );
    });
    expect(blocks).toEqual(['deny', 'deny']);
  });

  test('the sample that limits it does', () => {
    const read = readPolicy(String(answers.at(1)?.samples.at(0)?.code));
    expect(read.kind === 'valid' && probe(read.document, tool).kind).toBe('limited');
  });
});

test.each([
  ['archive_ledger', 'Yes, and the recommended policy does: 30 times a minute.'],
  ['list_entries', 'Yes. The recommended policy sets no limit for `list_entries`, but you can.'],
  [
    'purge_ledger',
    'Yes, but the recommended policy is stricter: `purge_ledger` cannot be called under it at all. A limit alone would let calls through.',
  ],
])('whether %s can be limited is said of this tool', (name, sentence) => {
  expect(policyQuestions(server, toolNamed(name)).at(1)?.paragraphs.at(0)).toBe(sentence);
});
