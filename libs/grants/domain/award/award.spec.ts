import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import { specification } from '#eventsourcing/given-when-then.js';
import { leadTo } from '#eventsourcing/testing/outcomes.js';
import type { AwardAccepted } from '../../contract/events.js';
import { award } from './award.js';
import { payoutIdOf } from './release.js';
import { outstanding } from './state.js';
import { samples } from './testing/samples.js';

const { given } = specification(award);

const offer: AwardAccepted['data'] = {
  awardId: 'a1',
  schemeId: 's',
  callId: 'c',
  directorate: 'd',
  regulationVersion: '1',
  reservationId: 'r',
  budgetYear: 2026,
  recipient: '987654325',
  amount: { amount: 300, currency: 'NOK' },
  decision: 1,
  conditions: [],
  schedule: [
    { number: 1, dueDate: '2025-12-01', amount: 100 },
    { number: 2, dueDate: '2026-06-01', amount: 200 },
  ],
};
const accepted = { type: 'AwardAccepted', data: offer } as const;
const accept = (now: string) => ({ type: 'AcceptAward', offer, now }) as const;

describe('an award', () => {
  it('releases what has fallen due when it is accepted, and no more', () => {
    const decision = award.decide(accept('2026-05-31T21:59:59Z'), award.initial);
    expect('events' in decision && decision.events.slice(1)).toEqual([
      {
        type: 'InstalmentReleased',
        data: expect.objectContaining({
          payoutId: payoutIdOf('a1', 1),
          instalment: 1,
          amount: { amount: 100, currency: 'NOK' },
        }),
      },
    ]);
  });

  it('charges an instalment that was due before to the year of the commitment', () => {
    const decision = award.decide(accept('2026-06-01T00:00:00Z'), award.initial);
    const events = 'events' in decision ? decision.events.slice(1) : [];
    expect(events.map(({ data }) => 'budgetYear' in data && data.budgetYear)).toEqual([2026, 2026]);
  });

  it('releases the rest on its day in Norway, once', () => {
    const release = { type: 'ReleaseDueInstalments', now: '2026-05-31T22:00:00Z' } as const;
    given(accepted).when(release).thenTypes('InstalmentReleased', 'InstalmentReleased');
    const decision = award.decide(release, fold(award, [accepted]));
    const events = 'events' in decision ? decision.events : [];
    given(accepted, ...events)
      .when(release)
      .then();
    expect(outstanding(fold(award, [accepted, ...events]))).toEqual([]);
  });

  it('is accepted once, and only after a decision that grants it', () => {
    given(accepted).when(accept('2026-01-01T00:00:00Z')).refused('already-accepted');
    given()
      .when({ ...accept('2026-01-01T00:00:00Z'), offer: undefined })
      .refused('not-granted');
    given().when({ type: 'ReleaseDueInstalments', now: '2026-01-01T00:00:00Z' }).refused('not-accepted');
  });

  it('is accepted on the last day there is to do so, and not after it', () => {
    const deadline = '2026-03-24';
    given()
      .when({ ...accept('2026-03-24T22:59:59Z'), deadline })
      .thenTypes('AwardAccepted', 'InstalmentReleased');
    given()
      .when({ ...accept('2026-03-24T23:00:00Z'), deadline })
      .refused('acceptance-deadline-passed');
  });

  it('that lapsed comes back only by a decision with money of its own', () => {
    const lapse = { type: 'LapseAward', offer, dueAt: '2026-03-24T23:00:00Z' } as const;
    const decision = award.decide(lapse, award.initial);
    const lapsed = 'events' in decision ? decision.events : [];
    given(...lapsed)
      .when(accept('2026-03-20T12:00:00Z'))
      .refused('acceptance-deadline-passed');
    const anew = { ...offer, decision: 2, reservationId: 'r2' };
    given(...lapsed)
      .when({ ...accept('2026-05-01T12:00:00Z'), offer: anew })
      .thenTypes('AwardAccepted', 'InstalmentReleased');
    given(...lapsed)
      .when({ ...lapse, offer: anew })
      .thenTypes('AwardLapsed');
  });
});

describe('every command on an award in every state', () => {
  leadTo(award, samples);
});
