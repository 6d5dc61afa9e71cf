/** The module of a file: its path without what only names it. `src/tools/mod.rs` and `src/tools.rs` are one. */
export const moduleOf = (path: string): string =>
  path.replace(/\.rs$/, '').replace(/(^|\/)(mod|lib|main)$/, '');

const crateOf = (module: string): string => /^(.*?(?:^|\/)src)(?:\/|$)/.exec(module)?.[1] ?? '';

const parentOf = (module: string): string => module.split('/').slice(0, -1).join('/');

/** `crate::a::b`, `super::b` and `self::b` as modules of the tree; other crates by their path. */
export function resolveModule(path: string, from: string): string {
  const [first, ...rest] = path.split('::');
  if (first === 'crate') return [crateOf(from), ...rest].join('/');
  if (first === 'self') return [from, ...rest].join('/');
  return first === 'super' ? resolveModule(['self', ...rest].join('::'), parentOf(from)) : path;
}
