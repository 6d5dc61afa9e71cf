/** The same function, not asked again about the `size` keys it was last asked about. */
export function rememberLast<Value>(size: number, read: (key: string) => Promise<Value>) {
  const kept = new Map<string, Promise<Value>>();
  return (key: string): Promise<Value> => {
    const known = kept.get(key);
    const value = known ?? read(key);
    kept.delete(key);
    kept.set(key, value);
    for (const oldest of kept.keys()) {
      if (kept.size <= size) break;
      kept.delete(oldest);
    }
    return value;
  };
}
