import { accept, refuse } from '#eventsourcing/decider.js';
import { refusal } from '#eventsourcing/refusal.js';
import type { PilotEvent } from '../../contract/events.js';
import { PARTY_ROLES } from '../../contract/pilot.js';
import { whileRunning, type Acting, type Answer } from './answers.js';
import { readOutcome } from './outcome.js';
import { fourEyes, measurementInvalid } from './refusals.js';
import { isDirectorate, takesPart, type KnownPilot, type MeasurementState } from './state.js';

/** The evaluator records; what the terms cannot be settled on is refused at once, with its place. */
interface RecordMeasurement extends Acting {
  readonly type: 'RecordMeasurement';
  readonly measurementId: string;
  /** As a client sent it: it is read here. */
  readonly outcome: unknown;
  /** Calendar date in Oslo. */
  readonly today: string;
}

function record(command: RecordMeasurement, state: KnownPilot): Answer {
  const { measurementId, outcome, person, organisation, today } = command;
  if (!takesPart(state, organisation, ['evaluator'])) return refuse(notEvaluator());
  if (find(measurementId, state) !== undefined)
    return refuse(
      refusal('conflict', 'measurement-state', `measurement ${measurementId} is recorded already`),
    );
  const reading = readOutcome(outcome, measurementId, state, today);
  if (!reading.ok) return refuse(measurementInvalid(reading.faults));
  return accept<PilotEvent>({
    type: 'MeasurementRecorded',
    data: {
      pilotId: state.pilotId,
      measurementId,
      outcome: reading.value,
      organisation: organisation!,
      recordedBy: person,
    },
  });
}

/** Somebody who had no hand in it, from an organisation that has no other part in the pilot, confirms it. */
interface VerifyMeasurement extends Acting {
  readonly type: 'VerifyMeasurement';
  readonly measurementId: string;
}

function verify({ measurementId, person, organisation }: VerifyMeasurement, state: KnownPilot): Answer {
  if (!takesPart(state, organisation, ['validator'])) return refuse(notValidator());
  const measured = find(measurementId, state);
  if (measured === undefined) return refuse(unknown(measurementId));
  if (measured.status !== 'recorded') return refuse(inMeasurementState(measured, 'recorded'));
  if (measured.recorders.includes(person)) return refuse(ownWork());
  const { pilotId } = state;
  return accept<PilotEvent>({
    type: 'MeasurementVerified',
    data: {
      pilotId,
      measurementId,
      version: measured.version,
      organisation: organisation!,
      verifiedBy: person,
    },
  });
}

/** A party or a directorate disputes: until that is resolved nothing is settled on it. */
interface DisputeMeasurement extends Acting {
  readonly type: 'DisputeMeasurement';
  readonly measurementId: string;
  readonly grounds: string;
}

function dispute(command: DisputeMeasurement, state: KnownPilot): Answer {
  const { measurementId, grounds, person, organisation } = command;
  if (!isDirectorate(state, organisation) && !takesPart(state, organisation, PARTY_ROLES))
    return refuse(refusal('forbidden', 'not-a-party', 'parties and directorates dispute measurements'));
  const measured = find(measurementId, state);
  if (measured === undefined) return refuse(unknown(measurementId));
  if (measured.status === 'disputed') return refuse(inMeasurementState(measured, 'recorded or verified'));
  return accept<PilotEvent>({
    type: 'MeasurementDisputed',
    data: {
      pilotId: state.pilotId,
      measurementId,
      version: measured.version,
      organisation: organisation!,
      disputedBy: person,
      grounds,
    },
  });
}

/** The dispute is unfounded: the measurement stands as it did before. */
interface DismissDispute extends Acting {
  readonly type: 'DismissDispute';
  readonly measurementId: string;
  readonly grounds: string;
}

function dismiss(command: DismissDispute, state: KnownPilot): Answer {
  const { measurementId, grounds, person, organisation } = command;
  if (!takesPart(state, organisation, ['validator'])) return refuse(notValidator());
  const measured = find(measurementId, state);
  if (measured === undefined) return refuse(unknown(measurementId));
  if (measured.status !== 'disputed') return refuse(inMeasurementState(measured, 'disputed'));
  if (measured.recorders.includes(person)) return refuse(ownWork());
  if (measured.verifiedBy === person)
    return refuse(fourEyes('who verified a measurement does not judge a dispute about it'));
  return accept<PilotEvent>({
    type: 'DisputeDismissed',
    data: {
      pilotId: state.pilotId,
      measurementId,
      version: measured.version,
      organisation: organisation!,
      dismissedBy: person,
      grounds,
    },
  });
}

/** A new version, to be verified anew; the one before stays on record. */
interface CorrectMeasurement extends Acting {
  readonly type: 'CorrectMeasurement';
  readonly measurementId: string;
  readonly outcome: unknown;
  readonly grounds: string;
  readonly today: string;
}

function correct(command: CorrectMeasurement, state: KnownPilot): Answer {
  const { measurementId, outcome, grounds, person, organisation, today } = command;
  if (!takesPart(state, organisation, ['evaluator'])) return refuse(notEvaluator());
  const measured = find(measurementId, state);
  if (measured === undefined) return refuse(unknown(measurementId));
  const reading = readOutcome(outcome, measurementId, state, today);
  if (!reading.ok) return refuse(measurementInvalid(reading.faults));
  return accept<PilotEvent>({
    type: 'MeasurementCorrected',
    data: {
      pilotId: state.pilotId,
      measurementId,
      version: measured.version + 1,
      outcome: reading.value,
      organisation: organisation!,
      correctedBy: person,
      grounds,
    },
  });
}

/** What came out, as those say who are asked. */
export const measurements = {
  RecordMeasurement: whileRunning(record),
  VerifyMeasurement: whileRunning(verify),
  DisputeMeasurement: whileRunning(dispute),
  DismissDispute: whileRunning(dismiss),
  CorrectMeasurement: whileRunning(correct),
};

function find(id: string, state: KnownPilot): MeasurementState | undefined {
  return state.measurements.get(id);
}

function unknown(id: string) {
  return refusal('not-found', 'measurement-unknown', `there is no measurement ${id}`);
}

function inMeasurementState({ id, status }: MeasurementState, needed: string) {
  return refusal(
    'conflict',
    'measurement-state',
    `measurement ${id} is ${status}, this step needs it to be ${needed}`,
    { status, needed },
  );
}

function notEvaluator() {
  return refusal('forbidden', 'not-evaluator', 'measurements are recorded by the evaluator of the pilot');
}

function notValidator() {
  return refusal(
    'forbidden',
    'not-validator',
    'measurements are verified by the independent validator of the pilot',
  );
}

function ownWork() {
  return fourEyes('who recorded or corrected a measurement does not judge it');
}
