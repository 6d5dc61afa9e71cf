import { callOutside, callValue, constructValue } from '../call.ts';
import { constructParent } from '../construct.ts';
import { toKey } from '../convert.ts';
import { evaluate } from '../evaluate.ts';
import { getMember } from '../members.ts';
import { type Evaluator, type Frame, type Invocation, runUncertain } from '../realm.ts';
import { noteOptions } from '../settings.ts';
import { childrenOf, findField, type Syntax, textOf } from '../syntax.ts';
import { asString, primitive, UNDEFINED, unknown, type Value } from '../value.ts';
import { templateArguments } from './literals.ts';
import { evaluateList } from './objects.ts';

interface Target {
  callee: Value;
  receiver: Value | null;
  method: string | null;
}

/** What is called, and on what. */
function evaluateTarget(node: Syntax, frame: Frame): Target {
  const object = findField(node, 'object');
  const isMember = node.type === 'member_expression' || node.type === 'subscript_expression';
  if (isMember && object && object.type !== 'super') {
    const property = findField(node, 'property');
    const index = findField(node, 'index');
    const receiver = evaluate(object, frame);
    const key = property ? textOf(property) : index && toKey(evaluate(index, frame));
    const callee = key === undefined ? unknown('computed member') : getMember(frame.realm, receiver, key);
    return { callee, receiver, method: key ?? null };
  }
  const inner = node.type === 'parenthesized_expression' || node.type === 'non_null_expression';
  const [first] = childrenOf(node);
  if (inner && first && first.type !== 'sequence_expression') return evaluateTarget(first, frame);
  const callee = evaluate(node, frame);
  const property = findField(node, 'property');
  return {
    callee,
    receiver: object ? frame.self : null,
    method: object && property ? textOf(property) : null,
  };
}

function evaluateArguments(node: Syntax | undefined, frame: Frame): readonly Value[] {
  if (!node) return [];
  if (node.type === 'template_string') return templateArguments(node, frame);
  const list = evaluateList(childrenOf(node), frame);
  return list.partial ? [...list.elements, unknown('more arguments')] : list.elements;
}

function importDynamically(node: Syntax, args: readonly Value[], frame: Frame): Value {
  const specifier = asString(args[0]);
  if (specifier !== undefined) return frame.realm.importModule(specifier, node);
  const callee = unknown('import computed');
  const invocation: Invocation = {
    kind: 'call',
    callee,
    receiver: null,
    method: 'import()',
    args,
    site: node,
  };
  return frame.realm.observe(invocation) ?? callee;
}

function callParent(args: readonly Value[], site: Syntax, frame: Frame): Value {
  const parent = frame.home?.parent;
  if (parent?.kind === 'external')
    frame.realm.observe({ kind: 'new', callee: parent, receiver: null, method: null, args, site });
  if (frame.home && frame.self.kind === 'object') constructParent(frame.realm, frame.home, args, frame.self);
  return UNDEFINED;
}

/** `__awaiter(this, void 0, void 0, function* () {…})`: what the TypeScript compiler makes of an async function. */
function runAwaiter(args: readonly Value[], frame: Frame): Value {
  const body = args.at(-1);
  return body ? callValue(frame.realm, body, args[0] ?? UNDEFINED, []) : UNDEFINED;
}

const call: Evaluator = (node, frame) => {
  const target = findField(node, 'function');
  if (!target) return unknown('broken call');
  const argumentList = findField(node, 'arguments');
  if (target.type === 'import') return importDynamically(node, evaluateArguments(argumentList, frame), frame);
  if (target.type === 'super') return callParent(evaluateArguments(argumentList, frame), node, frame);
  const { callee, receiver, method } = evaluateTarget(target, frame);
  const args = evaluateArguments(argumentList, frame);
  if ((method ?? textOf(target)) === '__awaiter') return runAwaiter(args, frame);
  const invocation: Invocation = { kind: 'call', callee, receiver, method, args, site: node };
  noteOptions(frame.realm.optionDefaults, invocation);
  const observed = frame.realm.observe(invocation);
  if (observed) return observed;
  const skipped = callee.kind === 'primitive' && callee.value === undefined;
  if (skipped) return callOutside(frame.realm, args, UNDEFINED);
  if (callee.kind === 'unknown' && method === 'forEach') callOnce(args[0], callee.flag, frame);
  return askOption(callValue(frame.realm, callee, receiver ?? UNDEFINED, args), method, args);
};

/** `list.forEach(callback)` on a list that is not known: it may hold something. */
function callOnce(callback: Value | undefined, flag: string | null, { realm }: Frame): void {
  if (callback?.kind !== 'function') return;
  const element = unknown('element of unknown');
  runUncertain(realm, flag, () => callValue(realm, callback, UNDEFINED, [element]));
}

/** `args.includes("--write")`: where the arguments are not known, the option that is looked for is the flag. */
function askOption(answer: Value, method: string | null, [sought]: readonly Value[]): Value {
  const option = asString(sought);
  const isOpen = answer.kind === 'unknown' || answer.kind === 'external';
  const asks = option !== undefined && /^--?\w/.test(option) && /^(includes|indexOf|has)$/.test(method ?? '');
  if (!isOpen || !asks) return answer;
  return unknown('option', option, primitive(method === 'indexOf' ? -1 : false));
}

const construct: Evaluator = (node, frame) => {
  const target = findField(node, 'constructor');
  if (!target) return unknown('broken new');
  const callee = evaluate(target, frame);
  const args = evaluateArguments(findField(node, 'arguments'), frame);
  const invocation: Invocation = { kind: 'new', callee, receiver: null, method: null, args, site: node };
  return frame.realm.observe(invocation) ?? constructValue(frame.realm, callee, args);
};

export const calls: Record<string, Evaluator> = { call_expression: call, new_expression: construct };
