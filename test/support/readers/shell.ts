/** Words of a POSIX shell command in which nothing is expanded: plain characters, single quotes and lines that go on. */
export function splitWords(text: string): string[] {
  const pattern = /(?:[A-Za-z0-9_./=-]+|'[^']*')+|[ \t]+|\\\n/y;
  const words: string[] = [];
  while (pattern.lastIndex < text.length) {
    const at = pattern.lastIndex;
    const [found] = pattern.exec(text) ?? [];
    if (found === undefined) throw new Error(`the shell would expand: ${text.slice(at, at + 20)}`);
    if (!/^[\s\\]/.test(found)) words.push(found.replaceAll("'", ''));
  }
  return words;
}
