import { simulation } from '../../reading/setting.ts';
import { citing, type Rule } from '../rule.ts';

export const isSimulatedOnly: Rule = {
  id: 'is-simulated',
  version: 1,
  category: null,
  facet: 'simulated',
  says: 'acts on simulated state only',
  ask: (reading) => citing(simulation(reading)),
};
