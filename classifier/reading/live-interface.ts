import type { Field } from './field.ts';

const INTERFACE =
  /(?:browser|puppeteer|playwright|selenium|webdriver|devtools|desktop|appium|android|automation|gui|screen|mouse|chrome|mobile|simulator|emulator|xcode|maestro|computer[-_ ]?use|computer[-_ ]?control|windows[-_ ]?mcp|macos[-_ ]?(?:use|control|automator)|accessibility|stagehand|webpage|web[-_ ]?(?:driver|page|agent)|cdp\b)/i;
const SIBLING =
  /(?:^|\n)(?:\w+[_-])?(?:click|tap|swipe|double_?tap|type_?text|press_?key|press_?button|navigate|screenshot|take_?screenshot|snapshot|mouse_?click|mouse_?move|ui_?tap|drag)(?:$|\n|[_-]|(?=[A-Z]))/i;

/** Name, server or siblings show that what the server works on is a running interface: a browser, a desktop, a phone. */
export function isLiveInterface(fields: readonly Field[], siblings: readonly string[]): boolean {
  return (
    fields.some(({ path, text }) => path !== 'description' && INTERFACE.test(text)) ||
    SIBLING.test(siblings.join('\n'))
  );
}
