import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { placeFlags, type FlagPlace } from './flags.js';
import { placeSideLabels } from './side-labels.js';
import { widthOf } from './text.js';

const flags = (...places: number[]) => places.map((x) => ({ x, text: `from ${x} per cent` }));
const rowsOf = ({ placed }: { readonly placed: readonly FlagPlace[] }) =>
  placed.map(({ row, side }) => `${side} ${row}`);

describe('labels of places on an axis', () => {
  it('stand to the right of their lines, in a row of their own where they would meet', () => {
    expect(rowsOf(placeFlags(flags(100, 400), 0, 800, 12))).toEqual(['right 0', 'right 0']);
    expect(rowsOf(placeFlags(flags(100, 120, 140), 0, 800, 12))).toEqual(['right 0', 'right 1', 'right 2']);
  });

  it('stand to the left where the picture ends', () => {
    expect(rowsOf(placeFlags(flags(740, 760, 780), 0, 800, 12))).toEqual(['left 0', 'left 1', 'left 2']);
  });

  it('never run over each other, over a line, or out of the picture; what has no room is named', () => {
    const places = fc.array(
      fc.record({ x: fc.integer({ min: 50, max: 800 }), text: fc.string({ maxLength: 40 }) }),
    );
    fc.assert(
      fc.property(places, (wanted) => {
        const { placed, left } = placeFlags(wanted, 20, 840, 12);
        expect(placed.length + left.length).toBe(wanted.length);
        const boxes = placed.map((flag) => {
          const width = widthOf(flag.text, 12);
          return { ...flag, from: flag.side === 'right' ? flag.x : flag.x - width, width };
        });
        for (const [index, a] of boxes.entries()) {
          expect(a.from >= 20 && a.from + a.width <= 840).toBe(true);
          for (const b of boxes.slice(index + 1)) {
            const meet = a.row === b.row && a.from < b.from + b.width && b.from < a.from + a.width;
            expect(meet).toBe(false);
            const [upper, lower] = a.row < b.row ? [a, b] : [b, a];
            const crosses =
              upper.row < lower.row && upper.x >= lower.from && upper.x <= lower.from + lower.width;
            expect(crosses).toBe(false);
          }
        }
      }),
    );
  });
});

describe('labels beside a picture', () => {
  it('stand apart, in the order of their heights, within what there is', () => {
    const labels = fc.array(
      fc.record({
        y: fc.integer({ min: 0, max: 300 }),
        lines: fc.array(fc.constant('x'), { minLength: 1, maxLength: 3 }),
      }),
    );
    fc.assert(
      fc.property(labels, (wanted) => {
        const { placed, left } = placeSideLabels(wanted, 0, 300, 12);
        expect(placed.length + left.length).toBe(wanted.length);
        for (const [index, { top, y, lines }] of placed.entries()) {
          const before = placed[index - 1];
          expect(top).toBeGreaterThanOrEqual(
            before === undefined ? 0 : before.top + before.lines.length * 16,
          );
          expect(y).toBeGreaterThanOrEqual(before?.y ?? 0);
          expect(top + lines.length * 16).toBeLessThanOrEqual(300);
        }
      }),
    );
  });
});
