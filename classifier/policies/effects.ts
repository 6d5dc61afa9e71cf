import type { PolicyDocument } from '#data/policy/document.ts';
import type { ArgumentRule, ToolPolicy } from '#data/schema/policy.ts';
import { type Behaviour, firstDecision, probe, sampleArguments } from './probe.ts';
import { code, joined, quotedEnd, rate } from './wording.ts';

/** What a policy.json does, in sentences. Each follows from decisions of the evaluator on sample calls. */
export interface Effects {
  thisTool: string[];
  otherTools: string[];
  newTool: string[];
}

function ofThisTool(tool: ToolPolicy, behaviour: Behaviour): string[] {
  const name = code(tool.tool);
  const given = tool.argumentRules.length > 0 ? ' when its arguments pass the rules' : '';
  switch (behaviour.kind) {
    case 'hidden':
      return [`${name} is removed from the tool list, and every call to it is denied.`];
    case 'unlisted':
      return [`${name} is not listed, so every call to it is denied.`];
    case 'denied':
      return [
        `Every call to ${name} is denied with ${quotedEnd(behaviour.message)}`,
        ...(tool.action.kind === 'approve'
          ? [`The format has no approval: ${name} stays blocked until someone changes the policy.`]
          : []),
      ];
    case 'limited':
      return [
        `${name} can be called ${rate(behaviour.max, behaviour.window)}${given}; further calls in that ${behaviour.window} are denied.`,
      ];
    case 'allowed':
      return [`Every call to ${name} is let through${given}.`];
  }
}

/** The first example that the evaluator denies, and the words of the denial. */
function ofRule(document: PolicyDocument, tool: ToolPolicy, rule: ArgumentRule): string[] {
  const [argument] = rule.conditions.map(({ path }) => path.replace(/^args\./, ''));
  for (const value of rule.examples.denied) {
    const args = sampleArguments(tool.argumentRules, { rule, value });
    const decision = firstDecision(document, tool.tool, args);
    if (decision.decision === 'deny' && argument !== undefined) {
      const given = `${code(argument)} set to ${code(JSON.stringify(value))}`;
      return [`A call with ${given} is denied with ${quotedEnd(decision.message)}`];
    }
  }
  return [];
}

/** Sentences about arguments, where a call whose arguments pass is let through and another is not. */
function ofArguments(document: PolicyDocument, tool: ToolPolicy, behaviour: Behaviour): string[] {
  if (tool.argumentRules.length === 0 || (behaviour.kind !== 'allowed' && behaviour.kind !== 'limited'))
    return [];
  const bare = firstDecision(document, tool.tool, {});
  return [
    ...tool.argumentRules.flatMap((rule) => ofRule(document, tool, rule)),
    ...(bare.decision === 'deny' ? ['A call without arguments is denied.'] : []),
  ];
}

const GROUPS: readonly { kinds: readonly Behaviour['kind'][]; does: string }[] = [
  { kinds: ['allowed'], does: 'let through' },
  { kinds: ['limited'], does: 'limited' },
  { kinds: ['denied'], does: 'denied' },
  { kinds: ['unlisted'], does: 'denied because the document does not list' },
  { kinds: ['hidden'], does: 'hidden and denied' },
];

function ofOthers(behaviours: readonly Behaviour[]): string {
  const groups = GROUPS.map(({ kinds, does }) => ({
    does,
    count: behaviours.filter(({ kind }) => kinds.includes(kind)).length,
  })).filter(({ count }) => count > 0);
  const phrase = (does: string, count: number) =>
    `${count === 1 ? 'is' : 'are'} ${does}${does.endsWith('list') ? (count === 1 ? ' it' : ' them') : ''}`;
  const [only, second] = groups;
  if (only === undefined) return 'No other tool of this server is known.';
  if (second === undefined) {
    const subject = only.count === 1 ? 'The one other known tool' : `The other ${only.count} known tools`;
    return `${subject} ${phrase(only.does, only.count)}.`;
  }
  const parts = groups.map(({ does, count }) => `${count} ${phrase(does, count)}`);
  return `Of the other ${behaviours.length} known tools, ${joined(parts)}.`;
}

function ofNewTool(behaviour: Behaviour): string {
  const subject = 'A tool that the server adds tomorrow';
  switch (behaviour.kind) {
    case 'allowed':
      return `${subject} is let through.`;
    case 'limited':
      return `${subject} can be called ${rate(behaviour.max, behaviour.window)}.`;
    case 'hidden':
      return `${subject} is hidden and denied.`;
    default:
      return `${subject} is denied until it is listed.`;
  }
}

/** A name that neither the document nor any known tool has. */
function unknownName(document: PolicyDocument, known: readonly ToolPolicy[]): string {
  const names = JSON.stringify([document, known.map(({ tool }) => tool)]);
  let name = 'added_tomorrow';
  while (names.includes(name)) name += '_';
  return name;
}

/**
 * What a document does to a tool, to the server's other known tools and to one that is added tomorrow. Throws when a rule of the document
 * cannot be evaluated: validate it first.
 */
export function describeEffects(
  document: PolicyDocument,
  tool: ToolPolicy,
  others: readonly ToolPolicy[],
): Effects {
  const behaviour = probe(document, tool);
  const unknown = unknownName(document, [tool, ...others]);
  return {
    thisTool: [...ofThisTool(tool, behaviour), ...ofArguments(document, tool, behaviour)],
    otherTools: [ofOthers(others.map((other) => probe(document, other)))],
    newTool: [ofNewTool(probe(document, { tool: unknown, argumentRules: [] }))],
  };
}
