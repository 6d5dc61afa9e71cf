import type { Act } from '../../reading/act.ts';
import { doing, isDoing, isHead, isTo, type Rule } from '../rule.ts';

const isVoice = (act: Act) =>
  act.lemma === 'convert' && /^(?:to|into) (?:natural |spoken )?(?:speech|audio|voice)\b/.test(act.rest);

/** "Create" makes media only where it says from what; else it may only file it. */
const SOURCE =
  /\b(?:from|using|with|aus|mit|via|by)\b.*\b(?:prompts?|text|description|lyrics|beschreibung|ai|models?|scripts?|avatars?)\b|(?:텍스트|프롬프트|설명)(?:로|으로|에서)/i;

const generates = (act: Act) =>
  isTo(act, 'media') &&
  !isHead(act, 'status') &&
  (isDoing(act, 'generate') || (isDoing(act, 'create') && SOURCE.test(`${act.span.quote} ${act.rest}`)));

export const generatesMedia: Rule = {
  id: 'generates-media',
  version: 3,
  category: 'Execute',
  facet: 'metered_generation',
  says: 'runs a metered generation of images, sound or video',
  ask: (reading) =>
    doing(
      reading,
      (act) => isVoice(act) || generates(act) || (act.lemma === 'transcribe' && reading.cues.has('metered')),
    ),
};
