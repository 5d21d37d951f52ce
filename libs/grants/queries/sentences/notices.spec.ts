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
});
