import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Fault, Reading } from '../../contract/faults.js';
import type { Variation } from '../../contract/scenario.js';
import { exact, type Exact } from '../exact.js';
import { shapeFaults } from '../schema.js';

/** More points than this are no use to a picture, and each of them is a settlement. */
export const MOST_POINTS = 500;

const DECIMAL = /^-?\d{1,16}(?:\.\d{1,9})?$/;
const count = { type: 'integer', minimum: 0, maximum: 1_000_000_000 };
const figure = { type: ['number', 'string'], pattern: DECIMAL.source };

const isVariationShape = new Ajv2020({
  allErrors: true,
  allowUnionTypes: true,
  ownProperties: true,
}).compile<Variation>({
  type: 'object',
  additionalProperties: false,
  required: ['metric'],
  properties: {
    metric: { type: 'string' },
    cohort: { type: 'string' },
    from: figure,
    to: figure,
    points: { type: 'integer', minimum: 2, maximum: MOST_POINTS },
    baseline: {
      type: 'object',
      additionalProperties: false,
      required: ['events', 'persons'],
      properties: { events: count, persons: count },
    },
    persons: count,
  },
});

/** What is to be varied, its form checked; whether the terms have it is for others to say. */
export function readVariation(document: unknown): Reading<Variation> {
  return isVariationShape(document)
    ? { ok: true, value: document }
    : { ok: false, faults: shapeFaults(isVariationShape) };
}

/** Two ends of a range, in order, or what is wrong with them. */
export type Ends<T> =
  | { readonly ok: true; readonly from: T; readonly to: T }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** The range as exact decimals. */
export function decimalEnds({ from, to }: Variation): Ends<Exact> {
  const ends = Object.entries({ from, to });
  const faults = ends.flatMap(([name, value]): Fault[] => {
    const path = `/${name}`;
    if (value === undefined) return [{ path, message: 'This member is missing.' }];
    // JSON allows 1e-9 for a number, which no contract is written in.
    return DECIMAL.test(String(value)) ? [] : [{ path, message: 'This is no decimal of at most 9 places.' }];
  });
  if (faults.length > 0) return { ok: false, faults };
  const [low, high] = [exact(String(from)), exact(String(to))];
  if (low.compare(high) > 0)
    return { ok: false, faults: [{ path: '/to', message: 'The range ends before it begins.' }] };
  return { ok: true, from: low, to: high };
}

/** The range as whole numbers, neither below 0 nor above what is given. */
export function wholeEnds(variation: Variation, most = Number.MAX_SAFE_INTEGER): Ends<number> {
  const ends = decimalEnds(variation);
  if (!ends.ok) return ends;
  const faults = Object.entries({ from: ends.from, to: ends.to })
    .filter(([, end]) => end.d !== 1n || end.compare(0) < 0 || end.compare(most) > 0)
    .map(([name]) => ({ path: `/${name}`, message: `This must be a whole number from 0 to ${most}.` }));
  if (faults.length > 0) return { ok: false, faults };
  return { ok: true, from: Number(ends.from.n), to: Number(ends.to.n) };
}
