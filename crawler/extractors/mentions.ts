/** Whether a name stands anywhere in some texts beside its own definition. */
export function mentionsIn(texts: Iterable<string>): (name: string) => boolean {
  const counts = new Map<string, number>();
  for (const text of texts)
    for (const [word] of text.matchAll(/[A-Za-z_]\w*/g)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return (name) => (counts.get(name) ?? 0) > 1;
}
