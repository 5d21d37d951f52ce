import { describe, expect, it } from '@jest/globals';
import { FittedTable } from './table.js';
import { lengthOf, wrapped } from './text.js';

const widest = (text: string) => Math.max(...text.split('\n').map(lengthOf));
const table = (width: number) => {
  const fitted = new FittedTable(['case', 'ended', 'paid'], ['left', 'left', 'right'], width);
  fitted.push(['overdue report blocks a payout, then unspent money is recovered', 'paid', 'NOK 400,000.00']);
  fitted.push(['full grant', 'closed', 'NOK 900,000.00']);
  return fitted.toString();
};

describe('a table', () => {
  it('is as wide as what it holds, where there is room', () => {
    expect(widest(table(120))).toBe(93);
    expect(table(120).split('\n')[4]).toMatch(/^│ full grant +│ closed │ NOK 900,000.00 │$/);
  });

  it('wraps texts between words, never numbers, to fit', () => {
    expect(widest(table(60))).toBe(60);
    expect(table(60)).toContain('│ overdue report blocks a        │ paid   │ NOK 400,000.00 │');
    expect(table(60)).toContain('│ payout, then unspent money is  │        │                │');
  });

  it('becomes a list where its columns do not fit, and cuts no word', () => {
    const keys = new FittedTable(['projection', 'key', 'reason'], [], 40);
    keys.push(['work-queue', 'f60d865d-4648-5d7f-a09d-4295b279a444', 'there is no scheme that is called x']);
    expect(keys.toString()).toBe(
      [
        'projection  work-queue',
        'key         f60d865d-4648-5d7f-a09d-4295b279a444',
        'reason      there is no scheme that is',
        '            called x',
      ].join('\n'),
    );
  });
});

describe('a wrapped text', () => {
  it('stands below its first line', () => {
    expect(wrapped('2027 │ ', 'a b c d', 10)).toBe('2027 │ a b\n       c d');
    expect(wrapped('- ', 'word', 3)).toBe('- word');
    expect(wrapped('', 'pays NOK 1,000.00', 12)).toBe('pays\nNOK 1,000.00');
  });
});
