import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import { award, type AwardCommand } from './award.js';
import { evolve } from './evolve.js';
import { commands } from './testing/commands.js';
import { states } from './testing/histories.js';

const { AwaitAppropriation, CloseAward, ReinstateAward } = commands;

/** The refusal of the last of these, or where the award stands after it. */
function outcomeOf(...sent: readonly AwardCommand[]): string {
  let state = fold(award, states['revoked in part']);
  for (const command of sent) {
    const decision = award.decide(command, state);
    if ('refused' in decision) return decision.refused.code;
    state = decision.events.reduce(evolve, state);
  }
  return state.status;
}

describe('an award that waits for money', () => {
  const closing = { ...CloseAward, unpaidInstalments: [], openReports: [] };

  it('is not closed while an appeal that was won, or a decision that is made again, gives something back', () => {
    expect(outcomeOf(closing)).toBe('closed');
    expect(outcomeOf(AwaitAppropriation, closing)).toBe('appropriation-awaited');
    const { appealId, ...again } = AwaitAppropriation;
    expect(outcomeOf(again, closing)).toBe('appropriation-awaited');
    const undone = { ...ReinstateAward, appealId, revocation: again.revocation };
    expect(outcomeOf(AwaitAppropriation, undone, closing)).toBe('award-not-finished');
  });
});
