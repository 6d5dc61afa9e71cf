// Text of a program, made ready to stand in one file with all others: what it asks about itself is answered by the file it came from.

const HASHBANG = /^#![^\n]*/;
const META = /\bimport\.meta\b/;
const COMMENTS = '(?:/\\*[^*]*\\*/\\s*)*';
/** One literal and nothing else: the bundler finds it by itself. */
const LITERAL = `(?:'[^'\\\\\n]*'|"[^"\\\\\n]*"|\`[^\`$\\\\]*\`)\\s*[),]`;
/** The parameters of a method that is named so, and the beginning of its body. */
const METHOD = '[^()\'"`]{0,400}\\)\\s*(?::\\s*[\\w<>[\\]|., ]{1,100})?\\{';
/** `import(path)` of a path that is computed. Text that quotes one in a string is left alone where the quote shows. */
const COMPUTED_IMPORT = new RegExp(
  `(?<![\\w$.])import\\s*\\(\\s*(?!${COMMENTS}${LITERAL}|${METHOD}|\\)|\\\\)`,
  'g',
);
/** How a program of CommonJS asks whether it was started itself. */
const MAIN = /\brequire\.main\b/g;

const declares = (name: string) => new RegExp(`\\b(?:const|let|var|function)\\s+${name}\\b`);
const MENTIONED: readonly [RegExp, RegExp, (path: string) => string][] = [
  [/\b__filename\b/, declares('__filename'), (path) => `var __filename = ${JSON.stringify(`/${path}`)};`],
  [/\b__dirname\b/, declares('__dirname'), (path) => `var __dirname = ${JSON.stringify(folderOf(path))};`],
];

const folderOf = (path: string) => `/${path}`.replace(/\/[^/]*$/, '') || '/';

function describeFile(path: string, main: boolean): string {
  const url = `file:///${encodeURI(path)}`;
  const meta = { url, filename: `/${path}`, dirname: folderOf(path), main, env: {} };
  return `var __importMeta = Object.assign(${JSON.stringify(meta)}, { resolve: String });`;
}

/** A file on its way into the bundle. */
export interface SourceFile {
  path: string;
  text: string;
  /** It is the one that is run. */
  main: boolean;
  /** What stands for the file in calls of `__importFrom`. */
  number: number;
}

export interface Prepared {
  text: string;
  /** It imports files whose names are computed. */
  computesImports: boolean;
}

/** The text as the bundler gets it. Lines keep their numbers. */
export function prepareSource({ path, text: source, main, number }: SourceFile): Prepared {
  const program = source.replace(HASHBANG, '');
  const text = program.replace(COMPUTED_IMPORT, `__importFrom(${number})(`);
  const mentioned = MENTIONED.filter(([use, declaration]) => use.test(program) && !declaration.test(program));
  const heads = [
    ...(META.test(program) ? [describeFile(path, main)] : []),
    ...mentioned.map(([, , head]) => head(path)),
  ];
  return {
    text:
      heads.join('') +
      text.replace(MAIN, main ? '(typeof module === "undefined" ? undefined : module)' : 'undefined'),
    computesImports: text !== program,
  };
}
