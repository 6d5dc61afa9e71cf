import type { Act } from '../../reading/act.ts';
import type { Reading } from '../../reading/reading.ts';
import { doing, isDoing, isHead, type Rule } from '../rule.ts';

/** Servers that are only an entry somewhere. */
const CONFIGURED =
  /\b(?:mcp|application|proxy|discord|guild|dns|name|smtp|upstream|resource) (?:servers?|nodes?)$|\bnodes?$|\b(?:component|object|widget|class|material|actor|block|symbol|blueprint|template|process|workflow|canvas|browser|form|bot)(?:'s)? instances?$|\binstances? of (?:an? )?(?:component|symbol|template|class|block|widget)/i;

/** Storage is paid for where machines are rented. */
const STORAGE = /\b(?:volumes?|disks?|add-?ons?|file ?systems?)\b/i;
const RENTED =
  /(?:^|[\s_-])(?:servers?|droplets?|instances?|vms?|dynos?|node_?pools?|load_?balancers?|regions?|deployments?)(?:$|[\s_-])/i;
const isRented = ({ input }: Reading) =>
  !/docker|podman|kube|k8s/i.test(`${input.server?.name} ${input.server?.description}`) &&
  (input.siblings ?? []).some((name) => RENTED.test(name));

const grows = (act: Act) => /^(?:resize|extend|enlarge|expand|grow|upgrade)$/.test(act.lemma);

export const createsCompute: Rule = {
  id: 'creates-compute',
  version: 5,
  category: null,
  facet: 'infra_control',
  says: 'creates a compute resource that is paid for',
  ask: (reading) =>
    doing(reading, (act) => {
      if (CONFIGURED.test(act.said) || isHead(act, 'status', 'memory', 'association')) return false;
      const isStorage = STORAGE.test(act.said) && isRented(reading);
      return isDoing(act, 'create', 'copy')
        ? isHead(act, 'compute-resource') || isStorage
        : grows(act) && isStorage;
    }),
};
