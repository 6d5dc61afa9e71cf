import { Environment } from '@marcbachmann/cel-js';
import { compilePattern } from '#data/policy/pattern.ts';

const environment = new Environment({ homogeneousAggregateLiterals: false })
  .registerVariable('request', 'dyn')
  .registerVariable('mcp', 'dyn')
  .registerFunction('string.searches(string): bool', (text: string, pattern: string) =>
    compilePattern(pattern).test(text),
  );

/** CEL's own `matches` is RE2, the evaluator's is JavaScript's: calls outside of strings go to RE2. */
const withRe2 = (expression: string) =>
  expression.replace(/"(?:[^"\\]|\\.)*"|\.matches\(/g, (part) =>
    part === '.matches(' ? '.searches(' : part,
  );

/** Whether an expression is true; one that cannot be evaluated is not. Throws where it cannot be compiled. */
export function compileCel(expression: string): (variables: Record<string, unknown>) => boolean {
  const program = environment.parse(withRe2(expression));
  return (variables) => {
    try {
      return program(variables) === true;
    } catch {
      return false; // what the gateways do with an expression that fails
    }
  };
}
