import type { Manifest } from '../projects.ts';

const said = (text: string, element: string): string | undefined =>
  new RegExp(`<${element}>([^<]{1,500})</${element}>`).exec(text)?.[1]?.trim();

/** A project file: the name of its package, of what it builds, or its own. */
export function readManifest(text: string, path: string): Manifest {
  const own = path
    .split('/')
    .at(-1)
    ?.replace(/\.csproj$/, '');
  const stated = [said(text, 'PackageId'), said(text, 'AssemblyName'), own];
  const name = stated.find((each) => each !== undefined && each !== '' && !each.includes('$('));
  return { name, description: said(text, 'Description') };
}
