import { CLIENT_CONFIG } from './client-config.ts';
import type { Discovered, Discovery } from './discovery.ts';
import { HTML_LIST } from './html-list.ts';
import { MARKDOWN_LIST } from './markdown-list.ts';
import { SOURCE_LIST } from './source-list.ts';

/** Every kind of file that servers can be taken from. A file of another name is read as a plain list. */
export const DISCOVERIES: readonly Discovery[] = [CLIENT_CONFIG, HTML_LIST, MARKDOWN_LIST, SOURCE_LIST];

/** The servers that a file names, given its name and text. */
export function discover(fileName: string, text: string): Discovered {
  const discovery = DISCOVERIES.find(({ files }) => files.test(fileName)) ?? SOURCE_LIST;
  return discovery.read(text);
}
