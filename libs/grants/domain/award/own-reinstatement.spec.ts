import { describe, expect, it } from '@jest/globals';
import { specification } from '#eventsourcing/given-when-then.js';
import { fold } from '#eventsourcing/decider.js';
import type { AwardEvent } from '../../contract/events.js';
import { award, type AwardCommand } from './award.js';
import { commands } from './testing/commands.js';
import { states } from './testing/histories.js';

const { given } = specification(award);
const { ProposeReinstatement, ReturnReinstatement, ApproveReinstatement, ReinstateAward } = commands;
const proposed = states['revoked, reversal proposed'];
const approved = states['revoked, reversal approved'];

describe('a revocation that is reversed of own motion', () => {
  it('is proposed by one, and approved or returned by another', () => {
    given(...proposed)
      .when({ ...ApproveReinstatement, approver: 'anna' })
      .refused('four-eyes');
    given(...proposed)
      .when({ ...ReturnReinstatement, person: 'anna' })
      .refused('four-eyes');
    given(...proposed)
      .when(ApproveReinstatement)
      .then({
        type: 'ReinstatementApproved',
        data: {
          awardId: 'a1',
          reinstatement: 1,
          revocation: 1,
          approver: 'berit',
          decidedOn: ApproveReinstatement.today,
        },
      });
    given(...proposed, ...decided(ReturnReinstatement, proposed))
      .when(ApproveReinstatement)
      .refused('no-reversal');
  });

  it('is the one that is named, and one that stands', () => {
    given(...states.revoked)
      .when({ ...ProposeReinstatement, revocation: 2 })
      .refused('not-revoked');
    given(...states.accepted)
      .when(ProposeReinstatement)
      .refused('not-revoked');
  });

  it('is not decided once more while it is carried out, and can be of a later revocation', () => {
    given(...approved)
      .when(ProposeReinstatement)
      .refused('appropriation-awaited');
    given(...approved)
      .when(ApproveReinstatement)
      .refused('no-reversal');
    const back = [
      ...approved,
      ...decided({ ...ReinstateAward, appealId: undefined, revocation: 1 }, approved),
    ];
    given(...back)
      .when(ProposeReinstatement)
      .refused('not-revoked');
    expect(stateOf(back)).not.toHaveProperty('reinstatement');
  });

  it('falls away where an appeal undoes the revocation first', () => {
    const won = [...proposed, ...decided(ReinstateAward, proposed)];
    expect(stateOf(won)).toMatchObject({ status: 'accepted' });
    given(...won)
      .when(ApproveReinstatement)
      .refused('no-reversal');
  });
});

function decided(command: AwardCommand, history: readonly AwardEvent[]): readonly AwardEvent[] {
  const decision = award.decide(command, stateOf(history));
  if ('refused' in decision) throw new Error(decision.refused.detail);
  return decision.events;
}

function stateOf(history: readonly AwardEvent[]) {
  return fold(award, history);
}
