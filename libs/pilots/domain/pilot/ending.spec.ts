import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import { specification } from '#eventsourcing/given-when-then.js';
import type { PilotEvent } from '../../contract/events.js';
import { pilot } from './pilot.js';
import { ACTING, BOND, LATER_BOND, TERMS } from './testing/contract.js';
import { delivering } from './testing/delivering.js';
import { framing } from './testing/framing.js';
import { measuring } from './testing/measuring.js';
import { and, samples, under } from './testing/samples.js';

const { states } = samples;
const { given } = specification(pilot);
const { cecilie, wenche, tor, sam } = ACTING;
const { ProposeTermination, ApproveTermination, DeclineTermination, ClosePilot } = framing;
const { 'termination proposed': proposed, agreed } = states;

describe('an early end', () => {
  it('is proposed by one directorate and approved by the other', () => {
    given(...proposed)
      .when(ApproveTermination)
      .then({
        type: 'PilotTerminated',
        data: { pilotId: 'p', directorate: 'welfare', approvedBy: 'wenche', lastDay: '2029-12-31' },
      });
    const other = and(agreed, { ...ProposeTermination, ...wenche });
    given(...other)
      .when({ type: 'ApproveTermination', ...cecilie })
      .thenTypes('PilotTerminated');
  });

  it('is decided on neither by the directorate that proposed it, nor by the person', () => {
    for (const command of [ApproveTermination, DeclineTermination]) {
      given(...proposed)
        .when({ ...command, person: 'cora', organisation: 'corrections' })
        .refused('other-directorate');
      given(...proposed)
        .when({ ...command, person: 'cecilie', organisation: 'welfare' })
        .refused('four-eyes');
    }
  });

  it('is no matter of the partners', () => {
    for (const who of [tor, sam, { person: 'cecilie' }]) {
      given(...agreed)
        .when({ type: 'ProposeTermination', lastDay: '2029-12-31', grounds: '', ...who })
        .refused('other-directorate');
      given(...proposed)
        .when({ type: 'ApproveTermination', ...who })
        .refused('other-directorate');
      given(...proposed)
        .when({ type: 'DeclineTermination', grounds: '', ...who })
        .refused('other-directorate');
    }
  });

  it.each(['2026-12-31', '2031-12-31', '2032-01-01'])('is none on %s', (lastDay) => {
    given(...agreed)
      .when({ ...ProposeTermination, lastDay })
      .refused('date-out-of-range');
  });

  it('comes before the period begins where the contract has a clause on it: nothing ran', () => {
    const early = { ...ProposeTermination, lastDay: '2026-12-31' };
    const clause = { guarantees: 'in-full', laterObservation: [] } as const;
    const terms = {
      ...TERMS,
      format: 2,
      termination: clause,
      caps: { ...TERMS.caps, order: 'payers-first' },
    } as const;
    const ended = and(under(terms, agreed), early, ApproveTermination);
    expect(fold(pilot, ended)).toMatchObject({ status: 'terminated', endedOn: '2026-12-31' });
    // Without one all that is guaranteed stays owed.
    given(...agreed)
      .when(early)
      .refused('date-out-of-range');
  });

  it('that the other directorate declined may be proposed again', () => {
    const declined = and(proposed, DeclineTermination);
    given(...declined)
      .when(ApproveTermination)
      .refused('termination-unknown');
    given(...declined)
      .when(ProposeTermination)
      .thenTypes('TerminationProposed');
  });

  it('leaves what was delivered to be measured, disputed and corrected', () => {
    const history = and(states['cohort closed'], ProposeTermination, ApproveTermination);
    and(
      history,
      measuring.RecordMeasurement,
      measuring.DisputeMeasurement,
      measuring.CorrectMeasurement,
      measuring.VerifyMeasurement,
    );
  });
});

describe('a pilot is closed', () => {
  it('after its final settlement, with every measurement verified', () => {
    given(...states['measurement verified'])
      .when(ClosePilot)
      .then({ type: 'PilotClosed', data: { pilotId: 'p', closedBy: 'carl', conclusion: 'It worked.' } });
    given(...states['measurement verified'])
      .when(framing['ClosePilot (not settled)'])
      .refused('not-settled');
  });

  it.each(['measurement recorded', 'measurement disputed', 'disputed after it was verified'] as const)(
    'not with a %s',
    (state) => {
      given(...states[state])
        .when(ClosePilot)
        .refused('not-settled');
    },
  );

  it('not with a cohort whose participants are not counted', () => {
    given(...states['cohort open'])
      .when(ClosePilot)
      .refused('not-settled');
    given(...and(states['cohort open'], delivering.CloseCohort))
      .when(ClosePilot)
      .thenTypes('PilotClosed');
  });

  it('also after an early end', () => {
    given(...states.terminated)
      .when(ClosePilot)
      .thenTypes('PilotClosed');
  });
});

describe('a historical pilot', () => {
  const { RegisterHistoricalPilot } = framing;

  it('takes no commands', () => {
    for (const command of [ClosePilot, measuring.RecordMeasurement, ProposeTermination])
      given(...states.historical)
        .when(command)
        .refused('pilot-historical');
    given(...states.historical)
      .when(framing.EstablishPilot)
      .refused('pilot-exists');
  });

  it('registered again with what is on record is nothing, in whatever order the store gives it back', () => {
    const backwards = (value: unknown): unknown =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(
            Object.entries(value)
              .toReversed()
              .map(([key, each]) => [key, backwards(each)]),
          )
        : value;
    const stored = states.historical.map((event) => backwards(event) as PilotEvent);
    const bond = { ...BOND, metrics: BOND.metrics.map((metric) => ({ ...metric, reason: undefined })) };
    given(...stored)
      .when({ ...RegisterHistoricalPilot, bond })
      .then();
  });

  it('registered with a later state of the data set takes that', () => {
    const later = and(states.historical, framing['RegisterHistoricalPilot (later)']);
    expect(fold(pilot, later)).toEqual({ status: 'historical', pilotId: 'p', bond: LATER_BOND });
  });
});
