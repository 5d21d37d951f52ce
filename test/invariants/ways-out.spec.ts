import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import { application, type ApplicationCommand } from '#grants/domain/application/application.js';
import { samples as applications } from '#grants/domain/application/testing/samples.js';
import { appeal, type AppealCommand } from '#grants/domain/appeal/appeal.js';
import { samples as appeals } from '#grants/domain/appeal/testing/samples.js';
import { award, type AwardCommand } from '#grants/domain/award/award.js';
import { outstanding, wasAccepted, type AcceptedAward } from '#grants/domain/award/state.js';
import { samples as awards } from '#grants/domain/award/testing/samples.js';
import type { ApplicationEvent, AppealEvent, AwardEvent } from '#grants/contract/events.js';
import { leadingOn } from './ways-out.js';

/** Why a case rests in which nobody has anything left to do, by the state of its application. */
const RESTS: Readonly<Record<string, string>> = {
  withdrawn: 'the applicant withdrew: it may apply anew while the call is open, and no money is held',
  'withdrawn after an annulment':
    'the applicant withdrew: what was accepted has ended, or a decision-maker ends it where an older program wrote that, and what was paid of it is claimed',
};

const ofApplications = Object.entries(applications.states).map(([name, history]) => ({
  name,
  leads: leadingOn<ApplicationCommand, ApplicationEvent>(application, history, applications.commands),
}));
const ofAwards = Object.entries(awards.states).map(([name, history]) => ({
  name,
  leads: leadingOn<AwardCommand, AwardEvent>(award, history, awards.commands),
}));
const ofAppeals = Object.entries(appeals.states).map(([name, history]) => ({
  name,
  leads: leadingOn<AppealCommand, AppealEvent>(appeal, history, appeals.commands),
}));

describe('whatever state a case is in', () => {
  it('somebody can lead it on, or it is said why it rests', () => {
    const stuck = ofApplications.flatMap((one) =>
      ofAwards.flatMap((two) =>
        ofAppeals
          .filter((three) => [one, two, three].every(({ leads }) => leads.length === 0))
          .filter(() => RESTS[one.name] === undefined)
          .map((three) => `${one.name} × ${two.name} × ${three.name}`),
      ),
    );
    expect(stuck).toEqual([]);
  });

  it('rests only where nobody has anything to do', () => {
    const resting = ofApplications.filter(({ leads }) => leads.length === 0).map(({ name }) => name);
    expect(resting.toSorted()).toEqual(Object.keys(RESTS).toSorted());
  });

  it('has a way out of every decision, without an appeal', () => {
    const decided = ofApplications.filter(({ leads }) => leads.includes('ProposeOwnReversal'));
    expect(decided.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['granted', 'notified', 'rejected', 'inadmissible', 'awaiting appropriation']),
    );
  });

  it('has an end of every offer: declined, or by a day that is set', () => {
    for (const { name, leads } of ofAwards.filter((each) => each.leads.includes('AcceptAward')))
      expect([name, leads]).toEqual([name, expect.arrayContaining(['DeclineAward', 'SetAcceptanceDate'])]);
  });

  it.each([
    ['rejected', { decision: 9 }],
    ['withdrawn after an annulment', { decision: 1, withdrawn: true }],
  ] as const)('holds no money of an award once its application is %s', (_, rejection) => {
    const end = { type: 'FollowDecision', offer: undefined, rejection, now: '2027-03-01T12:00:00Z' } as const;
    for (const [name, history] of Object.entries(awards.states)) {
      const before = fold(award, history as readonly AwardEvent[]);
      if (!wasAccepted(before)) continue;
      const concluded = before.instructions?.map(({ instructionId }) => instructionId);
      const decision = award.decide({ ...end, concluded }, before);
      const events = 'events' in decision ? decision.events : [];
      const after = fold(award, [...history, ...events] as readonly AwardEvent[]);
      expect([name, after]).toMatchObject([name, { status: 'revoked', amount: 0 }]);
      expect([name, (after as AcceptedAward).suspendedBy]).toEqual([name, undefined]);
      expect([name, outstanding(after)]).toEqual([name, []]);
    }
  });

  it('has an outcome of every appeal that waits', () => {
    const waiting = Object.keys(appeals.states).filter(
      (name) => !RESTING_APPEALS.has(name) && name !== 'none',
    );
    const stuck = ofAppeals.filter(({ name, leads }) => waiting.includes(name) && leads.length === 0);
    expect(stuck.map(({ name }) => name)).toEqual([]);
  });
});

/** Appeals that have their outcome and were told of it, or need not be. */
const RESTING_APPEALS: ReadonlySet<string> = new Set(['withdrawn', 'superseded', 'changed and notified']);
