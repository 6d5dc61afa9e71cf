// Filters and orders a table of tools by the data attributes of its rows. Without this the whole table stands there, worst first.

function apply(form: HTMLFormElement, body: HTMLTableSectionElement): void {
  const chosen = new FormData(form);
  const rows = [...body.rows];
  for (const row of rows) {
    row.hidden = ['category', 'level'].some((name) => {
      const wanted = chosen.get(name);
      return wanted !== '' && wanted !== row.dataset[name];
    });
  }
  const byName = chosen.get('order') === 'name';
  rows.sort((a, b) =>
    byName
      ? String(a.dataset.name).localeCompare(String(b.dataset.name))
      : Number(a.dataset.severity) - Number(b.dataset.severity),
  );
  body.append(...rows);
  const status = form.querySelector('[role=status]');
  const shown = rows.filter((row) => !row.hidden).length;
  if (status) status.textContent = `${shown} of ${rows.length} shown`;
}

for (const root of document.querySelectorAll('[data-table-filter]')) {
  const form = root.querySelector('form');
  const body = root.querySelector('tbody');
  if (!form || !body) continue;
  form.hidden = false;
  form.addEventListener('change', () => apply(form, body));
  apply(form, body);
}

export {};
