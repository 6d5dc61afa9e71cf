import type { Act } from './act.ts';
import type { Reading } from './reading.ts';

const RESTART =
  /\b(?:re-?boots?|re-?start(?:s|ing|ed)?|reset (?:button|pin|line)|power[- ]cycles?|action=reset)\b/i;
const MACHINE = /\b(?:devices?|virtual machines?|vms?|servers?|controllers?|routers?|modems?)$/i;

/** "Reset the device; it reboots": switched off and on, with nothing lost. */
export const isRestarted = ({ description }: Reading, { verb, said }: Act): boolean =>
  verb === 'reset' && MACHINE.test(said) && RESTART.test(description);
