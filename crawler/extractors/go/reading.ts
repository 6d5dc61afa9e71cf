import type { World } from '../idiom.ts';
import { createSites, type Sites } from './sites.ts';

const sites = new WeakMap<World, Sites>();

/** Where the tools of a reading are written: one index for all its idioms. */
export function sitesOf(world: World): Sites {
  const known = sites.get(world) ?? createSites(world.tree);
  sites.set(world, known);
  return known;
}
