import type { Act } from '../../reading/act.ts';
import type { Reading } from '../../reading/reading.ts';
import { isPhrased } from '../phrased.ts';
import { doing, isDoing, isHead, isNear, isTo, names, type Rule, takesImage } from '../rule.ts';

/** Verbs that build something that runs only when their object does; "build a query" makes text. */
const LOOSE = new Set([
  'build',
  'rebuild',
  'compile',
  'ship',
  'release',
  'install',
  'promote',
  'recreate',
  'upgrade',
  'downgrade',
]);
const BUILT = [
  'deployment',
  'container',
  'code',
  'process',
  'infrastructure',
  'compute-resource',
  'page',
] as const;
/** A pipeline is built; what only has a model or a test in its name is not. */
const isBuilt = (act: Act) => isTo(act, ...BUILT) || isHead(act, 'job');

const STARTABLE = ['deployment', 'container', 'process', 'compute-resource', 'job'] as const;

/** Whatever is made is told what to run. */
const takesStartCommand = ({ parameters }: Reading) =>
  parameters.some(({ name }) => START_COMMAND.test(name));
const START_COMMAND =
  /^(?:(?:start|run|build|boot|init)_?(?:up_?)?(?:command|script|cmd)|entry_?point|cloud_?init(?:_?script)?)$/i;

/** Whatever a manifest names is made, and runs. */
const takesManifest = ({ parameters }: Reading) =>
  parameters.some(({ name }) => /^(?:manifests?|yaml|(?:resource|manifest)_?yaml)$/i.test(name));

/** What is upgraded to another version of itself, or built anew, runs differently afterwards. */
const RELEASED =
  /\b(?:versions?|engine|firmware|kernel|operating system|os|search index(?:es)?|index(?:es)?|apks?|ipas?|apps?)$/i;
/** "Upgrade PostgreSQL": by its name, a product. */
const isProduct = (act: Act) =>
  /^(?:up|down)grade$/.test(act.lemma) && act.objects.size === 0 && /^\w+ [A-Z]/.test(act.said);
/** "Apply a run": a plan that waits to be carried out. */
const PLANNED = /\b(?:runs?|plans?)$/i;
/** New software for a machine that runs, or the machine made anew. */
const UPDATES = /\b(?:updates?|patche?s?|upgrades?|fix(?:es)?|migrations?)$/i;
const SCHEMA = /\bschema (?:changes?|updates?|migrations?|diffs?)$/i;
const KUBERNETES = /\b(?:kubernetes|k8s) (?:resources?|objects?|manifests?)$/i;
const isRenewed = (act: Act) =>
  (/^(?:patch|regenerate)$/.test(act.lemma) && isHead(act, 'compute-resource')) ||
  (act.lemma === 'apply' && names(act, UPDATES) && isNear(act, 'compute-resource')) ||
  (act.lemma === 'apply' && names(act, SCHEMA)) ||
  (/^(?:patch|replace)$/.test(act.lemma) && names(act, KUBERNETES)) ||
  (act.lemma === 'migrate' && /\b(?:databases?|schemas?)$/i.test(act.said)) ||
  (act.lemma === 'provision' && /\binfrastructure$/i.test(act.said));

/** An application that is synchronised is brought to what its repository says. */
const SYNCED = /\b(?:applications?|apps?|deployments?|releases?|stacks?|clusters?)$/i;

/** A service that is made out of an image runs what is in it. */
const IMAGE = /^from an? (?:\w+ )?(?:docker|container|oci) image\b|^from an? image\b/;
const isFromImage = (act: Act) => isTo(act, 'process', 'deployment', 'container') && IMAGE.test(act.rest);

/** "Build a link": text that points somewhere. */
const ADDRESS = /\b(?:urls?|uris?|links?|deep ?links?|query strings?)\b/i;

const LIVE = /^to (?:production|prod|live|staging)\b/;

function deploysWhatRuns(reading: Reading, act: Act): boolean {
  if (isRenewed(act) || isPhrased(reading, act, 'deploys')) return true;
  if (isDoing(act, 'deploy'))
    return (
      (!LOOSE.has(act.lemma) && !/\bflags?$/i.test(act.said)) ||
      names(act, RELEASED) ||
      LIVE.test(act.rest) ||
      isProduct(act) ||
      (isBuilt(act) && !isTo(act, 'query') && !names(act, ADDRESS))
    );
  if (isDoing(act, 'create'))
    return (
      (KUBERNETES.test(act.said) && takesManifest(reading)) ||
      (isTo(act, 'deployment', 'container') && takesImage(reading)) ||
      (isTo(act, ...STARTABLE) && takesStartCommand(reading)) ||
      isFromImage(act)
    );
  if (/^(?:sync|synchroni[sz]e|reconcile)$/.test(act.lemma)) return names(act, SYNCED);
  return (
    isDoing(act, 'alter', 'run', 'start') &&
    act.lemma === 'apply' &&
    (isNear(act, 'deployment', 'infrastructure') || names(act, PLANNED))
  );
}

export const deploys: Rule = {
  id: 'deploys',
  version: 6,
  category: 'Execute',
  facet: 'deploys',
  says: 'builds, installs or deploys something that then runs',
  ask: (reading) => doing(reading, (act) => deploysWhatRuns(reading, act)),
};
