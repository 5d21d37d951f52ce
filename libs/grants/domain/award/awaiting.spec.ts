import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import type { AwardEvent } from '../../contract/events.js';
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

  it('says anew what is missing where that is asked, is another sum by now, and was said since it is kept up', () => {
    const waiting = fold(award, states['revoked in part']);
    const said = (state: typeof waiting, missing: number, renews?: true) => {
      const decision = award.decide({ ...AwaitAppropriation, missing, ...(renews ? { renews } : {}) }, state);
      return 'events' in decision ? decision.events : [];
    };
    const first = said(waiting, 40);
    expect(first).toMatchObject([{ data: { missing: { amount: 40 }, keptUp: true } }]);
    expect(first[0]!.data).not.toHaveProperty('again');
    const after = first.reduce(evolve, waiting);
    expect(said(after, 30)).toEqual([]);
    expect(said(after, 40, true)).toEqual([]);
    const second = said(after, 30, true);
    expect(second).toMatchObject([{ data: { missing: { amount: 30 }, again: true } }]);
    expect(said(second.reduce(evolve, after), 40, true)).toHaveLength(1);
    const { keptUp: _, ...old } = first[0]!.data as Extract<
      AwardEvent,
      { type: 'AppropriationAwaited' }
    >['data'];
    const before = evolve(waiting, { type: 'AppropriationAwaited', data: old });
    expect(said(before, 30, true)).toEqual([]);
  });
});
