import { doing, isDoing, isHead, isTo, type Rule } from '../rule.ts';

export const createsCompute: Rule = {
  id: 'creates-compute',
  version: 1,
  category: null,
  facet: 'infra_control',
  says: 'creates a compute resource that is paid for',
  ask: (reading) =>
    doing(
      reading,
      (act) =>
        isDoing(act, 'create') &&
        isTo(act, 'compute-resource') &&
        !isHead(act, 'status', 'memory', 'association'),
    ),
};
