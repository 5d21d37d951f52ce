import { describe, expect, it } from '@jest/globals';
import { CsvSplitter } from './csv-splitter.js';

/** The rows of a text: their cells, or the code of what is wrong with them after the cells before it. */
function split(text: string, { delimiter = ',', piece = text.length || 1 } = {}): unknown[] {
  const splitter = new CsvSplitter({ delimiter, lineBreak: '\n' });
  const rows = [];
  for (let at = 0; at < text.length; at += piece) rows.push(...splitter.push(text.slice(at, at + piece)));
  rows.push(...splitter.end());
  return rows.map(({ cells, fault }) => (fault ? [...cells, fault.code] : cells));
}

const TITLES = 'id,title,currency,amount\n';
const ROW = ['d', 'T', 'GBP', '10'];
const BEFORE = TITLES.trim().split(',');

describe('the rows of a CSV text', () => {
  const text = `${TITLES}a,"1\r\n2, ""q""\n",GBP,"1"\r\n"b",5" pipe,"" ,"Best" way\n\nc,,,`;
  const rows = [
    BEFORE,
    ['a', '1\r\n2, "q"\n', 'GBP', '1'],
    ['b', '5" pipe', '', '"Best" way'],
    [''],
    ['c', '', '', ''],
  ];

  it('are those of RFC 4180, and a quote inside a cell is one of its characters', () => {
    expect(split(text)).toEqual(rows);
  });

  it.each([1, 2, 3, 7])('are the same when the text comes in pieces of %d', (piece) => {
    expect(split(text, { piece })).toEqual(rows);
  });

  it.each([
    ['is never closed', 'b,"open,GBP,10\nd,T,GBP,10\n'],
    ['is closed where text follows, on a later line', 'b,"open,GBP,10\nd,T,GBP,10\nd,"T",GBP,10\n'],
    ['is closed at the end of a later line', 'b,"open,GBP,10\nd,T,GBP,10\nd,T,GBP,"10"\nd,T,GBP,10\n'],
    ['is closed where text follows, on its line', 'b,"open,GBP" x,10\nd,T,GBP,10\n'],
    ['stands in the last cell', 'b,open,GBP,"10\nd,T,GBP,10\nd,"T",GBP,10\n'],
  ])('lose the one with a quote that %s, and no other', (_, odd) => {
    const [first, stray, ...others] = split(TITLES + odd);
    expect(first).toEqual(BEFORE);
    expect(stray).toEqual(expect.arrayContaining(['b', 'stray-quote']));
    expect(others.length).toBeGreaterThan(0);
    expect(others).toEqual(others.map(() => ROW));
  });

  it('are not merged by two stray quotes that fit each other', () => {
    const odd = 'b,"open,GBP,10\nc,5",GBP,999\nd,T,GBP,10\n';
    expect(split(TITLES + odd)).toEqual([BEFORE, ['b', 'stray-quote'], ['c', '5"', 'GBP', '999'], ROW]);
    const between = 'b,"open,GBP,10\nd,T,GBP,10\nc,5",GBP,999\n';
    expect(split(TITLES + between)).toEqual([BEFORE, ['b', 'stray-quote'], ROW, ['c', '5"', 'GBP', '999']]);
  });

  it('may be uneven over several lines, which are no rows', () => {
    expect(split(`${TITLES}b,"one,\ntwo"\nd,T,GBP,10`)).toEqual([BEFORE, ['b', 'one,\ntwo'], ROW]);
  });

  it('may have commas in the lines of a cell', () => {
    const cell = 'to buy, lend\nand, now and then, to give';
    expect(split(`${TITLES}b,"${cell}",GBP,10`)).toEqual([BEFORE, ['b', cell, 'GBP', '10']]);
  });

  it('say on which line the fault is', () => {
    const splitter = new CsvSplitter({ delimiter: ',', lineBreak: '\n' });
    const faulty = [...splitter.push(`${TITLES}a,"1\n2",GBP,1\n`), ...splitter.push('b,"x,y" z,1\n')];
    expect(faulty.at(-1)?.fault?.message).toMatch(/^line 4 .*: cell 2$/);
  });

  it('lose one that is longer than any, which is not held', () => {
    const piece = 'x'.repeat(1_000_000);
    const splitter = new CsvSplitter({ delimiter: ',', lineBreak: '\n' });
    const taken = [...splitter.push(`${TITLES}b,`)];
    for (let count = 0; count < 10; count++) taken.push(...splitter.push(piece));
    taken.push(...splitter.push('\nd,T,GBP,10\n'));
    expect(taken.slice(1)).toEqual([
      { cells: ['b'], fault: { code: 'record-too-large', message: 'line 2 is longer than any row' } },
      { cells: ROW },
    ]);
  });
});
