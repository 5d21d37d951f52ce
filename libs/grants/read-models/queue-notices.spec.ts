import { describe, expect, it } from '@jest/globals';
import { noticesAfter } from './queue-notices.js';

const letter = (about: object) => ({ type: 'LetterSent', data: { about, decidedOn: '2027-03-01' } });
const revocation = { kind: 'revocation', number: 2 };
const claim = { kind: 'recovery', id: 'r1' };
const amendment = { kind: 'amendment', number: 3 };
const refusal = { kind: 'refusal', number: 1 };

function after(...events: readonly { readonly type: string; readonly data: object }[]): string[] {
  const duties = events.reduce((before, event) => noticesAfter(before, event), '[]');
  return (JSON.parse(duties) as { next: string; due: string }[]).map(({ next, due }) => `${next} ${due}`);
}

describe('the notice of what the party was told by letter', () => {
  it.each([
    ['a revocation', revocation, 'notify-revocation 2027-03-01'],
    ['a claim', claim, 'notify-claim 2027-03-01'],
    ['an amendment', amendment, 'notify-amendment 2027-03-01'],
    ['the refusal of one', refusal, 'notify-refusal 2027-03-01'],
  ])('is to be recorded: of %s', (_, about, duty) => {
    expect(after(letter(about))).toEqual([duty]);
    expect(after(letter(about), letter(about))).toEqual([duty]);
  });

  it.each([
    ['a forewarning, which is answered', { kind: 'forewarning', id: 'r1' }],
    ['the outcome of an appeal, which the appeal asks for', { kind: 'appeal', id: 'k1' }],
  ])('is not for this list: of %s', (_, about) => {
    expect(after(letter(about))).toEqual([]);
  });

  it.each(['AwardAccepted', 'AwardDeclined', 'AwardLapsed'])(
    'of an offer that is open again, until %s',
    (type) => {
      const opened = letter({ kind: 'offer', id: 'c2' });
      expect(after(opened)).toEqual(['notify-reopened-offer 2027-03-01']);
      expect(after(opened, { type: 'NoticeReceived', data: { of: { kind: 'offer', id: 'c2' } } })).toEqual(
        [],
      );
      expect(after(opened, { type, data: { reservationId: 'c2' } })).toEqual([]);
      expect(after(opened, { type, data: { reservationId: 'c1' } })).toHaveLength(1);
    },
  );

  it.each([
    ['it is recorded', revocation, { type: 'NoticeReceived', data: { of: revocation } }],
    ['the grant is reinstated', revocation, { type: 'AwardReinstated', data: { revocation: 2 } }],
    ['the amendment is lifted', amendment, { type: 'AmendmentLifted', data: { amendment: 3 } }],
    [
      'it is undone, and waits for money',
      { kind: 'revocation', number: 1 },
      { type: 'AppropriationAwaited', data: { revocation: 1 } },
    ],
    ['the request is open again', refusal, { type: 'AmendmentRequestReopened', data: { refusal: 1 } }],
    ['the claim is annulled', claim, { type: 'ClaimAnnulled', data: { recoveryId: 'r1' } }],
  ])('waits no more once %s', (_, about, event) => {
    expect(after(letter(about), event)).toEqual([]);
    expect(after(letter({ kind: 'revocation', number: 9 }), letter(about), event)).toHaveLength(1);
  });
});
