// Runs a program in the sandbox and says what it exports as `shown`.
import { emit } from '../../crawler/syntax/javascript/sandbox/guest/bridge.ts';
import { type Load, startProgram } from '../../crawler/syntax/javascript/sandbox/guest/start.ts';

export function start(load: Load, modules: Record<string, Load>): void {
  startProgram(
    load,
    modules,
    () => undefined,
    (entry) => [() => emit({ kind: 'shown', value: entry.shown })],
  );
}
