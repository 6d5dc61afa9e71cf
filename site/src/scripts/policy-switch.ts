// Shows one policy document at a time. Without this, all of them stand one after another and open by themselves.

const DEFAULT_NAME = 'server';

function get<Found extends Element>(root: ParentNode, selector: string): Found {
  const found = root.querySelector<Found>(selector);
  if (!found) throw new Error(`There is no ${selector} on the page.`);
  return found;
}

/** Whether the chosen document stands on the page. One that is only linked there counts where none can be written. */
function choosePanel(root: HTMLElement, chosen: FormData, canWrite: boolean): boolean {
  const panels = [...root.querySelectorAll<HTMLDetailsElement>('details[data-format]')];
  let isFound = false;
  for (const panel of panels) {
    const matches = (name: string) => !chosen.has(name) || chosen.get(name) === panel.dataset[name];
    const isShown = matches('format') && matches('variant') && !(canWrite && 'light' in panel.dataset);
    panel.hidden = !isShown;
    panel.open = isShown;
    isFound ||= isShown;
  }
  return isFound;
}

const listItems = (sentences: readonly string[]) =>
  sentences.map((sentence) => `<li dir="auto">${sentence}</li>`).join('');

type Written = Awaited<ReturnType<typeof import('./policy-writer.ts').writePolicy>>;

function show(live: HTMLElement, written: Written): void {
  get(live, 'pre code').textContent = written.text;
  get(live, 'figcaption bdi').textContent = written.file;
  get<HTMLButtonElement>(live, '[data-download-from]').dataset.file = written.fileName;
  get(live, '[data-new-tool]').innerHTML = written.newTool;
  get(live, '[data-losses]').innerHTML = listItems(written.losses);
  get(live, '[data-steps]').innerHTML = listItems(written.steps);
  live.hidden = false;
}

/** Written here, by the very code that writes the files, for the name that the reader gives the server. */
async function write(root: HTMLElement, chosen: FormData): Promise<Written> {
  const { writePolicy } = await import('./policy-writer.ts');
  return writePolicy({
    policies: String(root.dataset.policies),
    tool: root.dataset.tool,
    format: String(chosen.get('format')),
    variant: String(chosen.get('variant') ?? 'whole-server'),
    serverName: String(chosen.get('server') ?? '').trim() || DEFAULT_NAME,
  });
}

const latest = new WeakMap<HTMLElement, FormData>();

/** A document that was asked for before the latest choice, and comes after it, is not shown. */
async function choose(root: HTMLElement, form: HTMLFormElement): Promise<void> {
  const chosen = new FormData(form);
  latest.set(root, chosen);
  const live = root.querySelector<HTMLElement>('[data-live]');
  const isThere = choosePanel(root, chosen, live !== null);
  if (!live) return;
  get<HTMLElement>(form, '[data-server-name]').hidden = isThere;
  if (isThere) live.hidden = true;
  else await write(root, chosen).then((written) => latest.get(root) === chosen && show(live, written));
}

function start(root: HTMLElement, form: HTMLFormElement): void {
  const update = () =>
    void choose(root, form).catch((error: unknown) => {
      const status = document.getElementById('status');
      if (status) status.textContent = `The document could not be written: ${String(error)}`;
      throw error;
    });
  form.hidden = false;
  form.addEventListener('input', update);
  form.addEventListener('submit', (event) => event.preventDefault());
  update();
}

for (const root of document.querySelectorAll<HTMLElement>('[data-policy-switch]')) {
  const form = root.querySelector('form');
  if (form) start(root, form);
}

export {};
