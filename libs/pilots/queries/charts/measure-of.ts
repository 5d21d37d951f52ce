import type { Measure } from '#charts/measure.js';
import type { PayoffUnit } from '../../contract/scenario.js';

/** How a chart writes figures of a unit. */
export function measureOf(unit: PayoffUnit, currency: string): Measure {
  switch (unit) {
    case 'minor units':
      return { kind: 'money', currency };
    case 'reached':
      return { kind: 'states', names: ['not reached', 'reached'] };
    default:
      return unit === 'per cent' ? { kind: 'number', unit: '%' } : { kind: 'number', unit, isWhole: true };
  }
}
