// Finds tools in an index that is fetched when someone first types. Without this the letters below lead to every tool.

interface Index {
  categories: string[];
  levels: string[];
  servers: [name: string, slug: string][];
  tools: [name: string, slug: string, server: number, category: number, level: number][];
}

const MAX_SHOWN = 100;
const form = document.querySelector<HTMLFormElement>('#tool-search');
const list = document.querySelector('#found');
const input = form?.querySelector('input');
const report = form?.querySelector('[role=status]');

let index: Promise<Index> | undefined;

function fetchIndex(address: string): Promise<Index> {
  index ??= fetch(address).then((response) => {
    if (!response.ok) throw new Error(`${response.status}`);
    return response.json() as Promise<Index>;
  });
  return index;
}

function matches(
  words: readonly string[],
  { servers }: Index,
  [name, , server]: Index['tools'][number],
): boolean {
  const text = `${name} ${servers[server]?.join(' ')}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

function toItem(found: Index, [name, slug, server, category, level]: Index['tools'][number], root: string) {
  const [serverName, serverSlug] = found.servers[server] ?? ['', ''];
  const item = document.createElement('li');
  const link = document.createElement('a');
  const code = document.createElement('code');
  code.dir = 'auto';
  code.textContent = name;
  link.href = `${root}${serverSlug}/${slug}/`;
  link.append(code);
  item.append(link, ` ${serverName}, ${found.categories[category]}, ${found.levels[level]} risk`);
  return item;
}

async function search(query: string, { index: address = '', root = '' }: DOMStringMap): Promise<void> {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (!list || !report) return;
  if (words.length === 0) {
    list.replaceChildren();
    report.textContent = '';
    return;
  }
  const everything = await fetchIndex(address);
  const found = everything.tools.filter((tool) => matches(words, everything, tool));
  list.replaceChildren(...found.slice(0, MAX_SHOWN).map((tool) => toItem(everything, tool, root)));
  report.textContent =
    found.length > MAX_SHOWN
      ? `${found.length} found, the first ${MAX_SHOWN} shown`
      : `${found.length} found`;
}

function run(): void {
  if (!form || !input || !report) return;
  search(input.value, form.dataset).catch(() => {
    index = undefined;
    report.textContent = 'The index of tools could not be fetched. The letters below lead to every tool.';
  });
}

if (form && input) {
  form.hidden = false;
  form.addEventListener('submit', (event) => event.preventDefault());
  input.addEventListener('input', run);
  const asked = new URLSearchParams(location.search).get('q');
  if (asked) {
    input.value = asked;
    run();
  }
}

export {};
