import type { z } from 'zod';
import { listRules, PolicyDocument, ToolRule } from './document.ts';
import { compilePattern } from './pattern.ts';
import { toPointer } from './pointer.ts';
import { sentencesOf } from './sentence.ts';

/** What is wrong, and where: a JSON pointer into the document. */
export interface Problem {
  pointer: string;
  message: string;
}

export type Validation =
  | { kind: 'valid'; document: PolicyDocument }
  | { kind: 'invalid'; problems: Problem[] };

const invalid = (...problems: Problem[]): Validation => ({ kind: 'invalid', problems });

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** "window" or item 0 of "hide": what the claim is about, in words. */
function subjectOf(path: readonly PropertyKey[]): string {
  const key = path.at(-1);
  if (key === undefined) return 'The document';
  return typeof key === 'number' ? `Item ${key} of "${String(path.at(-2))}"` : `"${String(key)}"`;
}

function problemAt(path: readonly PropertyKey[], claim: string): Problem {
  return { pointer: toPointer(path), message: `${subjectOf(path)} ${claim}` };
}

function problemsOf(issues: readonly z.core.$ZodIssue[], prefix: readonly PropertyKey[] = []): Problem[] {
  return issues.flatMap((issue) =>
    sentencesOf(issue).map(({ path, claim }) => problemAt([...prefix, ...path], claim)),
  );
}

const PROTO = '__proto__';

/** Zod leaves this key out of a record, and a tool may have that name: it is read by itself. Undefined where there is none. */
function readProtoRule(value: unknown): { rule: ToolRule } | { problems: Problem[] } | undefined {
  const tools = isRecord(value) ? value.tools : undefined;
  const rules = new Map(isRecord(tools) ? Object.entries(tools) : []);
  if (!rules.has(PROTO)) return undefined;
  const read = ToolRule.safeParse(rules.get(PROTO), { reportInput: true });
  return read.success ? { rule: read.data } : { problems: problemsOf(read.error.issues, ['tools', PROTO]) };
}

function patternProblem(source: string, path: readonly PropertyKey[]): Problem[] {
  try {
    compilePattern(source);
    return [];
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return [problemAt(path, `is not a pattern in RE2 syntax (${why}).`)];
  }
}

function patternProblems(document: PolicyDocument): Problem[] {
  const lists = listRules(document).flatMap(([tool, rule]) =>
    (['require', 'deny_if'] as const).map((list) => ({
      path: ['tools', tool, list],
      predicates: rule[list] ?? [],
    })),
  );
  return lists.flatMap(({ path, predicates }) =>
    predicates.flatMap((predicate, i) =>
      predicate.conditions.flatMap((condition, j) =>
        condition.op === 'regex'
          ? patternProblem(condition.value, [...path, i, 'conditions', j, 'value'])
          : [],
      ),
    ),
  );
}

function readStructure(value: unknown): Validation {
  const read = PolicyDocument.safeParse(value, { reportInput: true });
  const proto = readProtoRule(value);
  const problems = [
    ...(read.success ? [] : problemsOf(read.error.issues)),
    ...(proto !== undefined && 'problems' in proto ? proto.problems : []),
  ];
  if (!read.success || problems.length > 0) return invalid(...problems);
  if (proto === undefined || !('rule' in proto)) return { kind: 'valid', document: read.data };
  const tools = Object.fromEntries([...listRules(read.data), [PROTO, proto.rule]]);
  return { kind: 'valid', document: { ...read.data, tools } };
}

/** Checks a parsed policy.json. All problems of a document are named, except that an unknown version is refused by itself. */
export function validatePolicy(value: unknown): Validation {
  if (isRecord(value) && value.version !== undefined && value.version !== '1') {
    return invalid(problemAt(['version'], `is ${JSON.stringify(value.version)}, but only "1" is known.`));
  }
  const structure = readStructure(value);
  if (structure.kind === 'invalid') return structure;
  const problems = patternProblems(structure.document);
  return problems.length > 0 ? invalid(...problems) : structure;
}

/** Checks the text of a policy.json. Text that is not JSON is one problem at the root. */
export function readPolicy(text: string): Validation {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return invalid(problemAt([], `is not JSON: ${error instanceof Error ? error.message : String(error)}.`));
  }
  return validatePolicy(value);
}
