import { isDeepStrictEqual } from 'node:util';
import type { Format } from '#classifier/policies/format.ts';
import type { MergeRules } from '#classifier/policies/merge-rules.ts';
import { type Problem, validatePolicy } from '#data/policy/validate.ts';
import { editJson, type Read, readJson } from './json-text.ts';
import { applyEdits, type Edit, isObject, planMerge } from './plan.ts';
import { editToml, readToml } from './toml-text.ts';
import { editYaml, readYaml } from './yaml-text.ts';

/** A file with a policy added to it, and pointers to what it says otherwise and keeps; or why it cannot be added to. */
export type Merge =
  | { kind: 'merged'; text: string; kept: string[] }
  | { kind: 'refused'; problems: Problem[] };

interface Language {
  read: (text: string) => Read;
  edit: (text: string, edits: readonly Edit[]) => string;
}

const LANGUAGES: Partial<Record<Format['language'], Language>> = {
  json: { read: readJson, edit: editJson },
  toml: { read: readToml, edit: editToml },
  yaml: { read: readYaml, edit: editYaml },
};

const refuse = (...problems: Problem[]): Merge => ({ kind: 'refused', problems });
const refuseWhole = (message: string): Merge => refuse({ pointer: '', message });

function place(value: unknown, root: MergeRules['root']): unknown {
  return (root ?? []).reduceRight((below, key) => Object.fromEntries([[key, below]]), value);
}

function problemsOf(format: Format, rules: MergeRules, theirs: unknown): Problem[] {
  if (!isObject(theirs)) return [{ pointer: '', message: 'This file must hold an object.' }];
  const isEmpty = Object.keys(theirs).length === 0;
  if (format.id === 'policy-json' && !isEmpty) {
    const validation = validatePolicy(theirs);
    return validation.kind === 'valid' ? [] : validation.problems;
  }
  const [first] = rules.root ?? [];
  return first === undefined || isEmpty || Object.hasOwn(theirs, first)
    ? []
    : [{ pointer: `/${first}`, message: `"${first}" is missing, below which the policy belongs.` }];
}

interface Merging {
  text: string;
  theirs: unknown;
  ours: unknown;
}

function mergeValues({ read, edit }: Language, rules: MergeRules, { text, theirs, ours }: Merging): Merge {
  const { edits, kept, problems } = planMerge(theirs, ours, rules);
  if (problems.length > 0) return refuse(...problems);
  const merged = edits.length === 0 ? text : edit(text, edits);
  const again = read(merged);
  // Whatever the way a file is written, it must say just what it said before and what was added.
  if (again.kind === 'invalid' || !isDeepStrictEqual(again.value, applyEdits(theirs, edits))) {
    return refuseWhole('This file is written in a way that cannot be added to without rewriting it.');
  }
  return { kind: 'merged', text: merged, kept };
}

/** Adds a document of a format to the text of a file of that format. The same document added again changes nothing. */
export function mergeInto(format: Format, text: string, document: string): Merge {
  const language = LANGUAGES[format.language];
  const rules = format.merge;
  if (language === undefined || rules === undefined) {
    return refuseWhole(`${format.title} is not a file that can be added to.`);
  }
  const theirs = language.read(text);
  if (theirs.kind === 'invalid') return refuse(...theirs.problems);
  const problems = problemsOf(format, rules, theirs.value);
  if (problems.length > 0) return refuse(...problems);
  const ours = language.read(document);
  if (ours.kind === 'invalid') throw new Error(`${format.title} was written so that it cannot be read.`);
  return mergeValues(language, rules, { text, theirs: theirs.value, ours: place(ours.value, rules.root) });
}
