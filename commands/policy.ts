import type { Format, NamedPolicy } from '#classifier/policies/format.ts';
import { FORMATS, findFormat } from '#classifier/policies/index.ts';
import { renderPolicies } from '#classifier/policies/render.ts';
import { variantsFor } from '#classifier/policies/variants.ts';
import type { Policy } from '#data/schema/policy.ts';
import type { Store } from '#data/store/open.ts';
import type { Context } from './context.ts';
import { collectPolicies } from './policy-sources.ts';

export interface PolicyWish {
  format: string;
  /** One tool's document; null for the whole server. */
  tool: string | null;
  unlisted: 'allow' | 'deny';
  /** What the reader calls the server; null for its own name, or the one it has in their configuration. */
  serverName: string | null;
}

/** A policy's text in its format, and in sentences what the format could not say. */
export interface WrittenPolicy {
  format: Format;
  text: string;
  losses: string[];
}

function narrow(policy: Policy, { tool, unlisted }: PolicyWish): Policy {
  if (tool === null) return { ...policy, unlisted };
  const id = unlisted === 'allow' ? 'this-tool' : 'deny-by-default';
  const variant = variantsFor(policy, tool).find((candidate) => candidate.id === id);
  if (!variant) throw new TypeError(`there is no document ${id}`);
  return variant.policy;
}

function nameServers(policies: readonly NamedPolicy[], { serverName }: PolicyWish): readonly NamedPolicy[] {
  const [only] = policies;
  if (serverName === null || only === undefined) return policies;
  if (policies.length > 1) throw new Error('A configuration names its servers itself: leave out --name.');
  return [{ ...only, serverName }];
}

function having(policies: readonly NamedPolicy[], tool: string | null): readonly NamedPolicy[] {
  if (tool === null || policies.length === 1) return policies;
  const found = policies.filter(({ policy }) => policy.tools.some((advice) => advice.tool === tool));
  if (found.length === 0)
    throw new Error(`None of the ${policies.length} servers has a tool ${JSON.stringify(tool)}.`);
  return found;
}

/** The policy of what is wanted: a server of the catalogue, a source, or every server of a client's configuration in one document. */
export async function writePolicy(
  wanted: string,
  wish: PolicyWish,
  store: Store | null,
  context: Context,
): Promise<WrittenPolicy> {
  const format = findFormat(wish.format);
  if (!format)
    throw new Error(`There is no format ${wish.format}. Known: ${FORMATS.map(({ id }) => id).join(', ')}.`);
  const policies = nameServers(having(await collectPolicies(wanted, store, context), wish.tool), wish);
  const narrowed = policies.map(({ serverName, policy }) => ({ serverName, policy: narrow(policy, wish) }));
  const { text, losses } = renderPolicies(format, narrowed);
  return { format, text: text.trimEnd(), losses: losses.map(({ sentence }) => sentence) };
}
