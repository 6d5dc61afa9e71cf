import type { ArgumentRule, Policy, Window } from '#data/schema/policy.ts';
import type { Loss, LossId } from './loss.ts';
import type { MergeRules } from './merge-rules.ts';
import type { SettledServer, SettledTool } from './settle.ts';

/** A server's policy, and what the reader calls that server in their own configuration. */
export interface NamedPolicy {
  serverName: string;
  policy: Policy;
}

/** What a format can say. Whatever it cannot is settled the safe way and named as a loss. */
export interface Abilities {
  /** A person can be asked about each call. */
  asks: boolean;
  /** A tool can be refused and stay in the list; `silent` where the refusal carries no message of ours. */
  denies: boolean | 'silent';
  /** A tool can be taken out of the list. */
  hides: boolean;
  /** Windows in which calls of one tool can be counted. */
  counts: readonly Window[];
  /** What is inexact when a rule on arguments is written; null where it cannot be written. */
  checks: (rule: ArgumentRule) => LossId[] | null;
  /** Whether a rule can be about exactly this tool. */
  writes: (tool: string) => boolean;
  /** What is lost when the unlisted are to be denied, or left alone. */
  unlisted: Record<Policy['unlisted'], LossId | null>;
  /** What goes with an outcome although the format can say it. */
  caveats?: Partial<Record<'allow' | 'ask' | 'deny' | 'hide' | 'limit', LossId>>;
}

/** One product's format. Pure: the same policies give the same bytes. */
export interface Format {
  /** Name of its folder. */
  id: string;
  title: string;
  /** The product as a sentence names it. */
  product: string;
  /** Name for a download. */
  fileName: string;
  language: 'json' | 'python' | 'rego' | 'shell' | 'toml' | 'yaml';
  /** Where the text goes. */
  file: string;
  steps: readonly string[];
  /** What happens to a tool that the server adds tomorrow. */
  newTool: Record<Policy['unlisted'], string>;
  can: Abilities;
  /** Whether one document can tell servers apart; else their policies become one before they are written. */
  namesServers: boolean;
  /** The name under which rules for a server can be written; another than the reader's is a loss. */
  serverName?: (name: string) => string;
  /** Tools that there is no room for. */
  overflow?: (servers: readonly SettledServer[]) => ReadonlySet<SettledTool>;
  write: (servers: readonly SettledServer[]) => string;
  /** How it is added to a file that is there already; without it, it cannot be. */
  merge?: MergeRules;
}

/** Policies in one product's words. */
export interface Rendering {
  text: string;
  /** What the policies say and this format cannot; empty when nothing is lost. */
  losses: Loss[];
  file: string;
  steps: readonly string[];
  newTool: string;
}
