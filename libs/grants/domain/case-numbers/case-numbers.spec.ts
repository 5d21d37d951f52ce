import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { specification } from '#eventsourcing/given-when-then.js';
import { caseNumberText, type CaseNumberGiven } from '../../contract/events.js';
import { caseNumbers } from './case-numbers.js';

const { given } = specification(caseNumbers);
const give = (caseId: string) => ({ type: 'GiveCaseNumber', caseId, year: 2027 }) as const;
const gave = (caseId: string, number: number): CaseNumberGiven => ({
  type: 'CaseNumberGiven',
  data: { caseId, year: 2027, number },
});

describe('case numbers', () => {
  it('run from one', () => {
    given().when(give('a')).then(gave('a', 1));
    given(gave('a', 1)).when(give('b')).then(gave('b', 2));
    expect(caseNumberText({ year: 2027, number: 17 })).toBe('2027/17');
  });

  it('stay: who asks again for a case changes nothing', () => {
    given(gave('a', 1), gave('b', 2)).when(give('a')).then();
  });

  it('have no gap and no double, whoever asks in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e')), (asked) => {
        let state = caseNumbers.initial;
        for (const caseId of asked) {
          const decision = caseNumbers.decide(give(caseId), state);
          if ('refused' in decision) throw new Error('nothing is refused');
          for (const event of decision.events) state = caseNumbers.evolve(state, event);
        }
        const numbers = [...state].map(({ number }) => number);
        expect(numbers).toEqual([...new Set(asked)].map((_, index) => index + 1));
      }),
    );
  });
});
