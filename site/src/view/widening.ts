/** Why one parameter lets a call reach further than the tool's name says. */
export interface Widening {
  word: string;
  why: string;
}

interface Described {
  name: string;
  type: string;
  description: string;
  schema: Record<string, unknown>;
}

interface Kind extends Widening {
  types: RegExp;
  /** Matched against the last part of the name, in snake case. */
  names: RegExp;
  /** Where the name alone says too little: the description must agree. */
  description?: RegExp;
}

const KINDS: readonly Kind[] = [
  {
    word: 'free code',
    why: 'whatever is written here is run',
    types: /string/,
    names: /(^|_)(code|script|command|cmd|expression|javascript|python|shell|program|function_body)$/,
  },
  {
    word: 'free query',
    why: 'the text decides what is read or changed',
    types: /string/,
    names: /(^|_)(sql|cypher|statement|graphql|query_text)$/,
  },
  {
    word: 'free query',
    why: 'the text decides what is read or changed',
    types: /string/,
    names: /(^|_)query$/,
    description: /\b(sql|cypher|graphql|statement|select)\b/i,
  },
  {
    word: 'free address',
    why: 'any host that the server can reach can be named',
    types: /string/,
    names: /(^|_)(urls?|uris?|endpoint|webhook|host|hostname|callback|base_url|domain)$/,
  },
  {
    word: 'free path',
    why: 'any file that the server can reach can be named',
    types: /string/,
    names:
      /(^|_)(path|paths|file|files|filename|file_path|filepath|directory|dir|folder|destination|source_path)$/,
  },
  {
    word: 'amount',
    why: 'nothing in the schema says how much is too much',
    types: /number|integer|string/,
    names: /(^|_)(amount|price|quantity|qty|total|value_in_cents|leverage|margin|budget|max_spend)$/,
  },
  {
    word: 'recipient',
    why: 'anyone can be addressed',
    types: /string/,
    names: /(^|_)(to|cc|bcc|recipients?|email|emails|phone|phone_number|to_address|wallet_address)$/,
  },
  {
    word: 'widening switch',
    why: 'it makes one call reach more than one thing, or skips a check',
    types: /boolean/,
    names:
      /^all(_|$)|(^|_)(all|force|recursive|everything|cascade|skip_confirmation|overwrite|purge|permanent|hard_delete)$/,
  },
];

function snakeCase(name: string): string {
  const last = name.split('.').at(-1);
  return (last === undefined ? name : last)
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replaceAll('-', '_');
}

/** A pattern or an upper bound in the schema means that the author has already narrowed the value. */
function isBounded(schema: Record<string, unknown>): boolean {
  return ['pattern', 'maximum', 'exclusiveMaximum'].some((key) => key in schema);
}

/** What makes a parameter a wide door; null where nothing about it does. Known wrong: names used in an unusual sense. */
export function wideningOf({ name, type, description, schema }: Described): Widening | null {
  if (isBounded(schema)) return null;
  const word = schema.format === 'uri' ? 'url' : snakeCase(name);
  const kind = KINDS.find(
    (candidate) =>
      candidate.types.test(type) &&
      candidate.names.test(word) &&
      (candidate.description === undefined || candidate.description.test(description)),
  );
  return kind ? { word: kind.word, why: kind.why } : null;
}
