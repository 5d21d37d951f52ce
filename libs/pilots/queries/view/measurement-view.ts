import type { PilotEvent } from '../../contract/events.js';
import type { MeasuredOutcome } from '../../contract/pilot.js';
import type { ReadEvent } from '../pilot-log.js';

/** A measurement with all its versions; the last one counts. */
export interface MeasurementView {
  readonly id: string;
  readonly state: 'recorded' | 'verified' | 'disputed';
  readonly version: number;
  readonly outcome: MeasuredOutcome;
  readonly verifiedBy: string | null;
  readonly versions: readonly MeasurementVersionView[];
  readonly disputes: readonly DisputeView[];
}

/** What was recorded, or corrected later. */
export interface MeasurementVersionView {
  readonly version: number;
  readonly outcome: MeasuredOutcome;
  readonly organisation: string;
  readonly recordedBy: string;
  readonly recordedAt: string;
  /** Of a correction. */
  readonly grounds?: string | null;
}

/** Who disputed which version, why, and what came of it. */
export interface DisputeView {
  readonly version: number;
  readonly organisation: string;
  readonly disputedBy: string;
  readonly grounds: string | null;
  readonly resolved: 'corrected' | 'dismissed' | null;
  /** Why it was dismissed. */
  readonly answer?: string | null;
}

type Measuring = Extract<ReadEvent<PilotEvent>, { readonly data: { readonly measurementId: string } }>;

/** The measurements after these events, in the order they were recorded. */
export function measurementViews(events: readonly ReadEvent<PilotEvent>[]): MeasurementView[] {
  const views = new Map<string, MeasurementView>();
  for (const event of events) {
    if (!('measurementId' in event.data)) continue;
    const { measurementId } = event.data;
    views.set(measurementId, after(views.get(measurementId), event as Measuring));
  }
  return [...views.values()];
}

function after(before: MeasurementView | undefined, event: Measuring): MeasurementView {
  if (event.type === 'MeasurementRecorded') {
    const { measurementId: id, outcome, organisation, recordedBy } = event.data;
    const version = { version: 1, outcome, organisation, recordedBy, recordedAt: event.at };
    return {
      id,
      state: 'recorded',
      version: 1,
      outcome,
      verifiedBy: null,
      versions: [version],
      disputes: [],
    };
  }
  const view = before!;
  switch (event.type) {
    case 'MeasurementVerified':
      return { ...view, state: 'verified', verifiedBy: event.data.verifiedBy };
    case 'MeasurementDisputed': {
      const { version, organisation, disputedBy, grounds } = event.data;
      const dispute = { version, organisation, disputedBy, grounds, resolved: null };
      return { ...view, state: 'disputed', disputes: [...view.disputes, dispute] };
    }
    case 'DisputeDismissed': {
      const state = view.verifiedBy === null ? 'recorded' : 'verified';
      return {
        ...view,
        state,
        disputes: resolved(view, { resolved: 'dismissed', answer: event.data.grounds }),
      };
    }
    case 'MeasurementCorrected': {
      const { version, outcome, organisation, correctedBy: recordedBy, grounds } = event.data;
      const corrected = { version, outcome, organisation, recordedBy, recordedAt: event.at, grounds };
      return {
        ...view,
        state: 'recorded',
        version,
        outcome,
        verifiedBy: null,
        versions: [...view.versions, corrected],
        disputes: resolved(view, { resolved: 'corrected' }),
      };
    }
  }
}

/** The open dispute, there is at most one, is resolved. */
function resolved(
  { disputes }: MeasurementView,
  how: Pick<DisputeView, 'resolved' | 'answer'>,
): DisputeView[] {
  return disputes.map((dispute) => (dispute.resolved === null ? { ...dispute, ...how } : dispute));
}
