import { describe, expect, it } from '@jest/globals';
import { asJson } from '#eventsourcing/testing/as-json.js';
import { fold } from '#eventsourcing/decider.js';
import { specification } from '#eventsourcing/given-when-then.js';
import type { PilotEvent } from '../../contract/events.js';
import { basisOf } from './basis.js';
import { pilot } from './pilot.js';
import type { KnownPilot } from './state.js';
import { ACTING, REOFFENDING, SET_UP } from './testing/contract.js';
import { measuring } from './testing/measuring.js';
import { and, samples } from './testing/samples.js';

const { states } = samples;
const { given } = specification(pilot);
const { carl, tor, pia, ivar, eva, vera, sam } = ACTING;
const { RecordMeasurement, VerifyMeasurement, DisputeMeasurement, DismissDispute, CorrectMeasurement } =
  measuring;
const {
  'measurement recorded': recorded,
  'measurement verified': verified,
  'measurement disputed': disputed,
  'disputed after it was verified': disputedLater,
} = states;

const basis = (history: readonly PilotEvent[]) => basisOf(fold(pilot, history) as KnownPilot, false);

describe('a measurement', () => {
  it('is recorded and corrected by the evaluator', () => {
    for (const who of [carl, tor, pia, ivar, vera, sam]) {
      given(...states['cohort closed'])
        .when({ ...RecordMeasurement, ...who })
        .refused('not-evaluator');
      given(...recorded)
        .when({ ...CorrectMeasurement, ...who })
        .refused('not-evaluator');
    }
  });

  it('is verified by the validator', () => {
    for (const who of [carl, tor, pia, ivar, eva, sam]) {
      given(...recorded)
        .when({ ...VerifyMeasurement, ...who })
        .refused('not-validator');
      given(...disputed)
        .when({ ...DismissDispute, ...who })
        .refused('not-validator');
    }
  });

  it('is judged by nobody who recorded, corrected or verified it, also for another organisation', () => {
    const turned = { person: 'eva', organisation: 'auditors' };
    given(...recorded)
      .when({ ...VerifyMeasurement, ...turned })
      .refused('four-eyes');
    given(...disputed)
      .when({ ...DismissDispute, ...turned })
      .refused('four-eyes');
    given(...disputedLater)
      .when({ ...DismissDispute, person: 'vera' })
      .refused('four-eyes');
    const corrected = and(recorded, { ...CorrectMeasurement, person: 'erik' });
    for (const person of ['eva', 'erik'])
      given(...corrected)
        .when({ ...VerifyMeasurement, person })
        .refused('four-eyes');
  });

  it('names its version when it is verified', () => {
    given(...recorded)
      .when(VerifyMeasurement)
      .then({
        type: 'MeasurementVerified',
        data: {
          pilotId: 'p',
          measurementId: 'm1',
          version: 1,
          organisation: 'auditors',
          verifiedBy: 'vera',
        },
      });
    given(...and(verified, CorrectMeasurement))
      .when(VerifyMeasurement)
      .then({
        type: 'MeasurementVerified',
        data: {
          pilotId: 'p',
          measurementId: 'm1',
          version: 2,
          organisation: 'auditors',
          verifiedBy: 'vera',
        },
      });
  });

  it('is disputed by parties and directorates, not by those who measure and validate', () => {
    for (const who of [carl, tor, pia, ivar])
      given(...recorded)
        .when({ ...DisputeMeasurement, ...who })
        .thenTypes('MeasurementDisputed');
    for (const who of [eva, vera, sam])
      given(...recorded)
        .when({ ...DisputeMeasurement, ...who })
        .refused('not-a-party');
  });
});

describe('what is settled on', () => {
  it('is what was verified, with all who had a hand in it', () => {
    expect(basis(verified)).toEqual({
      measurements: {
        format: 1,
        cohorts: [{ cohort: 'first', persons: 100 }],
        measurements: [{ ...REOFFENDING, status: 'verified' }],
      },
      open: [],
      acrossEnd: [],
      measuredBy: ['cecilie', 'eva', 'vera'],
    });
  });

  it('is not what is recorded alone, or disputed', () => {
    for (const history of [recorded, disputed, disputedLater]) {
      const { measurements, open, measuredBy } = basis(history);
      expect(measurements.measurements).toEqual([]);
      expect(open).toEqual(['m1']);
      expect(measuredBy).toEqual(['cecilie']);
    }
  });

  it('is in the order of ids, however it was recorded', () => {
    const milestone = { ...RecordMeasurement, measurementId: 'm0', outcome: SET_UP };
    const both = and(verified, milestone, { ...VerifyMeasurement, measurementId: 'm0' });
    expect(basis(both).measurements.measurements.map(({ metric }) => metric)).toEqual([
      'set-up',
      'reoffending',
    ]);
  });

  it('stands on those who corrected it, and who upheld it when it was disputed', () => {
    const history = and(
      recorded,
      { ...CorrectMeasurement, person: 'erik' },
      VerifyMeasurement,
      DisputeMeasurement,
      DismissDispute,
    );
    expect(basis(history).measuredBy).toEqual(['cecilie', 'eva', 'erik', 'vera', 'vidar']);
  });
});

describe('a dispute that is dismissed', () => {
  it('leaves the measurement as it was before', () => {
    expect(asJson(fold(pilot, and(disputed, DismissDispute)))).toMatchObject({
      measurements: [{ status: 'recorded', version: 1 }],
    });
    expect(asJson(fold(pilot, and(disputedLater, DismissDispute)))).toMatchObject({
      measurements: [{ status: 'verified', version: 1 }],
    });
    expect(basis(and(disputedLater, DismissDispute)).measurements).toEqual(basis(verified).measurements);
  });

  it('may be followed by another', () => {
    given(...and(disputedLater, DismissDispute))
      .when({ ...DisputeMeasurement, ...ivar })
      .thenTypes('MeasurementDisputed');
  });
});

describe('a correction', () => {
  it('makes a version that has to be verified, whatever was said of the one before', () => {
    for (const history of [recorded, verified, disputed, disputedLater]) {
      const corrected = and(history, CorrectMeasurement);
      expect(corrected.at(-1)).toMatchObject({
        type: 'MeasurementCorrected',
        data: {
          version: 2,
          organisation: 'institute',
          correctedBy: 'eva',
          outcome: CorrectMeasurement.outcome,
        },
      });
      expect(asJson(fold(pilot, corrected))).toMatchObject({
        measurements: [{ status: 'recorded', wasVerified: false, judges: [] }],
      });
      given(...corrected)
        .when(DismissDispute)
        .refused('measurement-state');
    }
  });

  it('does not bring a former verification back when its dispute is dismissed', () => {
    const again = and(disputedLater, CorrectMeasurement, DisputeMeasurement, DismissDispute);
    expect(asJson(fold(pilot, again))).toMatchObject({ measurements: [{ status: 'recorded' }] });
  });

  it('takes its own days and no others', () => {
    const second = {
      ...RecordMeasurement,
      measurementId: 'm2',
      outcome: { ...REOFFENDING, period: { from: '2029-01-01', to: '2029-03-31' } },
    };
    const both = and(verified, second);
    given(...both)
      .when({
        ...CorrectMeasurement,
        outcome: { ...REOFFENDING, period: { from: '2027-07-01', to: '2028-06-30' } },
      })
      .thenTypes('MeasurementCorrected');
    given(...both)
      .when({
        ...CorrectMeasurement,
        outcome: { ...REOFFENDING, period: { from: '2027-07-01', to: '2029-01-01' } },
      })
      .refused('measurement-invalid');
  });
});
