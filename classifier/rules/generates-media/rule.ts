import type { Act } from '../../reading/act.ts';
import { isPhrased } from '../phrased.ts';
import { doing, isDoing, isHead, isTo, names, type Rule, tells } from '../rule.ts';

const isVoice = (act: Act) =>
  /^(?:convert|turn|transform)$/.test(act.lemma) &&
  (/^(?:to|into) (?:natural |spoken )?(?:speech|audio|voice)\b/.test(act.rest) ||
    (WORDS.test(act.said) && MADE_INTO.test(act.rest)));
const WORDS = /\b(?:text|prompts?|descriptions?|lyrics|stor(?:y|ies)|ideas?)\b/i;

/** "Create" makes media only where it says from what; else it may only file it. */
const SOURCE =
  /\b(?:from|using|with|aus|mit|via|by)\b.*\b(?:prompts?|text|description|lyrics|beschreibung|ai|models?|scripts?|avatars?)\b|(?:텍스트|프롬프트|설명)(?:로|으로|에서)/i;

const MADE_INTO =
  /^(?:to|into|from one)\b.*\b(?:video|clip|speech|audio|voice|music|sound(?: effects?)?|image|picture|song|animation|3d model)\b/i;
/** One medium out of another: "turn a picture into a clip". */
const isMadeOver = (act: Act) =>
  /^(?:convert|transform|turn|change|animate)$/.test(act.lemma) &&
  isTo(act, 'media') &&
  MADE_INTO.test(act.rest);

/** An interface that is named after what it makes: "uses a text-to-speech model". */
const NAMED = /\b(?:text|speech|image|video)[- ]to[- ](?:speech|image|video|music|3d)\b/i;
const isNamed = (act: Act) => isDoing(act, 'do') && tells(act, NAMED);

/** A body seen in pictures is worked out, not drawn. */
const SEEN = /\b(?:from|of|using|with)\b.*\b(?:images?|photos?|pictures?|sketch(?:es)?|views?)\b/i;
const isModelled = (act: Act) =>
  isDoing(act, 'create') &&
  /\b3d (?:\w+ )?(?:models?|mesh(?:es)?|assets?)$/i.test(act.said) &&
  SEEN.test(act.rest);

/** An edit that is only described is painted by a model. */
const PROMPTED =
  /\b(?:using|with|by|from|based on)\b.*\b(?:prompts?|natural language|generative|ai|descriptions?)\b/i;
const isRepainted = (act: Act) => isDoing(act, 'alter') && isHead(act, 'media') && tells(act, PROMPTED);

/** A picture of what is known is drawn, not made up. */
const DRAWN =
  /\b(?:maps?|charts?|graphs?|plots?|diagrams?|flowcharts?|heat ?maps?|word ?clouds?|qr ?codes?|barcodes?|captchas?|sparklines?|screenshots?) (?:images?|pictures?|thumbnails?|gifs?)$/i;
const isDrawn = (act: Act) => names(act, DRAWN) && !tells(act, SOURCE);

const generates = (act: Act) =>
  isTo(act, 'media') &&
  !isHead(act, 'status') &&
  !isDrawn(act) &&
  (isDoing(act, 'generate') || (isDoing(act, 'create') && tells(act, SOURCE)));

export const generatesMedia: Rule = {
  id: 'generates-media',
  version: 6,
  category: 'Execute',
  facet: 'metered_generation',
  says: 'runs a metered generation of images, sound or video',
  ask: (reading) =>
    doing(
      reading,
      (act) =>
        isPhrased(reading, act, 'generates') ||
        isVoice(act) ||
        isMadeOver(act) ||
        isNamed(act) ||
        generates(act) ||
        isModelled(act) ||
        isRepainted(act) ||
        (act.lemma === 'transcribe' && reading.cues.has('metered')),
    ),
};
