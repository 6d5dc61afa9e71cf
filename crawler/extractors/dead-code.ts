import type { World } from './idiom.ts';

/** Runs what nothing in the program calls: what it would register is a definition that nothing uses. */
export function runDead({ recorded }: World, run: () => void): void {
  const { registrations, refusals } = recorded;
  const before = registrations.length;
  run();
  const known = new Set(registrations.slice(0, before).map((each) => each.name));
  for (const { name, idiom, at } of registrations.splice(before)) {
    if (typeof name !== 'string' || known.has(name)) continue;
    refusals.push({
      idiom,
      reason: 'never-registered',
      message: `the tool ${name} is registered by code that nothing calls`,
      at,
    });
  }
}
