import type { Act } from '../../reading/act.ts';
import { isFiled } from '../../reading/filed.ts';
import type { Reading } from '../../reading/reading.ts';
import { isRestarted } from '../../reading/restarted.ts';
import { isPhrased } from '../phrased.ts';
import { doing, isDoing, isHead, isNear, isTo, names, type Rule, tells } from '../rule.ts';

const RUNNING = [
  'process',
  'container',
  'deployment',
  'compute-resource',
  'job',
  'infrastructure',
  'agent',
] as const;

/** A call that is ended, a search that is begun, a timer or a thread are no processes, unless one is named. */
const isOnlyText = (act: Act) =>
  !/^(?:step|continue|hang up|end call)/.test(act.lemma) &&
  !names(act, SOUNDING) &&
  !isTo(act, ...RUNNING) &&
  (isNear(act, 'message') || isHead(act, 'inspection', 'undertaking'));
/** "Activate, pause or archive", of a tool that updates a status: one of its values. */
const isStatus = ({ name }: Reading, act: Act) =>
  name.act?.verb === 'alter' && name.parts.at(-1)?.text === 'status' && !isTo(act, ...RUNNING);
/** Things go on as usual: nothing is stopped. */
const isResumed = (act: Act) => isDoing(act, 'restore') && /\boperations?$/i.test(act.said);
/** What plays or records goes on until it is stopped. */
const SOUNDING = /\b(?:playback|recording|streaming|transcription|stream)$/i;

/** A shape is scaled, a layer or a row frozen without anything running. */
const SHAPE =
  /\b(?:\w*objects?|models?|meshes|mesh|shapes?|layers?|sprites?|parts?|geometr(?:y|ies)|drawings?|stl|svg|actors?|entit(?:y|ies)|features?|vectors?|values?|data|recipes?|elements?|components?|images?|panes?|rows?|columns?|tracks?)\b/i;
const isDrawn = (act: Act) =>
  /^(?:scale|freeze|unfreeze)$/.test(act.lemma) &&
  !isTo(act, 'process', 'container', 'deployment', 'compute-resource') &&
  (names(act, SHAPE) || tells(act, /\bax[ei]s\b|\buniformly\b/));
/** As many run as are set. */
const COUNT =
  /\b(?:replicas?(?: count)?|desired count|(?:number|count) of (?:replicas?|instances|workers|nodes|pods))\b/i;
/** What is opened for somebody to work with is a program. */
const INTERFACE = /^(?:open|opens|opening)\b.*\b(?:user interface|gui|ui|editor|ide)(?= of |$)/i;

/** A node of a drawing has a size too. */
const NODE = /\bnodes?$/i;
const BROWSER = /\bbrowser (?:sessions?|instances?|contexts?|process)$/i;
/** On paper or in plastic: a machine works. */
const PRINTER = /\b(?:on|to|with|using) (?:[\p{L}\d-]+ ){0,5}printers?\b/iu;
/** How a machine is moved. */
const MOTION =
  /^(?:move|rotate|turn|tilt|position|raise|lower|lift|extend|stretch|shift|open|close|swing|arm|disarm|aim)$/;
const POSE = /\b(?:velocity|speed|position|angle|pose|joints?|trajectory)\b/i;
const isMotion = (act: Act) =>
  isTo(act, 'machine') &&
  isDoing(act, 'move', 'alter', 'create', 'close', 'enable') &&
  (MOTION.test(act.lemma) || (act.lemma === 'set' && names(act, POSE)));
/** What is sent or written to a machine moves it. */
const isOrdered = (act: Act) =>
  isDoing(act, 'send', 'publish', 'store', 'alter') &&
  (act.lemma === 'write' || act.lemma === 'set' || !isDoing(act, 'store', 'alter')) &&
  isNear(act, 'machine');

/** The memory of what runs is part of it. */
const INSIDE =
  /\b(?:memory|registers?) (?:of|in) (?:an?|the) (?:[\w-]+ ){0,2}(?:process|debuggee|inferior)\b/i;
const isInside = (act: Act) => isDoing(act, 'store', 'alter') && tells(act, INSIDE);

/** Whoever attaches to a program holds it. */
const HELD = /^attach(?:es|ing)? to\b/i;
const isHeld = (act: Act) => isDoing(act, 'attach') && names(act, HELD) && isTo(act, 'process', 'container');

/** As one sets the power of a machine. */
const isPowered = (act: Act) =>
  isDoing(act, 'alter') &&
  /^\w+ (?:the )?power\b/i.test(act.said) &&
  isTo(act, 'compute-resource', 'process', 'container');

/** A session that is begun or ended with what runs in it. */
const SHELL = /\b(?:terminal|shell|pty|tmux|debug(?:ger|ging)?|kernel|repl) sessions?$/i;
const isShell = (act: Act) => (isDoing(act, 'create') || act.lemma === 'close') && names(act, SHELL);

/** What plays or records is switched between the two. */
const SWITCHED = /\b(?:outputs?|streams?|recording|virtual ?cam(?:era)?|playback|replay buffer)\b/i;
const isSwitched = (act: Act) => /^toggle\b/.test(act.lemma) && names(act, SWITCHED);

/** Brought to its end, a migration takes effect. */
const CUT_OVER = /\b(?:migrations?|failovers?|switchovers?|cutovers?|rollouts?)$/i;
const isCutOver = (act: Act) =>
  /^(?:complete|finish|finali[sz]e|commit|undo|revert)$/.test(act.lemma) && names(act, CUT_OVER);

/** "Cancel a running render": whatever it is, it runs. */
const RUNS = /\b(?:running|in[- ]progress|ongoing|queued|current)\b/i;

export const controlsProcess: Rule = {
  id: 'controls-process',
  version: 5,
  category: 'Execute',
  facet: 'infra_control',
  says: 'starts, stops or resizes something that is running',
  ask: (reading) =>
    doing(
      reading,
      (act) =>
        (isDoing(act, 'start', 'stop', 'control') &&
          !isOnlyText(act) &&
          !isFiled(act) &&
          !isDrawn(act) &&
          !isStatus(reading, act)) ||
        isPhrased(reading, act, 'controls') ||
        isMotion(act) ||
        isOrdered(act) ||
        isHeld(act) ||
        isInside(act) ||
        isPowered(act) ||
        isShell(act) ||
        isSwitched(act) ||
        isCutOver(act) ||
        isRestarted(reading, act) ||
        (isDoing(act, 'create') && names(act, INTERFACE)) ||
        (isDoing(act, 'alter', 'configure') && names(act, COUNT)) ||
        (act.lemma === 'resize' && isHead(act, 'compute-resource') && !names(act, NODE)) ||
        (isDoing(act, 'create', 'start') && names(act, BROWSER)) ||
        (act.lemma === 'print' && tells(act, PRINTER)) ||
        (isDoing(act, 'cancel', 'disable') && names(act, RUNS)) ||
        (isDoing(act, 'rollback') && isHead(act, 'compute-resource', 'container')) ||
        (isDoing(act, 'disable') && isHead(act, 'process') && !isTo(act, 'security-control')) ||
        (isDoing(act, 'cancel', 'rollback', 'restore') &&
          isHead(act, 'job', 'process', 'deployment') &&
          !isResumed(act) &&
          !isTo(act, 'order', 'security-control')),
    ),
};
