import { describe, expect, it } from '@jest/globals';
import { EVERYTHING, MEASURED } from '../testing/sample.js';
import { OPERATORS, type Choose } from '../testing/invalidating.js';
import { settleDocuments } from './settle-documents.js';

const DRAWS = 10;
const drawn = Object.keys(OPERATORS).flatMap((name) =>
  Array.from({ length: DRAWS }, (_, draw) => ({ name, draw })),
);

describe('invalid terms and measurements', () => {
  it('are more than 200, drawn from every operator', () => {
    expect(drawn.length).toBeGreaterThanOrEqual(200);
  });

  it('come from documents that can be settled', () => {
    expect(settleDocuments(EVERYTHING, MEASURED)).toMatchObject({ ok: true });
  });

  it.each(drawn)('are refused with the place of the fault: $name, $draw', ({ name, draw }) => {
    const { terms, measurements, document, path } = OPERATORS[name]!(chooser(draw));
    const result = settleDocuments(terms, measurements);
    expect(result.ok).toBe(false);
    const faults = result.ok ? [] : result.faults;
    expect(faults.map((fault) => `${fault.document} ${fault.path}`)).toContain(`${document} ${path}`);
    for (const { message } of faults) expect(message).toMatch(/^[A-Z][^\n]*\.$/);
  });
});

/** A generator of its own (mulberry32), so that a draw that fails can be drawn again by its number. */
function chooser(seed: number): Choose {
  let state = (seed + 1) * 0x9e3779b1;
  return (from) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return from[((mixed ^ (mixed >>> 14)) >>> 0) % from.length]!;
  };
}
