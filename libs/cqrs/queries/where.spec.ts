import { describe, expect, it } from '@jest/globals';
import { Where } from './where.js';

const WHOSE = { owner: 'directorate', applicant: 'applicant' };

describe('the conditions of a statement', () => {
  it('are none when nothing is asked', () => {
    const where = new Where().equals('state', undefined).within({ everything: true }, WHOSE);
    expect([where.sql, where.parameters]).toEqual(['', []]);
  });

  it('number their parameters in order', () => {
    const where = new Where().equals('a', 1).equals('b', false).beyond(['c', 'id'], 'desc', ['x', 'y']);
    expect(where.sql).toBe('WHERE a = $1 AND b = $2 AND (c, id) < ($3, $4)');
    expect(where.parameters).toEqual([1, false, 'x', 'y']);
  });

  it('look for each word of a text, and for nothing without one', () => {
    const where = new Where().contains('search', 'Ny jobb').contains('search', undefined);
    expect(where.sql).toBe('WHERE search LIKE $1 AND search LIKE $2');
    expect(where.parameters).toEqual(['%ny%', '%jobb%']);
  });

  it('hold a person to what is theirs', () => {
    const both = new Where().within({ everything: false, owner: 'd', applicant: 'a' }, WHOSE);
    expect([both.sql, both.parameters]).toEqual(['WHERE (directorate = $1 OR applicant = $2)', ['d', 'a']]);
    const body = new Where().within({ everything: false, appealBody: 'b' }, { ...WHOSE, appealBody: 'body' });
    expect([body.sql, body.parameters]).toEqual(['WHERE (body = $1)', ['b']]);
    const elsewhere = new Where().within({ everything: false, appealBody: 'b' }, WHOSE);
    expect(elsewhere.sql).toBe('WHERE false');
    const nobody = new Where().within({ everything: false }, WHOSE);
    expect(nobody.sql).toBe('WHERE false');
  });
});
