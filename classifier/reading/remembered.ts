/**
 * A function of a text that keeps what it found: the same texts come again and again while a server's tools are read. It forgets all when it
 * has kept `most`, so that strange texts do not pile up.
 */
export function remembered<T>(find: (text: string) => T, most: number): (text: string) => T {
  const kept = new Map<string, { found: T }>();
  return (text) => {
    const before = kept.get(text);
    if (before !== undefined) return before.found;
    const found = find(text);
    if (kept.size >= most) kept.clear();
    kept.set(text, { found });
    return found;
  };
}
