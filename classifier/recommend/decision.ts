import type { Category, RiskLevel } from '#data/schema/classification.ts';
import type { Action } from '#data/schema/policy.ts';

/** What happens to a call, and the clause that says why. */
export interface Choice {
  action: Action;
  because: string;
}

const approve: Action = { kind: 'approve', message: 'Requires human approval.' };
const perMinute = (max: number): Action => ({ kind: 'limit', max, window: 'minute' });

type ByLevel = Record<RiskLevel, Action>;

const EXECUTE: ByLevel = {
  critical: approve,
  high: perMinute(10),
  medium: perMinute(10),
  low: perMinute(10),
};
const WRITE: ByLevel = { critical: approve, high: perMinute(10), medium: perMinute(30), low: perMinute(30) };
const READ: ByLevel = { critical: approve, high: approve, medium: perMinute(60), low: { kind: 'allow' } };

/** The default for a category at a policy level. `isRecoverable`: the definition says what is deleted can be had back. */
export function chooseAction(category: Category, level: RiskLevel, isRecoverable: boolean): Choice {
  switch (category) {
    case 'Financial':
      return { action: approve, because: 'a call can move money or commit to a payment' };
    case 'Destructive':
      return isRecoverable
        ? { action: approve, because: 'a call deletes, and the definition says that it can be recovered' }
        : { action: { kind: 'hide' }, because: 'a call can destroy what no ordinary call brings back' };
    case 'Execute':
      return { action: EXECUTE[level], because: 'what a call does depends on what it is told to run' };
    case 'Write':
      return { action: WRITE[level], because: 'a call changes what is stored, or sends something' };
    case 'Read':
      return { action: READ[level], because: 'a call reads' };
  }
}

/** The end of the sentence: what the action does about it. */
export function consequenceOf(action: Action): string {
  switch (action.kind) {
    case 'allow':
      return 'so calls are let through';
    case 'limit':
      return `so calls are limited to ${action.max} per ${action.window}`;
    case 'approve':
      return 'so a person must approve each call';
    case 'deny':
      return 'so every call is denied';
    case 'hide':
      return 'so the tool is hidden';
  }
}
