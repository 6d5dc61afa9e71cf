// Shows one policy document at a time. Without this, all of them stand one after another and open by themselves.

function choose(root: HTMLElement, form: HTMLFormElement): void {
  const chosen = new FormData(form);
  const panels = [...root.querySelectorAll<HTMLDetailsElement>('details[data-format]')];
  for (const panel of panels) {
    const matches = (name: string) => !chosen.has(name) || chosen.get(name) === panel.dataset[name];
    const isShown = matches('format') && matches('variant');
    panel.hidden = !isShown;
    panel.open = isShown;
  }
}

for (const root of document.querySelectorAll<HTMLElement>('[data-policy-switch]')) {
  const form = root.querySelector('form');
  if (!form) continue;
  form.hidden = false;
  form.addEventListener('change', () => choose(root, form));
  choose(root, form);
}

export {};
