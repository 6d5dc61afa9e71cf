import { callOutside } from '../../syntax/javascript/call.ts';
import { constructClass } from '../../syntax/javascript/construct.ts';
import type { Interpreter } from '../../syntax/javascript/interpreter.ts';
import { callFunction } from '../../syntax/javascript/invoke.ts';
import { getMember } from '../../syntax/javascript/members.ts';
import { type Realm, runUncertain, withSteps } from '../../syntax/javascript/realm.ts';
import {
  type ClassValue,
  type FunctionValue,
  UNDEFINED,
  unknown,
  type Value,
} from '../../syntax/javascript/value.ts';
import { isBundledServer } from './sdk.ts';

/** More arguments than any function of a server's set-up takes. */
const ARGUMENTS = Array.from({ length: 6 }, () => unknown('argument of an outside caller'));

/** What a function has to mention to be worth running although nobody in the tree calls it. */
const WORTH = /tool|server|mcp/i;

/** What one function may cost that runs only because somebody outside might call it. */
const STEPS_EACH = 150_000;

/** A function this short may call something with a minified name. */
const SHORT = 400;

const mentions = ({ node }: FunctionValue) =>
  node.end - node.start < SHORT || WORTH.test(node.source.text.slice(node.start, node.end));

function runFunction(realm: Realm, fn: FunctionValue, self: Value): void {
  if (realm.entered.has(fn.node)) return;
  realm.conditions.length = 0;
  realm.guards.length = 0;
  withSteps(realm, STEPS_EACH, () =>
    runUncertain(realm, null, () =>
      callOutside(realm, [callFunction(realm, fn, self, ARGUMENTS)], UNDEFINED),
    ),
  );
}

/** Runs the functions that were handed to code outside the tree: it may call them. */
export function runPending({ realm }: Interpreter): void {
  for (let next = realm.pending.shift(); next; next = realm.pending.shift()) {
    if (mentions(next)) runFunction(realm, next, unknown('this of a callback'));
  }
}

/** Runs what the entries export, functions and objects of functions: a platform calls them. */
export function runExports(interpreter: Interpreter, entries: readonly string[]): void {
  const { realm } = interpreter;
  for (const entry of entries) {
    const namespace = interpreter.runModule(entry);
    const names = namespace.kind === 'object' ? [...namespace.properties.keys()] : [];
    callOutside(
      realm,
      names.map((name) => getMember(realm, namespace, name)),
      namespace,
    );
  }
  runPending(interpreter);
}

const isMethod = ({ node }: FunctionValue) =>
  node.type === 'method_definition' && node.parent?.type === 'class_body';

/** Runs what the entry files define and nothing has called yet, such as an exported factory or the `init` of an agent. */
export function runUncalled(interpreter: Interpreter, entries: ReadonlySet<string>): void {
  const { realm } = interpreter;
  const instances = new Map<ClassValue, Value>();
  const instanceOf = (cls: ClassValue): Value => {
    const known = instances.get(cls) ?? constructClass(realm, cls, ARGUMENTS);
    instances.set(cls, known);
    return known;
  };
  for (const fn of [...realm.closures.values()]) {
    if (realm.entered.has(fn.node) || !entries.has(fn.node.source.path) || !mentions(fn)) continue;
    const isMethodOfClass = isMethod(fn) && fn.home !== null;
    if ((!isMethodOfClass && !isTopLevel(fn)) || isBundledServer(fn.home)) continue;
    runFunction(realm, fn, isMethodOfClass && fn.home ? instanceOf(fn.home) : unknown('this'));
    runPending(interpreter);
  }
}

/** Whether a function stands in a file's own statements, not inside another function. */
function isTopLevel({ node }: FunctionValue): boolean {
  for (let each = node.parent; each; each = each.parent) {
    if (/function|method_definition|class_body|arguments/.test(each.type)) return false;
  }
  return true;
}
