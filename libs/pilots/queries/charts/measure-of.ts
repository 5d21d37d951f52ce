import type { Measure } from '#charts/measure.js';
import type { PayoffUnit } from '../../contract/scenario.js';
import type { PictureWords } from './words.js';

/** How a chart writes figures of a unit. */
export function measureOf(unit: PayoffUnit, currency: string, words: PictureWords): Measure {
  switch (unit) {
    case 'minor units':
      return { kind: 'money', currency };
    case 'reached':
      return { kind: 'states', names: [words.notReached, words.reached] };
    case 'per cent':
      return { kind: 'number', unit: '%' };
    default:
      return { kind: 'number', unit: words.units[unit], isWhole: true };
  }
}
