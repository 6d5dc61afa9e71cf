// https://github.com/modelcontextprotocol/csharp-sdk: XmlToDescriptionGenerator, which reads comments of partial methods

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

const plain = (xml: string): string =>
  xml
    .replace(/<[^<>]{0,500}>/g, '')
    .replace(/&(lt|gt|amp|quot|apos);/g, (whole, name: string) => ENTITIES.get(name) ?? whole);

/** Lines trimmed and joined by a space, as the generator does it. */
const cleaned = (xml: string): string =>
  plain(xml)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ');

function element(doc: string, name: string, attributes = ''): string {
  const open = new RegExp(`<${name}${attributes}\\s*>`).exec(doc);
  if (!open) return '';
  const start = open.index + open[0].length;
  const end = doc.indexOf(`</${name}>`, start);
  return end < 0 ? '' : cleaned(doc.slice(start, end));
}

/** Summary and remarks; empty for none. */
export const summaryOf = (doc: string): string =>
  [element(doc, 'summary'), element(doc, 'remarks')].filter((each) => each !== '').join('\n');

export const returnsOf = (doc: string): string => element(doc, 'returns');

export const parameterDoc = (doc: string, name: string): string =>
  /^\w+$/.test(name) ? element(doc, 'param', `\\s+name\\s*=\\s*"${name}"`) : '';
