import { describe, expect, it } from '@jest/globals';
import type { RefusalKind } from '#eventsourcing/refusal.js';
import { refusal } from '#eventsourcing/refusal.js';
import { documentOf, invalidRequest, problemOf, problemOfRefusal } from './problems.js';

describe('a problem', () => {
  it.each<[RefusalKind, number]>([
    ['invalid', 422],
    ['forbidden', 403],
    ['not-found', 404],
    ['conflict', 409],
    ['precondition', 412],
  ])('of a refusal of kind %s has status %i', (kind, status) => {
    expect(problemOfRefusal(refusal(kind, 'code', 'detail')).status).toBe(status);
  });

  it('has a stable type, a title, and its facts as members', () => {
    const problem = problemOfRefusal(
      refusal('forbidden', 'four-eyes', 'another person must', { proposer: 'p1' }),
    );
    expect(documentOf(problem, '/v1/x')).toEqual({
      type: 'urn:tilsagn:problem:four-eyes',
      title: 'Four eyes',
      status: 403,
      detail: 'another person must',
      instance: '/v1/x',
      proposer: 'p1',
    });
  });

  it('keeps its own members whatever the facts are called', () => {
    const facts = { status: 'lost', type: 'x', title: 'y', detail: 'z', instance: 'w' };
    expect(documentOf({ code: 'c', status: 409, detail: 'd', facts }, '/i')).toEqual({
      type: 'urn:tilsagn:problem:c',
      title: 'C',
      status: 409,
      detail: 'd',
      instance: '/i',
    });
  });

  it('of what is not found says nothing about what was looked for', () => {
    const one = problemOfRefusal(refusal('not-found', 'no-such-call', 'no call x', { call: 'x' }));
    const other = problemOfRefusal(refusal('not-found', 'not-found', 'hidden'));
    expect(one).toEqual(other);
  });

  it('of a request names the first member that is wrong and lists all', () => {
    const { problem } = invalidRequest([
      { pointer: '/a', detail: 'must be a string' },
      { parameter: 'limit', detail: 'is too large' },
    ]);
    expect(problem.detail).toBe('/a: must be a string');
    expect(problem.facts?.errors).toHaveLength(2);
  });

  it('is not made of an error nobody foresaw', () => {
    expect(problemOf(new TypeError('x'))).toBeUndefined();
    expect(problemOf('x')).toBeUndefined();
  });
});
