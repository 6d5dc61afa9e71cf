/** A list that grows when policies are merged: its path, where `*` is any key or index. */
interface GrowingList {
  path: readonly string[];
  /** What an item is about; two items about the same are never both added. Null: an item is only the same as its equal. */
  keyOf: (item: unknown) => string | null;
  /** Lists of one group know each other’s items. */
  group: string;
  /** Whether an item speaks of everything: a list that is there is not given it, for it would reach what the list leaves out. */
  isGeneral?: (item: unknown) => boolean;
  /** An item about the same is looked into, instead of left as it is. */
  into?: true;
}

/**
 * How a document is added to a file of the same format. What the file says stays, above all: keys that it has keep their values, lists
 * that it has stay as long as they are. Only lists that are named here grow, by items that are about nothing the file has a rule for.
 */
export interface MergeRules {
  lists: readonly GrowingList[];
  /** Objects whose keys are rules: one that another rule of the group is about is not added, one that is there is not looked into. */
  rules?: { path: readonly string[]; group: string };
  /** Keys that are not added to an object which has one of these: they would take away from it. */
  unless?: readonly { path: readonly string[]; key: string; has: readonly string[] }[];
  /** Where the document belongs in a file that holds more; the first key must be there. */
  root?: readonly string[];
}

export const itself = (item: unknown): string | null => (typeof item === 'string' ? item : null);

/** The fields that say what an item is about. */
export const fields =
  (...names: readonly string[]) =>
  (item: unknown): string | null => {
    if (typeof item !== 'object' || item === null) return null;
    const found = new Map<string, unknown>(Object.entries(item));
    return names.every((name) => found.has(name))
      ? JSON.stringify(names.map((name) => found.get(name)))
      : null;
  };
