import type { Reporter, TestModule } from 'vitest/node';

function count(modules: readonly TestModule[], state: 'passed' | 'failed' | 'skipped'): number {
  return modules.reduce((sum, module) => sum + [...module.children.allTests(state)].length, 0);
}

/** Ends a run with one line that counts the tests really run; a file that could not even load counts as one failure. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const broken = modules.filter((module) => module.errors().length > 0).length;
    const failed = count(modules, 'failed') + broken;
    process.stdout.write(
      `\n${count(modules, 'passed')} passed, ${failed} failed, ${count(modules, 'skipped')} skipped\n`,
    );
  }
}
