// https://nodejs.org/api/path.html, of POSIX
export const sep = '/';
export const delimiter = ':';

export const isAbsolute = (path: string): boolean => String(path).startsWith('/');

export function normalize(path: string): string {
  const rooted = isAbsolute(path);
  const parts: string[] = [];
  for (const part of String(path).split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '' && part !== '.' && !(part === '..' && rooted)) parts.push(part);
  }
  const joined = parts.join('/');
  return rooted ? `/${joined}` : joined === '' ? '.' : joined;
}

export const join = (...parts: string[]): string =>
  normalize(
    parts
      .map(String)
      .filter((part) => part !== '')
      .join('/'),
  );

export function resolve(...parts: string[]): string {
  const start = parts.findLastIndex((part) => isAbsolute(String(part)));
  return normalize(`/${parts.slice(Math.max(0, start)).map(String).join('/')}`);
}

export function dirname(path: string): string {
  const clean = String(path).replace(/\/+$/, '');
  const at = clean.lastIndexOf('/');
  if (at < 0) return '.';
  return at === 0 ? '/' : clean.slice(0, at);
}

export function basename(path: string, suffix = ''): string {
  const base = String(path).replace(/\/+$/, '').split('/').at(-1) ?? '';
  return suffix !== '' && base.endsWith(suffix) && base !== suffix ? base.slice(0, -suffix.length) : base;
}

export function extname(path: string): string {
  const base = basename(path);
  const at = base.lastIndexOf('.');
  return at > 0 ? base.slice(at) : '';
}

export function relative(from: string, to: string): string {
  const start = resolve(from).split('/').filter(Boolean);
  const end = resolve(to).split('/').filter(Boolean);
  const shared = start.findIndex((part, index) => part !== end[index]);
  const common = shared < 0 ? start.length : shared;
  return [...start.slice(common).map(() => '..'), ...end.slice(common)].join('/');
}

export function parse(path: string) {
  const base = basename(path);
  const ext = extname(path);
  const dir = dirname(path);
  return {
    root: isAbsolute(path) ? '/' : '',
    dir: dir === '.' ? '' : dir,
    base,
    ext,
    name: ext === '' ? base : base.slice(0, -ext.length),
  };
}

export const format = ({ dir, base, name, ext }: Record<string, string | undefined>): string =>
  [dir, base ?? `${name ?? ''}${ext ?? ''}`].filter(Boolean).join('/');
