import { appealIdOf, type AppealEvent, type AppealSubmitted } from '../contract/events/appeal.js';

/** An appeal that something is still to be done about; kept as JSON in the row of its case. */
interface WaitingAppeal {
  readonly id: string;
  readonly next: string;
  /** Calendar date by which a provisional reply is due; none where none is, or one was sent. */
  readonly due?: string | undefined;
  /** That day has passed. */
  readonly owed?: true;
  /** Whoever appealed did not apply, and the interest is not recognised. */
  readonly unrecognised?: true | undefined;
}

/** Events of appeals that change what is to be done next in a case. */
export const QUEUE_APPEAL_EVENTS = [
  'AppealSubmitted',
  'AppealDeadlineMoved',
  'AppealPreparationBegun',
  'LateAppealAccepted',
  'AppealDismissalProposed',
  'AppealDismissed',
  'ReversalProposed',
  'AppealReversed',
  'AppealForwarded',
  'AppealLetStand',
  'AppealChangedDecision',
  'AppealAnnulledDecision',
  'AppealWithdrawn',
  'AppealReopened',
  'AppealSuperseded',
  'ProvisionalReplyBecameDue',
  'ProvisionalReplySent',
  'AppealOutcomeNotified',
  'AppealStandingRecognised',
  'AppellantKnowledgeRecorded',
  'AppealJoined',
] as const satisfies readonly AppealEvent['type'][];

/** One of these events. */
export type QueueAppealEvent = Extract<AppealEvent, { type: (typeof QUEUE_APPEAL_EVENTS)[number] }>;

/** What a case waits for, by the nearest day. */
export interface Duty {
  readonly open: boolean;
  readonly next: string | null;
  readonly deadline: string;
  /** It comes before anything else, whatever the days. */
  readonly first?: true;
}

/** The waiting appeals of a case after an event of one of them. */
export function appealsAfter(before: string, stream: string, event: QueueAppealEvent): string {
  const id = appealIdOf(stream);
  const appeals = JSON.parse(before) as WaitingAppeal[];
  const others = appeals.filter((each) => each.id !== id);
  const own = waiting(appeals.find((each) => each.id === id) ?? { id, next: '' }, event);
  return JSON.stringify(own ? [...others, own] : others);
}

/** The nearest of a case's own duty, those its appeals bring, and others; what has no day comes last, what holds up all others first. */
export function nearest(own: Duty, appeals: string, others: readonly Duty[] = []): Duty {
  if (appeals === '[]' && others.length === 0) return own;
  const duties = (JSON.parse(appeals) as WaitingAppeal[]).map(({ next, due, owed }) => ({
    open: true,
    next: owed ? 'send-provisional-reply' : next,
    deadline: due ?? NEVER,
  }));
  const [first] = [...(own.open ? [own] : []), ...others, ...duties].toSorted((a, b) =>
    a.deadline < b.deadline ? -1 : Number(a.deadline > b.deadline),
  );
  const { open, next } = others.find((each) => each.first) ?? first ?? own;
  return { open, next, deadline: (first ?? own).deadline };
}

const NEVER = '9999-12-31';

function waiting(before: WaitingAppeal, event: QueueAppealEvent): WaitingAppeal | undefined {
  const { id, next } = before;
  switch (event.type) {
    case 'AppealSubmitted':
      return {
        id,
        next: event.data.late ? 'treat-late-appeal' : firstStep(isUnrecognised(event.data)),
        due: event.data.provisionalReplyDue,
        ...(isUnrecognised(event.data) ? { unrecognised: true } : {}),
      };
    case 'AppealDeadlineMoved':
      return event.data.late || next !== 'treat-late-appeal' ? before : { ...before, next: 'prepare-appeal' };
    case 'AppealStandingRecognised': {
      const { unrecognised: _, ...recognised } = before;
      return next === 'treat-late-appeal' ? recognised : { ...recognised, next: firstStep(undefined) };
    }
    case 'AppellantKnowledgeRecorded': {
      if (event.data.late) return { ...before, next: 'treat-late-appeal' };
      return next === 'treat-late-appeal' ? { ...before, next: firstStep(before.unrecognised) } : before;
    }
    case 'LateAppealAccepted':
      return { ...before, next: firstStep(before.unrecognised) };
    case 'AppealReopened': {
      const { unrecognised: _, ...heard } = before;
      return { ...heard, next: firstStep(undefined) };
    }
    case 'AppealPreparationBegun':
      return { ...before, next: 'forward-appeal' };
    case 'AppealDismissalProposed':
      return { ...before, next: 'approve-dismissal' };
    case 'ReversalProposed':
      return { ...before, next: 'approve-reversal' };
    case 'AppealForwarded':
      return { ...before, next: 'await-appeal-body' };
    case 'ProvisionalReplyBecameDue':
      return { ...before, owed: true };
    case 'ProvisionalReplySent': {
      const { due: _, owed: __, ...answered } = before;
      return answered;
    }
    case 'AppealJoined':
    case 'AppealDismissed':
    case 'AppealReversed':
    case 'AppealLetStand':
    case 'AppealChangedDecision':
    case 'AppealAnnulledDecision':
      return { id, next: 'notify-appeal-outcome' };
    case 'AppealWithdrawn':
    case 'AppealSuperseded':
    case 'AppealOutcomeNotified':
      return undefined;
  }
}

/** The standing of who did not apply is decided before anything else. */
function firstStep(unrecognised: boolean | undefined): string {
  return unrecognised ? 'decide-standing' : 'prepare-appeal';
}

function isUnrecognised({ other, against }: AppealSubmitted['data']): boolean {
  return other !== undefined && against.kind !== 'dismissal';
}
