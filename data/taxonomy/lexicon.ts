import { z } from 'zod';
import { readYaml } from './read-yaml.ts';

/** What a verb does to its object. Which category follows is the rules' business. */
export const VerbSense = z.enum([
  'accept',
  'actuate',
  'alter',
  'append',
  'archive',
  'ask',
  'attach',
  'borrow',
  'call',
  'cancel',
  'clear',
  'close',
  'compute',
  'configure',
  'control',
  'copy',
  'create',
  'delete',
  'deploy',
  'destroy',
  'detach',
  'disable',
  'do',
  'download',
  'enable',
  'generate',
  'grant',
  'manage',
  'merge',
  'move',
  'pay',
  'place',
  'point',
  'publish',
  'purchase',
  'read',
  'remove',
  'reset',
  'restore',
  'revoke',
  'rollback',
  'run',
  'save',
  'send',
  'session',
  'sign',
  'start',
  'stop',
  'store',
  'subscribe',
  'trade',
  'transfer',
  'upload',
  'withdraw',
]);
export type VerbSense = z.infer<typeof VerbSense>;

/** What a call acts on, as far as it changes the answer of some rule. */
export const ObjectSense = z.enum([
  'agent',
  'api',
  'association',
  'bulk',
  'cache',
  'code',
  'command',
  'compute-resource',
  'container',
  'credential',
  'deployment',
  'exposure',
  'figures',
  'file',
  'guide',
  'identity',
  'infrastructure',
  'inline-value',
  'inspection',
  'job',
  'login',
  'loss-act',
  'machine',
  'margin-setting',
  'media',
  'membership',
  'memory',
  'message',
  'money',
  'obligation',
  'order',
  'page',
  'paid-good',
  'plan',
  'position',
  'price-list',
  'private',
  'process',
  'query',
  'query-only-language',
  'secret',
  'security-control',
  'small-own',
  'sql',
  'status',
  'subscription',
  'team',
  'transaction',
  'ui-element',
  'undertaking',
  'value-act',
  'wallet',
  'web-content',
  'webhook',
]);
export type ObjectSense = z.infer<typeof ObjectSense>;

/** A phrase that states something about the whole call. */
export const CueSense = z.enum([
  'bookkeeping',
  'books',
  'bulk',
  'calendar',
  'charges',
  'claims-read-only',
  'costs-money',
  'customers',
  'health',
  'irreversible',
  'inert',
  'letters',
  'market',
  'metered',
  'only-select',
  'outsiders',
  'overwrites',
  'paid',
  'pays',
  'poison',
  'recoverable',
  'sandboxed',
  'school',
  'shop',
  'simulated',
  'staff',
  'steering',
  'trading',
  'wildcard',
  'write-modes',
]);
export type CueSense = z.infer<typeof CueSense>;

/** A word list: plain in English; in other languages each surface with its English gloss. `*` at the end matches any ending. */
const Words = z.union([z.array(z.string()), z.record(z.string(), z.string())]);

/** How what stands behind a verb's stem ends, or (`^t`) all of it; `^` alone: nothing stands there. */
const Ending = z.string().regex(/^(?:\^|\^?\p{Ll}+)$/u);
const Endings = z.strictObject({
  infinitive: z.array(Ending),
  /** Where they are listed, a word with another ending names the act. */
  finite: z.array(Ending).optional(),
  /** It tells what something is, and is no verb ("guardado", "gespeicherten"). */
  participle: z.array(Ending),
  /** It names the act ("eliminación"), or is the plural of a noun that looks like the verb ("facturas"). */
  noun: z.array(Ending).optional(),
});

const Lexicon = z.strictObject({
  language: z.string().regex(/^[a-z]{2}$/),
  name: z.string(),
  /** How the language is found: by its letters, or (Latin letters) by its function words. */
  script: z.enum(['latin', 'cyrillic', 'han', 'kana', 'hangul']),
  /** Where the verb that says what the tool does stands in its sentence. */
  order: z.enum(['verb-first', 'verb-last']),
  functionWords: z.array(z.string()),
  /** Its letters beyond a to z, where other languages of its script have others. */
  letters: z.string().optional(),
  /** Words that may stand before the first verb without changing it ("this tool will", "used to"). */
  frames: z.array(z.string()),
  /** Words that join a second verb to the first. */
  conjunctions: z.array(z.string()),
  /** Words after which the verb's object is over. */
  prepositions: z.array(z.string()),
  /** Of the prepositions those that only say whose something is. */
  genitives: z.array(z.string()).optional(),
  negations: z.array(z.string()),
  /** Verbs that are as often nouns ("query", "order"): in a noun phrase they are not read as verbs. */
  nounVerbs: z.array(z.string()),
  /** Words that show that the noun after them is an object: articles and the like. English ones are grammar of the reading itself. */
  determiners: z.array(z.string()).optional(),
  /** What the ending of a word of a verb's stem makes of it. */
  endings: Endings.optional(),
  /** Within a sentence a word with a capital is a noun, and an infinitive may close it ("Token prüfen"). */
  capitalNouns: z.boolean().optional(),
  /** Letters of another spelling and the letter under which they are listed, one pair an item ("刪删"). */
  variants: z.array(z.string().regex(/^..$/u)).optional(),
  verbs: z.partialRecord(VerbSense, Words),
  /** Nouns that name the act itself ("removal"): they say what a tool does where its sentence has no verb. */
  nominals: z.partialRecord(VerbSense, Words).optional(),
  objects: z.partialRecord(ObjectSense, Words),
  cues: z.partialRecord(CueSense, Words),
});
export type Lexicon = z.infer<typeof Lexicon>;

const FILES = ['de', 'en', 'es', 'fr', 'it', 'ja', 'ko', 'pl', 'pt', 'ru', 'zh'];

/** Every word list, by language code. */
export const lexicons: ReadonlyMap<string, Lexicon> = new Map(
  FILES.map((language) => [language, readYaml(`lexicon/${language}.yml`, Lexicon)]),
);
