import { callsAnyApi } from './calls-any-api/rule.ts';
import { cancelsCommitment } from './cancels-commitment/rule.ts';
import { changesExposure } from './changes-exposure/rule.ts';
import { changesState } from './changes-state/rule.ts';
import { controlsProcess } from './controls-process/rule.ts';
import { createsObligation } from './creates-obligation/rule.ts';
import { deletesData } from './deletes-data/rule.ts';
import { deploys } from './deploys/rule.ts';
import { drivesUi } from './drives-ui/rule.ts';
import { generatesMedia } from './generates-media/rule.ts';
import { grantsAccess } from './grants-access/rule.ts';
import { grantsSpending } from './grants-spending/rule.ts';
import { movesMoney } from './moves-money/rule.ts';
import { onlyReads } from './only-reads/rule.ts';
import { publishes } from './publishes/rule.ts';
import { purchases } from './purchases/rule.ts';
import { revokes } from './revokes/rule.ts';
import type { Rule } from './rule.ts';
import { runsCode } from './runs-code/rule.ts';
import { runsQueryLanguage } from './runs-query-language/rule.ts';
import { sendsOutside } from './sends-outside/rule.ts';
import { startsJobs } from './starts-jobs/rule.ts';
import { writesAgentMemory } from './writes-agent-memory/rule.ts';

/** Every rule, in the order in which a reader asks: money, loss, execution, change, reading. */
export const rules: readonly Rule[] = [
  movesMoney, createsObligation, purchases, changesExposure, grantsSpending,
  deletesData, cancelsCommitment, revokes,
  runsCode, runsQueryLanguage, startsJobs, controlsProcess, deploys, drivesUi, callsAnyApi, generatesMedia,
  sendsOutside, publishes, grantsAccess, writesAgentMemory, changesState,
  onlyReads,
];
