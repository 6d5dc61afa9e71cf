import type { TypeDeclaration } from './ir.ts';

/** One type out of its parts: partial classes, reopened classes and modules, nested ones too. */
export function joinTypes(all: readonly [TypeDeclaration, ...TypeDeclaration[]]): TypeDeclaration {
  const [first] = all;
  if (all.length === 1) return first;
  return {
    ...first,
    bases: all.flatMap((part) => part.bases),
    baseArgs: all.flatMap((part) => part.baseArgs),
    fields: all.flatMap((part) => part.fields),
    methods: all.flatMap((part) => part.methods),
    types: joinNested(all.flatMap((part) => part.types)),
    cases: all.flatMap((part) => part.cases),
    body: all.flatMap((part) => part.body),
    attributes: all.flatMap((part) => part.attributes),
    doc: all.map((part) => part.doc).find((doc) => doc !== '') ?? '',
  };
}

function joinNested(types: readonly TypeDeclaration[]): TypeDeclaration[] {
  const groups = Map.groupBy(types, (type) => type.name);
  return [...groups.values()].flatMap(([first, ...rest]) => (first ? [joinTypes([first, ...rest])] : []));
}
