import type { Field } from './field.ts';

const INTERFACE =
  /(?:browser|puppeteer|playwright|selenium|webdriver|devtools|desktop|appium|android|automation|gui|screen|mouse|chrome)/i;
const SIBLING =
  /(?:^|\n)(?:\w+_)?(?:click|type_text|press_key|navigate|screenshot|take_screenshot|snapshot)(?:$|\n|_)/i;

/** Name, server or siblings show that what the server works on is a running interface: a browser, a desktop, a phone. */
export function isLiveInterface(fields: readonly Field[], siblings: readonly string[]): boolean {
  return (
    fields.some(({ path, text }) => path !== 'description' && INTERFACE.test(text)) ||
    SIBLING.test(siblings.join('\n'))
  );
}
