import { child, childOfType, childrenIn, type SyntaxNode, textOf } from '../node.ts';
import {
  callOf,
  functionOf,
  literal,
  locate,
  memberOf,
  nameOf,
  opaque,
  positional,
} from '../program/build.ts';
import type { Argument, Expression } from '../program/ir.ts';
import type { Lowering } from './lower.ts';
import { lowerMacro } from './macros.ts';
import { lowerIf } from './statements.ts';
import { nameExpression } from './token-parser.ts';
import { resolveEscapes, tokenise } from './tokens.ts';
import { lowerType } from './types.ts';

export function lowerExpression(lowering: Lowering, node: SyntaxNode): Expression {
  return lowerLiteral(node) ?? lowerAccess(lowering, node) ?? lowerCompound(lowering, node) ?? opaque(node);
}

function lowerLiteral(node: SyntaxNode): Expression | undefined {
  const at = locate(node);
  const word = textOf(node);
  switch (node.type) {
    case 'string_literal':
      return literal(resolveEscapes(word.replace(/^b?"/, '').slice(0, -1)), at);
    case 'char_literal':
      return literal(resolveEscapes(word.slice(1, -1)), at);
    case 'raw_string_literal':
      return literal(word.replace(/^b?r#*"/, '').replace(/"#*$/, ''), at);
    case 'integer_literal':
    case 'float_literal':
      return literal(Number.parseFloat(word.replaceAll('_', '')), at);
    case 'boolean_literal':
      return literal(word === 'true', at);
    case 'identifier':
      return nameExpression([word], at);
    case 'scoped_identifier':
      return nameExpression(word.replace(/::<[^>]*>/g, '').split('::'), at);
    case 'self':
      return { kind: 'self', at };
    default:
      return undefined;
  }
}

/** What wraps a value without a meaning for us: borrows, casts, `?`, `.await`, parentheses. */
const WRAPPING =
  /^(reference_expression|type_cast_expression|try_expression|await_expression|parenthesized_expression|unsafe_block|async_block)$/;

function lowerAccess(lowering: Lowering, node: SyntaxNode): Expression | undefined {
  const at = locate(node);
  if (WRAPPING.test(node.type)) {
    const inner = child(node, 'value') ?? node.children.find((each) => each.type !== 'mutable_specifier');
    return inner && lowering.expression(inner);
  }
  switch (node.type) {
    case 'field_expression': {
      const [value, field] = [child(node, 'value'), child(node, 'field')];
      return value && field && memberOf(lowering.expression(value), textOf(field), at);
    }
    case 'index_expression': {
      const [of, key] = node.children;
      return of && key && { kind: 'index', of: lowering.expression(of), key: lowering.expression(key), at };
    }
    case 'call_expression':
      return lowerCall(lowering, node);
    case 'macro_invocation': {
      const name =
        textOf(child(node, 'macro') ?? node)
          .split('::')
          .at(-1) ?? '';
      const tokens = childOfType(node, 'token_tree');
      return lowerMacro(name, tokens ? tokenise(textOf(tokens).slice(1, -1), tokens.startLine) : [], at);
    }
    default:
      return undefined;
  }
}

/** `f::<T>(x)`. `Some(x)` and `Ok(x)` are x. */
function lowerCall(lowering: Lowering, node: SyntaxNode): Expression {
  const at = locate(node);
  const target = child(node, 'function');
  const generic = target?.type === 'generic_function' ? target : undefined;
  const callee = generic ? (child(generic, 'function') ?? generic) : target;
  if (!callee) return opaque(node);
  const args = childrenIn(child(node, 'arguments')).map((each) => positional(lowering.expression(each)));
  const [first] = args;
  if (
    first &&
    args.length === 1 &&
    /^(Some|Ok|Box::new|Arc::new|Rc::new|Cow::Borrowed|Cow::from|Cow::Owned)$/.test(textOf(callee))
  )
    return first.value;
  const typeArgs = generic ? childrenIn(child(generic, 'type_arguments')).map(lowerType) : [];
  return { ...callOf(lowering.expression(callee), args, at), typeArgs };
}

function lowerCompound(lowering: Lowering, node: SyntaxNode): Expression | undefined {
  const at = locate(node);
  switch (node.type) {
    case 'block':
      return { kind: 'block', body: lowering.statements(node.children), at };
    case 'array_expression':
    case 'tuple_expression':
      return { kind: 'list', items: node.children.map((each) => positional(lowering.expression(each))), at };
    case 'struct_expression':
      return lowerStruct(lowering, node);
    case 'closure_expression':
      return lowerClosure(lowering, node);
    case 'if_expression':
      return lowerChoice(lowering, node);
    case 'match_expression':
      return lowerMatch(lowering, node);
    case 'assignment_expression':
    case 'compound_assignment_expr':
      return lowerAssignment(lowering, node);
    case 'binary_expression':
      return lowerBinary(lowering, node);
    case 'unary_expression': {
      const [inner] = node.children;
      if (!inner) return undefined;
      const of = lowering.expression(inner);
      if (textOf(node).startsWith('!')) return { kind: 'not', of, at };
      return of.kind === 'literal' && typeof of.value === 'number' ? literal(-of.value, at) : of;
    }
    default:
      return undefined;
  }
}

function lowerStruct(lowering: Lowering, node: SyntaxNode): Expression {
  const name = child(node, 'name');
  const fields = childrenIn(child(node, 'body')).flatMap((each): Argument[] => {
    const [field, value] = [child(each, 'field'), child(each, 'value')];
    if (field && value) return [{ name: textOf(field), value: lowering.expression(value), spread: false }];
    if (each.type === 'shorthand_field_initializer')
      return [{ name: textOf(each), value: nameOf(textOf(each), locate(each)), spread: false }];
    const [base] = each.children;
    return each.type === 'base_field_initializer' && base
      ? [{ name: '', value: lowering.expression(base), spread: true }]
      : [];
  });
  const type = name ? lowerType(name) : lowerType(node);
  return { kind: 'construct', type, args: [], fields, at: locate(node) };
}

function lowerClosure(lowering: Lowering, node: SyntaxNode): Expression {
  const body = child(node, 'body');
  const parameters = childrenIn(child(node, 'parameters')).map((each) => ({
    name: textOf(child(each, 'pattern') ?? each).replace(/^(&|mut\s+)+/, ''),
    type: null,
    initial: null,
    variadic: false,
    attributes: [],
    modifiers: [],
  }));
  const statements = body?.type === 'block' ? body.children : body ? [body] : [];
  const at = locate(node);
  return {
    kind: 'lambda',
    fn: functionOf(at, { parameters, body: lowering.statements(statements), yieldsLast: true }),
    at,
  };
}

function lowerChoice(lowering: Lowering, node: SyntaxNode): Expression {
  const statement = lowerIf(lowering, node);
  const at = locate(node);
  if (statement.kind !== 'if') return opaque(node);
  return {
    kind: 'conditional',
    test: statement.test,
    then: { kind: 'block', body: statement.then, at },
    otherwise: { kind: 'block', body: statement.otherwise, at },
    at,
  };
}

/** Arms with a literal or a path are compared; `_` and a name take the rest. */
function lowerMatch(lowering: Lowering, node: SyntaxNode): Expression {
  const at = locate(node);
  const value = child(node, 'value');
  const of = value ? lowering.expression(value) : opaque(node);
  const arms = childrenIn(child(node, 'body')).filter((each) => each.type === 'match_arm');
  return arms.reduceRight<Expression>(
    (otherwise, arm) => {
      const result = child(arm, 'value');
      const then = result ? lowering.expression(result) : literal(null, at);
      const [pattern] = childrenIn(child(arm, 'pattern'));
      if (!pattern || pattern.type === 'identifier') return then;
      const test: Expression = {
        kind: 'binary',
        operator: '==',
        left: of,
        right: lowering.expression(pattern),
        at,
      };
      return { kind: 'conditional', test, then, otherwise, at };
    },
    literal(null, at),
  );
}

function lowerAssignment(lowering: Lowering, node: SyntaxNode): Expression {
  const [left, operator, right] = [child(node, 'left'), child(node, 'operator'), child(node, 'right')];
  if (!left || !right) return opaque(node);
  return {
    kind: 'assign',
    target: lowering.expression(left),
    operator: operator ? textOf(operator).replace(/=$/, '') : '',
    value: lowering.expression(right),
    at: locate(node),
  };
}

function lowerBinary(lowering: Lowering, node: SyntaxNode): Expression {
  const [left, operator, right] = [child(node, 'left'), child(node, 'operator'), child(node, 'right')];
  if (!left || !operator || !right) return opaque(node);
  return {
    kind: 'binary',
    operator: textOf(operator),
    left: lowering.expression(left),
    right: lowering.expression(right),
    at: locate(node),
  };
}
