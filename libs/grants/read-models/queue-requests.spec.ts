import { describe, expect, it } from '@jest/globals';
import { requestsAfter } from './queue-requests.js';

const metadata = { occurredAt: '2027-05-03T10:00:00Z' };
const event = (type: string, data: object) => ({ type, data, metadata });
const asked = event('AmendmentRequested', { request: 1, requestedOn: '2027-03-01' });
const other = event('AmendmentRequested', { request: 2, requestedOn: '2027-03-02' });
const proposed = event('AmendmentRefusalProposed', { request: 1, refusal: 1 });
const refused = event('AmendmentRefused', { request: 1, refusal: 1 });
const revoked = (inForce: number) => ({
  schedule: [],
  amountInForce: { amount: inForce, currency: 'NOK' },
});

function after(...events: readonly ReturnType<typeof event>[]): string[] {
  const duties = events.reduce((before, each) => requestsAfter(before, each), '[]');
  return (JSON.parse(duties) as { next: string; due: string }[]).map(({ next, due }) => `${next} ${due}`);
}

describe('a request of the recipient for an amendment', () => {
  it('is to be answered since the day it was asked, also once a refusal came back or a part was granted', () => {
    const waits = ['answer-amendment-request 2027-03-01'];
    expect(after(asked)).toEqual(waits);
    expect(after(asked, proposed)).toEqual(['approve-amendment-refusal 2027-03-01']);
    expect(after(asked, proposed, event('AmendmentRefusalReturned', { request: 1, refusal: 1 }))).toEqual(
      waits,
    );
    expect(after(asked, event('AwardAmended', { request: 1, inPart: true }))).toEqual(waits);
    expect(after(asked, event('AwardAmended', {}))).toEqual(waits);
    expect(after(asked, event('AwardRevoked', revoked(100)))).toEqual(waits);
  });

  it.each([
    ['it is withdrawn', event('AmendmentRequestWithdrawn', { request: 1 })],
    ['it is refused', refused],
    ['it is granted', event('AwardAmended', { request: 1 })],
    ['a continuation grants it', event('AwardContinued', { request: 1 })],
  ])('waits no more once %s, others do', (_, ending) => {
    expect(after(asked, other, ending)).toEqual(['answer-amendment-request 2027-03-02']);
  });

  it.each([
    ['closed', event('AwardClosed', {})],
    ['revoked', event('AwardRevoked', revoked(0))],
    ['ended by a decision', event('AwardRevoked', { ...revoked(100), decision: 2 })],
  ])('waits no more once the award is %s', (_, ending) => {
    expect(after(asked, other, ending)).toEqual([]);
  });

  it('is to be answered again from the day on which an appeal against its refusal was won', () => {
    const reopened = event('AmendmentRequestReopened', { request: 1, refusal: 1 });
    expect(after(asked, proposed, refused, reopened)).toEqual(['answer-amendment-request 2027-05-03']);
    const ended = event('AmendmentRequestReopened', { request: 1, refusal: 1, ended: true });
    expect(after(asked, proposed, refused, ended)).toEqual([]);
  });

  it('is to be answered again from the day on which the grant is in force again that was revoked meanwhile', () => {
    const resumed = event('AmendmentRequestResumed', { request: 1 });
    expect(after(asked, event('AwardRevoked', revoked(0)), resumed)).toEqual([
      'answer-amendment-request 2027-05-03',
    ]);
  });
});
