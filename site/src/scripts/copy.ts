// Copy and download buttons. They stay hidden where this does not run: the text beside them can be selected by hand.

function say(button: HTMLButtonElement, word: string): void {
  const before = button.textContent;
  button.textContent = word;
  button.disabled = true;
  const status = document.getElementById('status');
  if (status) status.textContent = word;
  setTimeout(() => {
    button.textContent = before;
    button.disabled = false;
  }, 1500);
}

function textFor(button: HTMLButtonElement): string {
  const { copy, copyFrom, downloadFrom } = button.dataset;
  if (copy !== undefined) return copy;
  const source = document.getElementById(String(copyFrom ?? downloadFrom));
  if (!source) throw new Error('The text to copy is not on the page.');
  return source.textContent;
}

async function copy(button: HTMLButtonElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(textFor(button));
    say(button, 'Copied');
  } catch {
    // Without a secure connection, or when the reader refuses, browsers give pages no clipboard.
    say(button, 'Not allowed');
  }
}

function download(button: HTMLButtonElement): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([textFor(button)], { type: 'application/octet-stream' }));
  link.download = String(button.dataset.file);
  link.click();
  URL.revokeObjectURL(link.href);
}

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy], [data-copy-from]')) {
  button.hidden = false;
  button.addEventListener('click', () => void copy(button));
}
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-download-from]')) {
  button.hidden = false;
  button.addEventListener('click', () => download(button));
}

export {};
