import { describe, expect, it } from '@jest/globals';
import { coFundingFound } from '../report/co-funding.js';
import { award, type AwardCommand } from './award.js';
import { evolve } from './evolve.js';
import { grantedForYears, promisedFor } from './reported.js';
import type { AcceptedAward, Award } from './state.js';
import { nok, offer } from './testing/offer.js';
import { samples } from './testing/samples.js';

const { commands } = samples;
const NOW = '2027-06-01T12:00:00Z';

function sent(before: Award, ...commanded: readonly AwardCommand[]): AcceptedAward {
  return commanded.reduce((state, command) => {
    const decision = award.decide(command, state);
    if ('refused' in decision) throw new Error(decision.refused.detail);
    return decision.events.reduce(evolve, state);
  }, before) as AcceptedAward;
}

const schedule = [{ number: 1, dueDate: '2026-03-01', amount: 300 }];
const granted = sent(award.initial, {
  ...commands.AcceptAward,
  offer: { ...offer, schedule },
} as AwardCommand);

const revoke = (state: AcceptedAward, inForce: number) =>
  sent(
    state,
    commands.ForewarnRevocation,
    { ...commands.ProposeRevocation, amountInForce: nok(inForce) } as AwardCommand,
    { ...commands.ApproveRevocation, revocation: state.revocations + 1 } as AwardCommand,
  );

const amend = (state: AcceptedAward, inForce: number) =>
  sent(
    state,
    {
      ...commands.ProposeAmendment,
      kind: 'amount',
      amount: nok(inForce),
      payments: [],
    } as AwardCommand,
    commands.ApproveAmendment,
  );

/** The report says that 60 of the promised 100 came, and what follows from that is decided. */
function reduceForCoFunding(state: AcceptedAward): AcceptedAward {
  const rule = { basis: 'promised', promised: 100 } as const;
  const costs = { years: [2026], spent: 300, totalCosts: 360, came: 60 };
  const { allowed } = coFundingFound(rule, {
    ...costs,
    granted: grantedForYears(state, [2026]),
    inForce: promisedFor(state),
  });
  return sent(
    state,
    { type: 'HoldForShortfall', reportId: 'rep1', years: [2026], keeps: allowed },
    { ...commands.ForewarnRevocation, reportId: 'rep1' } as AwardCommand,
    { ...commands.ProposeRevocation, amountInForce: undefined, now: NOW } as AwardCommand,
    { ...commands.ApproveRevocation, now: NOW } as AwardCommand,
  );
}

describe('a grant of 300 that is paid, where 60 of the promised co-funding of 100 came', () => {
  it('comes to 180, and 120 are due back', () => {
    const { amount, dueBack } = reduceForCoFunding(granted);
    expect([amount, dueBack]).toEqual([180, 120]);
  });

  it('comes to the same after a revocation that leaves 240, and owes what that takes where it leaves less', () => {
    const after = [240, 150].map((inForce) => revoke(granted, inForce));
    const [more, less] = [reduceForCoFunding(after[0]!), after[1]!];
    expect([more.amount, more.dueBack]).toEqual([180, 120]);
    // Nothing is left to be taken off for co-funding.
    expect(
      award.decide({ type: 'HoldForShortfall', reportId: 'rep1', years: [2026], keeps: 150 }, less),
    ).toEqual({
      events: [],
    });
    const later = revoke(reduceForCoFunding(granted), 150);
    expect([later.amount, less.amount]).toEqual([150, 150]);
  });

  it('keeps nothing of what an amendment took, once an appeal against that is won', () => {
    const reduced = reduceForCoFunding(amend(granted, 240));
    expect([reduced.amount, reduced.dueBack]).toEqual([180, 120]);
    const lifted = sent(reduced, { ...commands.LiftAmendment, amendment: 1, now: NOW } as AwardCommand);
    expect([lifted.amount, lifted.dueBack]).toEqual([180, 120]);
  });
});
