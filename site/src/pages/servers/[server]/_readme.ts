import type { Shelf } from '../../../catalogue.ts';
import { count } from '../../../text/english.ts';
import { spellUnseen } from '../../../text/unseen.ts';

/** Names in which a README and the code differ, and in which way. */
interface Difference {
  sentence: string;
  names: string[];
}

function missingSentence(names: number, isComplete: boolean): string {
  const given = `The README gives ${count(names, 'tool')} that the code was not seen to offer`;
  if (isComplete) return `${given}.`;
  return `${given}. ${names === 1 ? 'It' : 'They'} may be among what could not be read.`;
}

/** How the list of tools in the README differs from what was read; empty where it does not, or where there is no such list. */
export function readmeDifferences({ readme, snapshot }: Shelf): Difference[] {
  if (!readme || !snapshot) return [];
  const { missing, unlisted } = readme;
  const differences = [
    { sentence: missingSentence(missing.length, snapshot.completeness === 'complete'), names: missing },
    {
      sentence: `The code offers ${count(unlisted.length, 'tool')} that the README does not give.`,
      names: unlisted,
    },
  ];
  return differences
    .filter(({ names }) => names.length > 0)
    .map(({ sentence, names }) => ({ sentence, names: names.map(spellUnseen) }));
}
