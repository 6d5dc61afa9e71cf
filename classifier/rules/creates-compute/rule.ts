import { doing, isDoing, isHead, type Rule } from '../rule.ts';

/** Servers that are only an entry somewhere. */
const CONFIGURED =
  /\b(?:mcp|application|proxy|discord|guild|dns|name|smtp|upstream) (?:servers?|nodes?)$|\bnodes?$/i;

export const createsCompute: Rule = {
  id: 'creates-compute',
  version: 2,
  category: null,
  facet: 'infra_control',
  says: 'creates a compute resource that is paid for',
  ask: (reading) =>
    doing(
      reading,
      (act) =>
        isDoing(act, 'create') &&
        isHead(act, 'compute-resource') &&
        !isHead(act, 'status', 'memory', 'association') &&
        !CONFIGURED.test(act.said),
    ),
};
