import { describe, expect, it } from '@jest/globals';
import type { Told } from '../../contract/events.js';
import { tell } from '../sentences.js';

const told: readonly (readonly [Told, string])[] = [
  [{ kind: 'revocation', number: 1 }, 'revocation no. 1'],
  [{ kind: 'amendment', number: 2 }, 'amendment no. 2'],
  [{ kind: 'refusal', number: 3 }, 'refusal no. 3 of an amendment'],
  [{ kind: 'recovery', id: 'r' }, 'the claim for repayment'],
  [{ kind: 'forewarning', id: 'r' }, 'a claim for repayment that is considered'],
  [{ kind: 'appeal', id: 'k' }, 'the outcome of the appeal'],
];

describe('what the history of a case says of notices', () => {
  it.each(told)('%j was told by letter', (about, words) => {
    expect(tell('LetterSent', { about }).what).toBe(`The party was told by letter of ${words}`);
  });

  it('when one was received, and until when it may be appealed against', () => {
    const notice = { of: { kind: 'revocation', number: 1 }, receivedOn: '2027-03-04' };
    expect(tell('NoticeReceived', notice).what).toBe('Notice of revocation no. 1 was received on 2027-03-04');
    expect(tell('NoticeReceived', { ...notice, appealDeadline: '2027-03-30' }).what).toBe(
      'Notice of revocation no. 1 was received on 2027-03-04; it may be appealed against until 2027-03-30',
    );
  });

  it('when its receipt was wrong: who said so, who approved or rejected it, and why', () => {
    const of = { kind: 'revocation', number: 1 };
    const proposed = { of, proposer: 'anna', receivedOn: '2027-03-09', grounds: 'The postal receipt' };
    expect(tell('NoticeReceiptCorrectionProposed', proposed)).toMatchObject({
      what: 'anna proposed that notice of revocation no. 1 was received on 2027-03-09',
      why: 'The postal receipt',
      inner: 'Another day of receipt was proposed',
    });
    const corrected = { of, approver: 'berit', before: '2027-03-04', receivedOn: '2027-03-09' };
    expect(tell('NoticeReceiptCorrected', corrected).what).toBe(
      'berit approved that notice of revocation no. 1 was received on 2027-03-09, not on 2027-03-04',
    );
    const moved = tell('NoticeReceiptCorrected', { ...corrected, appealDeadline: '2027-03-30' });
    expect(moved.what).toBe(
      'berit approved that notice of revocation no. 1 was received on 2027-03-09, not on 2027-03-04; it may be appealed against until 2027-03-30',
    );
    // The party is told of it.
    expect(moved.inner).toBeUndefined();
    const rejected = { of, person: 'berit', correction: 1, grounds: 'Of another letter' };
    expect(tell('NoticeReceiptCorrectionRejected', rejected)).toMatchObject({
      what: 'berit rejected correction no. 1 of the receipt of revocation no. 1',
      why: 'Of another letter',
      inner: 'Another day of receipt was rejected',
    });
  });
});
