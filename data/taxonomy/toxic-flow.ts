import type { Classification } from '../schema/classification.ts';

/** One tool of a server with what it was found to do. */
export interface FlowTool {
  name: string;
  verdict: Classification;
}

/**
 * Three kinds of tools that one session must not have together: one that brings in strangers' text, one that shows what is
 * private, one that carries words outside. Each alone is ordinary; together they are enough for theft without any bug
 * (https://nvd.nist.gov/vuln/detail/CVE-2025-32711, https://invariantlabs.ai/blog/mcp-github-vulnerability).
 */
export interface ToxicFlow {
  ingress: string[];
  privateData: string[];
  egress: string[];
}

const INGRESS = ['untrusted_content_in'];
const PRIVATE = ['pii_read', 'secrets_read'];
const EGRESS = ['external_comm', 'public_exposure', 'generic_api', 'arbitrary_url'];

const having = (tools: readonly FlowTool[], facets: readonly string[]) =>
  tools
    .filter(({ verdict }) => facets.some((facet) => verdict.facets.includes(facet)))
    .map(({ name }) => name)
    .toSorted();

/** The tools of a server that make the three parts of the flow; null when one part is missing. */
export function toxicFlowOf(tools: readonly FlowTool[]): ToxicFlow | null {
  const [ingress, privateData, egress] = [INGRESS, PRIVATE, EGRESS].map((facets) => having(tools, facets));
  if (!ingress?.length || !privateData?.length || !egress?.length) return null;
  return { ingress, privateData, egress };
}
