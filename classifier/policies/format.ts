import type { Policy } from '#data/schema/policy.ts';

export interface RenderOptions {
  /** What the reader calls the server in their own configuration. */
  serverName: string;
}

/** A policy in one product's words. */
export interface Rendering {
  text: string;
  /** What the policy says and this format cannot, one plain sentence each; empty when nothing is lost. */
  losses: string[];
  /** Where the text goes. */
  file: string;
  steps: string[];
  /** What happens to a tool that the server adds tomorrow. */
  newTool: string;
}

/** One product's format. Pure: the same policy gives the same bytes. */
export interface Format {
  /** Name of its folder. */
  id: string;
  title: string;
  /** Name for a download. */
  fileName: string;
  language: 'json' | 'toml';
  mediaType: string;
  render(policy: Policy, options: RenderOptions): Rendering;
}
