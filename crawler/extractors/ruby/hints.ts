import type { Annotations } from '#data/schema/tool.ts';
import type { Value } from '../../syntax/program/value.ts';
import { hintsFrom, saidBy, snakeCase } from '../hints.ts';

/** The hints of a hash, whose keys may be written either way. */
export function readHints(value: Value | undefined): Annotations {
  const said = saidBy(value);
  return hintsFrom((name) => said.get(snakeCase(name)) ?? said.get(name));
}
