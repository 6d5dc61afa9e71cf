import type { PackagePlace } from '#data/schema/tool.ts';
import { exposuresOf } from '#data/taxonomy/attack-patterns.ts';
import { toxicFlowOf } from '#data/taxonomy/toxic-flow.ts';
import { categoryPath, fullUrl, levelPath, pageAt, serverPath, toolPath } from '../../../../address.ts';
import { catalogue, type Entry, readShelf, type Shelf } from '../../../../catalogue.ts';
import { settings } from '../../../../settings.ts';
import { excerpt } from '../../../../text/excerpt.ts';
import { languageOf } from '../../../../text/language.ts';
import { renderMarkdown } from '../../../../text/markdown.ts';
import { countUnseen, spellUnseen } from '../../../../text/unseen.ts';
import { compareHints } from '../../../../view/annotations.ts';
import { breadcrumbJsonLd, type Crumb, faqJsonLd } from '../../../../view/json-ld.ts';
import { listParameters } from '../../../../view/parameters.ts';
import { provenanceOf } from '../../../../view/permalink.ts';
import { policySwitchFor } from '../../../../view/policy-switch.ts';
import { levelName } from '../../../../view/words.ts';
import { historyOf } from './_history.ts';
import { answerQuestions } from './_questions.ts';
import { quotesOf } from './_quotes.ts';
import { relatedTools, saferSibling } from './_related.ts';
import { reportUrl } from './_report.ts';
import { adjustmentReason, correctionSentence, textOf, whatItDoes } from './_sentences.ts';

function crumbsOf({ verdict }: Entry, { server }: Shelf): Crumb[] {
  return [
    { name: `${levelName(verdict.risk.plain)} risk`, path: levelPath(verdict.risk.plain) },
    { name: verdict.category, path: categoryPath(verdict.category) },
    { name: spellUnseen(server.name), path: serverPath(server.slug) },
  ];
}

/** The author's description, rendered; null where there is none. */
function describe({ tool }: Entry) {
  const { description } = tool.definition;
  if (description === undefined || description.trim() === '') return null;
  return {
    html: renderMarkdown(description),
    language: languageOf(description),
    unseen: countUnseen(description),
    isLong: description.length > 3000,
  };
}

function parametersOf({ tool }: Entry) {
  const { inputSchema } = tool.definition;
  return inputSchema === undefined ? null : listParameters(inputSchema);
}

function getSnapshot({ server, snapshot }: Shelf) {
  if (!snapshot) throw new Error(`${server.id} has tools but no reading: the catalogue is damaged.`);
  return snapshot;
}

/** The package that the server takes a tool from, and where in it the tool is defined. */
const dependencyOf = ({ snapshot, location }: PackagePlace) => ({
  origin: snapshot.origin,
  provenance: provenanceOf(snapshot, location),
});

function identityOf({ tool }: Entry, shelf: Shelf) {
  const { definition, definitionHash } = tool;
  const snapshot = getSnapshot(shelf);
  return {
    name: spellUnseen(definition.name),
    exactName: definition.name,
    title: definition.title === undefined ? null : spellUnseen(definition.title),
    server: {
      id: shelf.server.id,
      name: spellUnseen(shelf.server.name),
      href: pageAt(serverPath(shelf.server.slug)),
    },
    origin: snapshot.ref.origin,
    provenance: provenanceOf(snapshot.ref, definition.location),
    dependency: definition.definedIn ? dependencyOf(definition.definedIn) : null,
    readAt: snapshot.readAt,
    extractor: definition.extractor,
    hash: definitionHash,
    flag: definition.conditional ? definition.conditional.flag : null,
  };
}

async function findEntry(serverSlug: string, toolSlug: string): Promise<{ entry: Entry; shelf: Shelf }> {
  const shelf = await readShelf(serverSlug);
  const entry = shelf.entries.find((candidate) => candidate.tool.slug === toolSlug);
  if (!entry) throw new Error(`There is no tool ${serverSlug}/${toolSlug} in the catalogue.`);
  return { entry, shelf };
}

/** The three-part flow of the server's tools, where this one is a part of it; null otherwise. */
function flowWith({ tool }: Entry, { entries }: Shelf) {
  const tools = entries.map((entry) => ({ name: entry.tool.definition.name, verdict: entry.verdict }));
  const flow = toxicFlowOf(tools);
  const { name } = tool.definition;
  const isPart = flow && [...flow.ingress, ...flow.privateData, ...flow.egress].includes(name);
  if (!flow || !isPart) return null;
  const spelt = (names: readonly string[]) => names.map(spellUnseen);
  return {
    ingress: spelt(flow.ingress),
    privateData: spelt(flow.privateData),
    egress: spelt(flow.egress),
  };
}

/** Everything that a tool's page shows. */
export async function viewTool(serverSlug: string, toolSlug: string) {
  const { entry, shelf } = await findEntry(serverSlug, toolSlug);
  const { tool, verdict } = entry;
  const path = toolPath(serverSlug, toolSlug);
  const identity = identityOf(entry, shelf);
  const parameters = parametersOf(entry);
  const crumbs = crumbsOf(entry, shelf);
  const control = policySwitchFor(entry, shelf);
  const does = whatItDoes(entry, shelf, parameters);
  const questions = answerQuestions({
    entry,
    shelf,
    does: textOf(does),
    parameters,
    safer: saferSibling(entry, shelf),
  });
  return {
    path,
    json: pageAt(`${path}index.json`),
    title: `${identity.name} on ${identity.server.name}: ${verdict.category}, ${verdict.risk.plain} risk`,
    summary: excerpt(textOf(does), 300),
    crumbs,
    jsonLd: [breadcrumbJsonLd(crumbs, fullUrl), faqJsonLd(questions)],
    identity,
    verdict,
    rationale: spellUnseen(verdict.rationale),
    wouldChange: verdict.wouldChange.map(spellUnseen),
    correction: verdict.correction && correctionSentence(verdict.correction),
    adjustment: adjustmentReason(verdict),
    description: describe(entry),
    does,
    ...quotesOf(entry, shelf),
    parameters,
    hints: tool.definition.annotations ? compareHints(tool.definition.annotations, verdict) : [],
    attacks: { exposures: exposuresOf(verdict), flow: flowWith(entry, shelf) },
    control,
    related: relatedTools(entry, shelf),
    toolsOfServer: shelf.entries.length,
    questions,
    history: await historyOf(catalogue(), tool.id),
    report: reportUrl(settings.repositoryUrl, { name: identity.name, toolId: tool.id, url: fullUrl(path) }),
  };
}
export type ToolView = Awaited<ReturnType<typeof viewTool>>;

/** The same page as data: the catalogue's own records, nothing shortened or spelt out. */
export async function toolRecord(serverSlug: string, toolSlug: string) {
  const { entry, shelf } = await findEntry(serverSlug, toolSlug);
  const { id, name, origins } = shelf.server;
  const { ref, path, readAt, completeness } = getSnapshot(shelf);
  return {
    id: entry.tool.id,
    page: fullUrl(toolPath(serverSlug, toolSlug)),
    server: { id, name, origins, page: fullUrl(serverPath(serverSlug)) },
    snapshot: { ...ref, path, readAt, completeness },
    definitionHash: entry.tool.definitionHash,
    definition: entry.tool.definition,
    classification: entry.verdict,
    policy: entry.policy,
  };
}
