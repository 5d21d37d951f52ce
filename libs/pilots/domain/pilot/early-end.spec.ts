import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import type { PilotEvent } from '../../contract/events.js';
import type { OutcomeTerms } from '../../contract/terms.js';
import { readMeasurements } from '../read-measurements.js';
import { basisOf } from './basis.js';
import { pilot } from './pilot.js';
import type { KnownPilot } from './state.js';
import { REOFFENDING, TERMS } from './testing/contract.js';
import { framing } from './testing/framing.js';
import { measuring } from './testing/measuring.js';
import { and, samples, under } from './testing/samples.js';

const { states } = samples;
const { RecordMeasurement, VerifyMeasurement, CorrectMeasurement } = measuring;

const FORMAT_2: OutcomeTerms = {
  ...TERMS,
  format: 2,
  termination: { guarantees: 'by-days', laterObservation: [] },
  caps: { ...TERMS.caps, order: 'payers-first' },
};
const COUNTS_LATER: OutcomeTerms = {
  ...FORMAT_2,
  termination: { guarantees: 'by-days', laterObservation: ['reoffending'] },
};

const basis = (history: readonly PilotEvent[], final = false) =>
  basisOf(fold(pilot, history) as KnownPilot, final);

/** The history, ended early on a day. */
const endedOn = (lastDay: string, history: readonly PilotEvent[]) =>
  and(history, { ...framing.ProposeTermination, lastDay }, framing.ApproveTermination);

describe('what a settlement is calculated from, under terms of format 2', () => {
  const measured = under(FORMAT_2, states['measurement verified']);

  it('says on which day the pilot ended early, and which cohorts never opened', () => {
    const { measurements } = basis(endedOn('2029-03-31', measured));
    expect(measurements).toMatchObject({ lastDay: '2029-03-31', neverOpened: ['second'] });
    expect(readMeasurements(measurements, FORMAT_2)).toMatchObject({ ok: true });
  });

  it('says neither while the pilot goes on, also where an early end is only proposed or was declined', () => {
    const proposed = and(measured, framing.ProposeTermination);
    for (const history of [measured, proposed, and(proposed, framing.DeclineTermination)]) {
      expect(basis(history).measurements).not.toHaveProperty('lastDay');
      expect(basis(history).measurements).not.toHaveProperty('neverOpened');
    }
  });

  it('waits for no cohort any more once no further results are expected', () => {
    const { measurements } = basis(measured, true);
    expect(measurements).toMatchObject({ neverOpened: ['second'] });
    expect(measurements).not.toHaveProperty('lastDay');
  });

  it('remembers the early end of a pilot that was closed, and knows of none where it was only proposed', () => {
    const early = endedOn('2029-03-31', measured);
    expect(basis(and(early, framing.ClosePilot), true).measurements).toMatchObject({ lastDay: '2029-03-31' });
    const closed = and(measured, framing.ProposeTermination, framing.ClosePilot);
    expect(basis(closed, true).measurements).not.toHaveProperty('lastDay');
  });

  it('leaves open what reaches from before the early end to after it, until it is told apart', () => {
    const across = endedOn('2028-06-30', measured);
    expect(basis(across)).toMatchObject({ open: ['m1'], acrossEnd: ['m1'] });
    const until = { ...REOFFENDING, period: { from: '2027-07-01', to: '2028-06-30' } };
    const corrected = and(across, { ...CorrectMeasurement, outcome: until }, VerifyMeasurement);
    expect(basis(corrected).open).toEqual([]);
  });

  it('leaves nothing open that ended before, came after it all, or counts though it was observed later', () => {
    expect(basis(endedOn('2028-12-31', measured)).open).toEqual([]);
    expect(basis(endedOn('2027-06-30', measured)).open).toEqual([]);
    expect(basis(endedOn('2028-06-30', under(COUNTS_LATER, measured))).open).toEqual([]);
  });

  it('is under terms of format 1 what it always was', () => {
    const before = states['measurement verified'];
    const { measurements } = basis(before);
    const early = endedOn('2028-06-30', before);
    expect(basis(early)).toEqual(basis(before));
    expect(basis(early, true).measurements).toEqual(measurements);
  });
});

describe('after an early end, under terms of format 2', () => {
  const closed = (terms: OutcomeTerms) => under(terms, states['cohort closed']);
  const across = { ...RecordMeasurement, outcome: REOFFENDING };
  const decided = (terms: OutcomeTerms) =>
    pilot.decide(across, fold(pilot, endedOn('2028-06-30', closed(terms))));

  it('what was observed before it and after it is recorded apart', () => {
    expect(decided(FORMAT_2)).toMatchObject({
      refused: {
        code: 'measurement-invalid',
        facts: {
          faults: [
            {
              path: '/outcome/period',
              message:
                'The pilot ended early, on 2028-06-30: what this metric showed until then and after it is recorded apart.',
            },
          ],
        },
      },
    });
    const apart = [
      { ...across, outcome: { ...REOFFENDING, period: { from: '2027-07-01', to: '2028-06-30' } } },
      {
        ...across,
        measurementId: 'm2',
        outcome: { ...REOFFENDING, period: { from: '2028-07-01', to: '2028-12-31' } },
      },
    ];
    and(endedOn('2028-06-30', closed(FORMAT_2)), ...apart);
  });

  it.each([COUNTS_LATER, TERMS])(
    'what reaches across it is recorded together where the terms do not tell it apart',
    (terms) => {
      expect(decided(terms)).toMatchObject({ events: [{ type: 'MeasurementRecorded' }] });
    },
  );
});
