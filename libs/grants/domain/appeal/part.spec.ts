import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import { specification } from '#eventsourcing/given-when-then.js';
import type { AppealEvent, AppealSubmitted } from '../../contract/events.js';
import { appeal, type AppealCommand } from './appeal.js';
import { impartial, RULES, SOME, states, SUBMITTED, TERMS } from './testing/histories.js';
import { samples } from './testing/samples.js';

const { given } = specification(appeal);
const { commands } = samples;
const nok = (amount: number) => ({ amount, currency: 'NOK' });
const decide = (changes: Partial<Extract<AppealCommand, { type: 'DecideAppeal' }>>) => ({
  ...commands['DecideAppeal, changed in part'],
  ...changes,
});
const forwarded = states['against a revocation, forwarded'];
/** An appeal against a claim of 200 000. */
const againstClaim: AppealSubmitted = {
  ...SUBMITTED,
  data: { ...SUBMITTED.data, against: { kind: 'recovery', id: 'v1' } },
};
const [, ...sentOn] = forwarded;
const ofClaim = { ...TERMS, part: { above: 0, below: 200_000 } };

describe('an appeal against a revocation of 300 000 that left 60 000 in force', () => {
  it('is upheld in part with more than that and less than all of it, and never to the detriment of the party', () => {
    const upheld = (amount: number) => given(...forwarded).when(decide({ amount: nok(amount) }));
    for (const amount of [0, 59_999, 60_000, 300_000, 300_001]) upheld(amount).refused('amount-invalid');
    for (const amount of [60_001, 299_999]) upheld(amount).thenTypes('AppealChangedDecision');
    given(...forwarded)
      .when(decide({ detriment: { ground: 'other-interests', grounds: 'Others' } }))
      .refused('detriment-not-wanted');
  });

  it('says with the outcome what is in force after it', () => {
    given(...forwarded)
      .when(decide({}))
      .then({
        type: 'AppealChangedDecision',
        data: {
          decider: 'mona',
          decidedOn: '2026-05-04',
          byLetter: true,
          against: { kind: 'revocation', id: 'case' },
          newDecision: undefined,
          amount: SOME,
          grounds: 'After a new look',
        },
      });
  });

  it('is proposed and approved by two of the deciding body, as things stand when it is approved', () => {
    const approve = { ...commands.ApproveReversal, ...impartial('berit') };
    given(...states['reversal in part proposed'])
      .when({ ...approve, terms: { ...TERMS, part: { above: 180_000, below: 300_000 } } })
      .refused('amount-invalid');
    given(...states['reversal in part proposed'])
      .when({ ...approve, terms: TERMS })
      .refused('nothing-to-appeal');
    given(...states['reversal in part proposed'])
      .when({ ...approve, ...impartial('anna') })
      .refused('four-eyes');
    expect(fold(appeal, states['reversed in part'])).toMatchObject({ status: 'reversed', inPart: SOME });
  });

  it('is lifted whole where a later proposal says no amount', () => {
    const { amount: _, ...whole } = commands['ProposeReversal, in part'];
    const decision = appeal.decide(whole, fold(appeal, states['reversal in part proposed']));
    const proposed = 'events' in decision ? decision.events : [];
    expect(fold(appeal, [...states['reversal in part proposed'], ...proposed])).not.toHaveProperty(
      'reversalInPart',
    );
  });

  it('may be appealed again, with a period from the notice, where the deciding body reversed a part itself', () => {
    const notify = { ...commands.NotifyAppealOutcome, rules: RULES };
    const deadlineAfter = (history: readonly AppealEvent[]) => {
      const decision = appeal.decide(notify, fold(appeal, history));
      return 'events' in decision ? decision.events[0]?.data : decision;
    };
    expect(deadlineAfter(states['reversed in part'])).toMatchObject({ appealDeadline: '2026-05-26' });
    const byBody = appeal.decide(decide({}), fold(appeal, forwarded));
    expect(deadlineAfter([...forwarded, ...('events' in byBody ? byBody.events : [])])).toMatchObject({
      appealDeadline: undefined,
    });
  });
});

describe('an appeal against a claim of 200 000', () => {
  it('leaves more than nothing and less than all of it', () => {
    const upheld = (amount: number) =>
      given(againstClaim, ...sentOn).when(decide({ amount: nok(amount), terms: ofClaim }));
    for (const amount of [0, 200_000]) upheld(amount).refused('amount-invalid');
    for (const amount of [1, 199_999]) upheld(amount).thenTypes('AppealChangedDecision');
  });
});

describe('an outcome in part', () => {
  it('is one of a revocation or a claim alone, and in the currency of the case', () => {
    given(...states.forwarded)
      .when({ ...commands['DecideAppeal, changed'], amount: SOME })
      .refused('amount-not-wanted');
    given(...forwarded)
      .when(decide({ outcome: 'annulled' }))
      .refused('amount-not-wanted');
    given(...forwarded)
      .when(decide({ amount: { amount: 180_000, currency: 'EUR' } }))
      .refused('other-currency');
    given(...forwarded)
      .when(decide({ terms: TERMS }))
      .refused('nothing-to-appeal');
  });
});
