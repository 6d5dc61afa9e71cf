import { describeEffects } from '#classifier/policies/effects.ts';
import type { Format } from '#classifier/policies/format.ts';
import { FORMATS } from '#classifier/policies/index.ts';
import { toDocument } from '#classifier/policies/policy-json/document.ts';
import { POLICY_JSON } from '#classifier/policies/policy-json/render.ts';
import { renderPolicy } from '#classifier/policies/render.ts';
import { variantsFor } from '#classifier/policies/variants.ts';
import { code } from '#classifier/policies/wording.ts';
import type { Policy } from '#data/schema/policy.ts';
import { pageAt, serverPath } from '../address.ts';
import type { Entry, Shelf } from '../catalogue.ts';
import { asSentence } from '../text/english.ts';
import { renderSentence } from '../text/sentence.ts';
import { escapeUnseen } from '../text/unseen.ts';

/** What a document does, as HTML sentences under a heading each. */
interface EffectGroup {
  heading: string;
  sentences: string[];
}

/** One document in one format. */
export interface Panel {
  format: string;
  variant: string;
  title: string;
  /** Where the text goes. */
  file: string;
  /** Name of a downloaded copy. */
  download: string;
  /** Null where it is too long for this page: then `href` has it. */
  text: string | null;
  href: string | null;
  effects: EffectGroup[];
  losses: string[];
  /** What the reader must set, because the value in the document is our assumption. */
  adjust: string[];
  steps: string[];
}

interface Choice {
  id: string;
  title: string;
}

/** What a browser needs to write the documents of every other format itself, for the name that the reader gives the server. */
export interface LivePolicies {
  /** Address of the server's policy as data. */
  policies: string;
  serverName: string;
  /** The tool that the page is about; null for a whole server. */
  tool: string | null;
  /** Address of the page that has a document of every format, for those without scripts; null on that page. */
  elsewhere: string | null;
}

export interface PolicySwitchView {
  formats: Choice[];
  variants: Choice[];
  panels: Panel[];
  live?: LivePolicies;
}

/** Beyond this many tools the document for the whole server is linked instead of repeated on the page of each. */
const MAX_TOOLS_SHOWN = 40;

/** A name for the server as people write it into a client's configuration. */
export function configurationName(serverName: string): string {
  const name = serverName.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return name.replace(/^-+|-+$/g, '') || 'server';
}

export function serverPolicy({ server, entries }: Shelf): Policy {
  return { server: server.id, unlisted: 'deny', tools: entries.map((entry) => entry.policy) };
}

/** Address of the whole server's document in one format. */
export function policyFile(serverSlug: string, format: Format): string {
  return pageAt(`${serverPath(serverSlug)}${format.fileName}`);
}

function effectsOf(policy: Policy, entry: Entry, shelf: Shelf): EffectGroup[] {
  const others = shelf.entries.filter((other) => other !== entry).map((other) => other.policy);
  const { thisTool, otherTools, newTool } = describeEffects(toDocument(policy), entry.policy, others);
  return [
    { heading: 'This tool', sentences: thisTool.map(renderSentence) },
    { heading: 'The server’s other tools', sentences: otherTools.map(renderSentence) },
    { heading: 'A tool added tomorrow', sentences: newTool.map(renderSentence) },
  ];
}

/** Values in the document that are assumptions. Where a tool is denied or hidden, its argument rules are not in the document. */
function adjustmentsOf({ tools }: Policy): string[] {
  return tools
    .filter(({ action }) => action.kind === 'allow' || action.kind === 'limit')
    .flatMap(({ tool, argumentRules }) =>
      argumentRules.flatMap(({ adjust }) =>
        adjust === null ? [] : [renderSentence(`${code(tool)}: ${asSentence(adjust)}`)],
      ),
    );
}

/** One rendering of a policy, safe to show: invisible characters of names are escaped as the format itself escapes them. */
export function toPanel(format: Format, variant: Choice, policy: Policy, serverName: string): Panel {
  const rendering = renderPolicy(format, policy, configurationName(serverName));
  return {
    format: format.id,
    variant: variant.id,
    title: `${format.title}: ${variant.title.charAt(0).toLowerCase()}${variant.title.slice(1)}`,
    file: rendering.file,
    download: format.fileName,
    text: escapeUnseen(rendering.text),
    href: null,
    effects:
      format.id === 'policy-json'
        ? []
        : [{ heading: 'A tool added tomorrow', sentences: [renderSentence(rendering.newTool)] }],
    losses: rendering.losses.map(({ sentence }) => renderSentence(sentence)),
    adjust: format.id === 'policy-json' ? adjustmentsOf(policy) : [],
    steps: rendering.steps.map(renderSentence),
  };
}

/** What a browser needs to write the documents of one server, or of one tool of it. */
export function livePolicies({ server }: Shelf, tool: string | null): LivePolicies {
  const path = serverPath(server.slug);
  return {
    policies: pageAt(`${path}policies.json`),
    serverName: configurationName(server.name),
    tool,
    elsewhere: tool === null ? null : `${pageAt(path)}#control`,
  };
}

/** The recommended policy for one tool: three documents of the reference format, with what each does; the others are written on demand. */
export function policySwitchFor(entry: Entry, shelf: Shelf): PolicySwitchView {
  const variants = variantsFor(serverPolicy(shelf), entry.policy.tool);
  const panels = variants.map((variant) => {
    const panel = toPanel(POLICY_JSON, variant, variant.policy, shelf.server.name);
    const isShown = variant.policy.tools.length <= MAX_TOOLS_SHOWN;
    return {
      ...panel,
      text: isShown ? panel.text : null,
      href: isShown ? null : policyFile(shelf.server.slug, POLICY_JSON),
      effects: [...effectsOf(variant.policy, entry, shelf), ...panel.effects],
    };
  });
  return {
    formats: FORMATS.map(({ id, title }) => ({ id, title })),
    variants: variants.map(({ id, title }) => ({ id, title })),
    panels,
    live: livePolicies(shelf, entry.policy.tool),
  };
}
