import { describe, expect, it } from '@jest/globals';
import type { AwardEvent } from '../../contract/events.js';
import { changesInForce } from './makers.js';

const event = (type: AwardEvent['type'], data: object) => ({ type, data }) as AwardEvent;
const amended = (amendment: number, type: 'AwardAmended' | 'AwardContinued' = 'AwardAmended') => [
  event('AmendmentProposed', { amendment, proposer: 'anna' }),
  event(type, { amendment, approver: 'berit' }),
];
const revoked = [
  event('RevocationForewarned', { revocation: 1, person: 'arne' }),
  event('RevocationProposed', { revocation: 1, proposer: 'anna' }),
  event('AwardRevoked', { revocation: 1, approver: 'bo' }),
];
const amendment = (number: number) => ({
  of: { kind: 'amendment', number },
  preparers: ['anna'],
  deciders: ['berit'],
});
const revocation = { of: { kind: 'revocation', number: 1 }, preparers: ['arne', 'anna'], deciders: ['bo'] };
const appeal = { of: { kind: 'appeal', id: 'a1' } };

describe('what changed a grant and still holds', () => {
  it('is each amendment, continuation and revocation, with who prepared and who approved it', () => {
    expect(changesInForce([...amended(1), ...amended(2, 'AwardContinued'), ...revoked])).toEqual([
      amendment(1),
      amendment(2),
      revocation,
    ]);
  });

  it('is the appeal instead where one undid it, and both where it left a part', () => {
    const lifted = event('AmendmentLifted', { amendment: 1, appealId: 'a1' });
    expect(changesInForce([...amended(1), lifted])).toEqual([appeal]);
    const reinstated = (upheld?: object) =>
      event('AwardReinstated', { revocation: 1, appealId: 'a1', ...(upheld ? { upheld } : {}) });
    expect(changesInForce([...revoked, reinstated()])).toEqual([appeal]);
    expect(changesInForce([...revoked, reinstated({ by: 'appeal' })])).toEqual([revocation, appeal]);
  });

  it('is no amendment before a later decision, but what a continuation added and what was revoked', () => {
    const followed = event('DecisionFollowed', { decision: 2 });
    expect(changesInForce([...amended(1), ...amended(2, 'AwardContinued'), ...revoked, followed])).toEqual([
      amendment(2),
      revocation,
    ]);
  });

  it('is no end by a decision that grants nothing: that stands on the application', () => {
    expect(changesInForce([event('AwardRevoked', { revocation: 1, approver: 'bo', decision: 2 })])).toEqual(
      [],
    );
  });

  it('is the refusal of what was asked for as well, until that is open again', () => {
    const refused = [
      event('AmendmentRefusalProposed', { request: 1, refusal: 1, proposer: 'anna' }),
      event('AmendmentRefused', { request: 1, refusal: 1, approver: 'berit' }),
    ];
    expect(changesInForce(refused)).toEqual([
      { of: { kind: 'refusal', number: 1 }, preparers: ['anna'], deciders: ['berit'] },
    ]);
    expect(
      changesInForce([...refused, event('AmendmentRequestReopened', { request: 1, refusal: 1 })]),
    ).toEqual([]);
  });
});
