import { describe, expect, it } from '@jest/globals';
import { encodeCursor, decodeCursor } from '#http/paging.js';
import type { QueueRow } from '../read-models/work-queue.js';
import { CURSOR_PARTS, queueStatement } from './queue-statement.js';

const ALL = { everything: true };
const page = { limit: 50 };
const row = { case_id: 'c1', deadline: '2026-03-01', title: 'Work', applied: 5 } as QueueRow;

describe('the statement of the queue', () => {
  it('reads open cases by deadline when nothing is asked', () => {
    const { sql, parameters } = queueStatement({}, ALL, page);
    expect(sql).toBe('SELECT * FROM work_queue WHERE open = $1 ORDER BY deadline asc, case_id asc LIMIT 51');
    expect(parameters).toEqual([true]);
  });

  it('reads closed ones too when a state or all of them are asked for', () => {
    expect(queueStatement({ state: 'rejected' }, ALL, page).sql).toContain('WHERE state = $1 ORDER');
    expect(queueStatement({ open: 'any' }, ALL, page).sql).toContain('FROM work_queue  ORDER');
    expect(queueStatement({ state: 'granted', open: true }, ALL, page).parameters).toEqual([true, 'granted']);
  });

  it('never mixes what was sent into SQL', () => {
    const evil = `'; DROP TABLE work_queue; --`;
    const filter = { scheme: evil, call: evil, state: evil, assignee: evil, deadlineTo: evil, q: evil };
    expect(queueStatement(filter, { everything: false, owner: evil }, page).sql).not.toContain('DROP');
  });

  it('looks for words, not for patterns', () => {
    const { sql, parameters } = queueStatement({ q: ' 100%  Å_\\ ' }, ALL, page);
    expect(sql).toContain('search LIKE $2 AND search LIKE $3');
    expect(parameters.slice(1)).toEqual([String.raw`%100\%%`, String.raw`%å\_\\%`]);
  });

  it('leaves out what has no deadline when deadlines are asked for', () => {
    const { sql, parameters } = queueStatement({ deadlineFrom: '2026-01-01' }, ALL, page);
    expect(sql).toContain('deadline < $2 AND deadline >= $3');
    expect(parameters).toEqual([true, '9999-12-31', '2026-01-01']);
  });

  it('goes on after the last row of the page before', () => {
    const filter = { sort: 'applied', order: 'desc' } as const;
    const { keyOf } = queueStatement(filter, ALL, page);
    const after = decodeCursor(encodeCursor(keyOf(row)), CURSOR_PARTS);
    const { sql, parameters } = queueStatement(filter, ALL, { limit: 2, after });
    expect(sql).toContain('(applied, case_id) < ($2, $3)');
    expect(parameters).toEqual([true, 5, 'c1']);
  });

  it.each([
    ['of another sort', ['title', 'asc', 'x', 'c1']],
    ['of another order', ['deadline', 'desc', '2026-01-01', 'c1']],
    ['with a value of another type', ['deadline', 'asc', 5, 'c1']],
    ['with a date that does not exist', ['deadline', 'asc', '2026-02-30', 'c1']],
    ['with no id', ['deadline', 'asc', '2026-01-01', 3]],
    ['with what no row can hold', ['deadline', 'asc', '2026-01-01', 'c\0']],
  ])('refuses a cursor %s', (_, after) => {
    expect(() => queueStatement({}, ALL, { limit: 2, after })).toThrow('is not a cursor of this list');
  });
});
