import type { Span } from '#data/schema/evidence.ts';
import { snake } from '../../reading/parameter.ts';
import type { Reading } from '../../reading/reading.ts';
import { citing, isDoing, type Rule } from '../rule.ts';

/** What is chosen where something is rented, and the consent to its price. */
const RENTED =
  /^(?:(?:confirm|accept|approve|acknowledge)_costs?(?:_\w+)?|(?:instance|machine|vm|server|compute|node_pool)_(?:type|size|class)|service_and_plan|sku|pricing_(?:plan|tier)|service_(?:plan|tier)|cloud_provider)$/;

/** A thing for sale has a stock number too. */
const ON_SALE = /^(?:price|unit_price|cost_?price|barcode|stock|tax|quantity)$/;
/** How large a machine is to be. */
const SIZE =
  /^(?:cpus?|cores|vcpus?|cpu_cores|num_cpus?|memory|memory_(?:mb|gb|size)|ram(?:_(?:mb|gb))?|\w*gpus?|gpu_(?:type|count)|disk_size(?:_gb)?|rootfs|storage_size)$/;
const MANY_SIZES = 2;

/** A machine is made, and its measures are given. */
function measures({ acts, parameters }: Reading): Span[] {
  const act = acts.find((one) => isDoing(one, 'create', 'copy'));
  const sizes = parameters.filter(({ name }) => SIZE.test(snake(name)));
  return act === undefined || sizes.length < MANY_SIZES ? [] : [act.span, ...sizes.map(({ cite }) => cite)];
}

function rents({ acts, parameters }: Reading): Span[] {
  if (parameters.some(({ name }) => ON_SALE.test(snake(name)))) return [];
  const act = acts.find((one) => isDoing(one, 'create'));
  const argument = parameters.find(({ name }) => RENTED.test(snake(name)));
  return act === undefined || argument === undefined ? [] : [act.span, argument.cite];
}

/** What hours and rows may be, by an argument. */
const HOURS = /^billable$/i;
const TIME = /\b(?:time (?:entr|activit|track)|timers?|timesheets?|hours)/i;

export const costsMoney: Rule = {
  id: 'costs-money',
  version: 3,
  category: null,
  facet: 'cost',
  says: 'uses something that is paid for',
  ask: (reading) => {
    const stated = reading.cues
      .of('costs-money')
      .filter(
        ({ field, quote }) =>
          !(HOURS.test(quote) && (field !== 'description' || TIME.test(reading.description))),
      );
    return citing([stated, rents(reading), measures(reading)].find((spans) => spans.length > 0) ?? []);
  },
};
