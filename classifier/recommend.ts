import { strictestByName } from '#data/policy/stricter.ts';
import type { Classification } from '#data/schema/classification.ts';
import type { Span } from '#data/schema/evidence.ts';
import type { Action, ArgumentRule, Policy, ToolPolicy } from '#data/schema/policy.ts';
import type { ToolText } from '#data/schema/tool.ts';
import { type Split, splitActions, suggestActions } from './recommend/action-value.ts';
import { suggestHosts, suggestUrls } from './recommend/address.ts';
import { suggestCeiling } from './recommend/amount.ts';
import { type Argument, readArguments, wordsOf } from './recommend/argument.ts';
import { suggestBranches } from './recommend/branch.ts';
import { type Choice, chooseAction, consequenceOf } from './recommend/decision.ts';
import { suggestPaths } from './recommend/file-path.ts';
import { suggestFlags } from './recommend/flag.ts';
import { policyLevel } from './recommend/level.ts';
import { suggestSelectOnly } from './recommend/query.ts';
import type { Suggest, Surroundings } from './recommend/suggestion.ts';
import { effectOf } from './recommend/value-effect.ts';

/** Kinds of arguments that have something to say, in the order in which they are asked; the first that answers is taken. */
const SUGGESTIONS: readonly Suggest[] = [
  suggestActions,
  suggestFlags,
  suggestUrls,
  suggestHosts,
  suggestSelectOnly,
  suggestBranches,
  suggestPaths,
  suggestCeiling,
];

function surroundingsOf(definition: ToolText, classification: Classification): Surroundings {
  const { name, title, description, inputSchema } = definition;
  const properties = inputSchema?.properties;
  return {
    category: classification.category,
    facets: classification.facets,
    words: new Set([name, title, description].flatMap((text) => (text === undefined ? [] : wordsOf(text)))),
    argumentNames: new Set(
      typeof properties === 'object' && properties !== null ? Object.keys(properties) : [],
    ),
  };
}

function suggestRules(args: readonly Argument[], tool: Surroundings): ArgumentRule[] {
  return args.flatMap((argument) => {
    for (const suggest of SUGGESTIONS) {
      const rules = suggest(argument, tool);
      if (rules.length > 0) return rules;
    }
    return [];
  });
}

const KEPT: Record<Split['worst'], Action> = {
  reads: { kind: 'limit', max: 60, window: 'minute' },
  writes: { kind: 'limit', max: 10, window: 'minute' },
  runs: { kind: 'limit', max: 10, window: 'minute' },
  harms: { kind: 'hide' },
};

/**
 * A tool that is Destructive only through some values of an action argument is not hidden: those values are denied, the rest is
 * limited. A destructive verb in the tool's own name leaves it hidden.
 */
function chooseBySplit(definition: ToolText, args: readonly Argument[]): Choice | undefined {
  if (effectOf(definition.name) === 'harms') return undefined;
  const split = args
    .filter(({ path, name }) => path === `args.${name}`)
    .map(splitActions)
    .find((found) => found !== undefined);
  if (split === undefined) return undefined;
  return {
    action: KEPT[split.worst],
    because: 'an argument chooses what a call does and its harmful values are denied',
  };
}

function quotesOf({ evidence, risk }: Classification): Span[] {
  const spans = [
    ...evidence.flatMap((answer) => (answer.outcome === 'yes' ? [answer] : [])),
    ...risk.modifiers.flatMap((modifier) => (modifier.span === null ? [] : [modifier.span])),
  ];
  const bare = spans.map(({ field, start, end, quote, gloss }) => ({
    field,
    start,
    end,
    quote,
    ...(gloss === undefined ? {} : { gloss }),
  }));
  return [...new Map(bare.map((span) => [`${span.field} ${span.start} ${span.end}`, span])).values()];
}

/**
 * What should happen to a tool's calls, from what it does and how bad that can be. Argument rules come from its own schema; every value
 * in them that is our assumption says so in `adjust`. A tool that is hidden needs none.
 */
export function recommend(definition: ToolText, classification: Classification): ToolPolicy {
  const { category, facets } = classification;
  const args = readArguments(definition.inputSchema);
  const level = policyLevel(definition, classification);
  const isRecoverable = facets.includes('recoverable') && !facets.includes('irreversible');
  const byCategory = chooseAction(category, level, isRecoverable);
  const bySplit = byCategory.action.kind === 'hide' ? chooseBySplit(definition, args) : undefined;
  const { action, because } = bySplit ?? byCategory;
  const rules = action.kind === 'hide' ? [] : suggestRules(args, surroundingsOf(definition, classification));
  return {
    tool: definition.name,
    action,
    argumentRules: rules,
    reason: `${category}, ${level} risk: ${because}, ${consequenceOf(action)}.`,
    evidence: quotesOf(classification),
  };
}

/** The policy of a whole server, sorted by tool name. Of two tools with one name the stricter advice stands. */
export function recommendServer(
  server: string,
  tools: readonly { definition: ToolText; classification: Classification }[],
): Policy {
  const advice = tools.map(({ definition, classification }) => recommend(definition, classification));
  return { server, unlisted: 'deny', tools: strictestByName(advice) };
}
