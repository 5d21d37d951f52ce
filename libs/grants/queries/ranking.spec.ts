import { describe, expect, it } from '@jest/globals';
import { ranked } from './ranking.js';

const points = (weightedTotal: number, ...belowThreshold: string[]) => ({ weightedTotal, belowThreshold });
const row = (case_id: string, scoring: object, state = 'scored') => ({
  case_id,
  state,
  title: 'Work',
  applicant: '987654325',
  applicant_name: 'Verkstedet',
  scoring: JSON.stringify(scoring),
  applied: 1000,
  granted: null,
  currency: 'NOK',
});

describe('the ranking of a call', () => {
  it('is by points: of the moderation, else the average of both assessors, else of the only one', () => {
    const items = ranked([
      row('one', { first: points(13) }),
      row('both', { first: points(14), second: points(13) }),
      row('moderated', { first: points(20), second: points(5), moderated: points(12) }),
    ]);
    expect(items.map(({ rank, id, points: of }) => [rank, id, of])).toEqual([
      [1, 'both', 13.5],
      [2, 'one', 13],
      [3, 'moderated', 12],
    ]);
  });

  it('shows ties, whoever comes after them is ranked as if they were apart', () => {
    const items = ranked([
      row('c', { first: points(10) }),
      row('a', { first: points(15) }),
      row('b', { first: points(16), second: points(14) }),
    ]);
    expect(items.map(({ rank, tied, id }) => [rank, tied, id])).toEqual([
      [1, true, 'a'],
      [1, true, 'b'],
      [3, false, 'c'],
    ]);
  });

  it('names the thresholds that were not reached by scores that count', () => {
    const scoring = { first: points(10, 'need'), second: points(9, 'plan', 'need') };
    expect(ranked([row('a', scoring)])[0]).toMatchObject({ belowThreshold: ['need', 'plan'] });
    expect(ranked([row('a', { ...scoring, moderated: points(9) })])[0]).toMatchObject({
      belowThreshold: [],
    });
  });

  it('leaves those without a rank whose points are not settled', () => {
    const items = ranked([
      row('waits', { first: points(20), second: points(2) }, 'awaiting-moderation'),
      row('new', {}, 'submitted'),
      row('done', { first: points(3) }, 'granted'),
    ]);
    expect(items.map(({ rank, id, points: of }) => [rank, id, of])).toEqual([
      [1, 'done', 3],
      [null, 'waits', 11],
      [null, 'new', null],
    ]);
  });
});
