/** A package is its folder; the slash keeps it apart from import paths. */
export const moduleOf = (path: string): string => `/${path.split('/').slice(0, -1).join('/')}`;

/** Finds the folder in the tree that an import path means, by the `go.mod` files; the path itself for packages of others. */
export function createModuleResolver(manifests: readonly { path: string; text: string }[]) {
  const roots = manifests
    .flatMap(({ path, text }) => {
      const name = /^module[ \t]+"?([^\s"]+)/m.exec(text)?.[1];
      return name === undefined ? [] : [{ name, folder: path.split('/').slice(0, -1).join('/') }];
    })
    .sort((a, b) => b.name.length - a.name.length);
  return (importPath: string): string => {
    const root = roots.find(({ name }) => importPath === name || importPath.startsWith(`${name}/`));
    if (!root) return importPath;
    const rest = importPath.slice(root.name.length + 1);
    return `/${[root.folder, rest].filter((part) => part !== '').join('/')}`;
  };
}
