import type { Money } from '#money/money.js';
import type { ApplicationEvent, DecisionOutcome } from '../contract/events.js';
import type { CaseLog, Recorded } from './case-log.js';
import { DecisionRecord, type DecisionsView } from './decision-view.js';

/** Scores of one person; a text whose key was erased is `null`. */
export interface ScoringView {
  readonly assessor: string;
  readonly scores: readonly {
    readonly criterion: string;
    readonly score: number;
    readonly rationale: string | null;
  }[];
  readonly weightedTotal: number;
  readonly belowThreshold: readonly string[];
}

/** How an application was assessed and decided; a text whose key was erased is `null`. */
export interface AssessmentView extends DecisionsView {
  /** Declarations on conflicts of interest, in order. */
  readonly impartiality?: readonly {
    readonly person: string;
    readonly conflict: boolean;
    readonly doubt?: boolean | undefined;
    readonly statement: string | null;
    readonly at: string;
  }[];
  /** What superiors ruled on it, in order. */
  readonly rulings?: readonly {
    readonly person: string;
    readonly ruledBy: string;
    readonly disqualified: boolean;
    readonly mayPrepare: boolean;
    readonly mayDecide: boolean;
    readonly grounds: string | null;
    readonly at: string;
  }[];
  readonly eligibility?: {
    readonly checkedBy: string;
    readonly checks: readonly {
      readonly code: string;
      readonly met: boolean;
      readonly note?: string | null | undefined;
    }[];
    readonly eligible: boolean;
  };
  readonly assessment?: ScoringView;
  readonly secondAssessor?: string;
  readonly secondAssessment?: ScoringView;
  readonly moderation?: Omit<ScoringView, 'assessor'> & {
    readonly moderator: string;
    readonly rationale: string | null;
  };
  readonly recommendation?: {
    readonly outcome: DecisionOutcome;
    readonly amount: Money;
    readonly rationale: string | null;
  };
}

/** Reads the assessment out of an application's events, the later ones in place of the earlier. */
export async function assessmentOf(
  events: readonly Recorded<ApplicationEvent>[],
  log: Pick<CaseLog, 'read'>,
): Promise<{ readonly view: AssessmentView; readonly erased: boolean }> {
  const record = new DecisionRecord();
  let view: AssessmentView = {};
  let anyErased = false;
  const read = async <Event extends Recorded<ApplicationEvent>>(event: Event) => {
    const { data, erased } = await log.read<Event>(event);
    anyErased ||= erased;
    return data;
  };
  for (const event of events) {
    const at = event.metadata.recordedAt;
    switch (event.type) {
      case 'ImpartialityDeclared': {
        const { person, conflict, doubt, statement = null } = await read(event);
        const declared = { person, conflict, ...(doubt === undefined ? {} : { doubt }), statement, at };
        view = { ...view, impartiality: [...(view.impartiality ?? []), declared] };
        break;
      }
      case 'ImpartialityRuled': {
        const ruled = { ...(await read(event)), at };
        view = { ...view, rulings: [...(view.rulings ?? []), ruled] };
        break;
      }
      case 'EligibilityChecked':
        view = { ...view, eligibility: await read(event) };
        break;
      case 'SecondAssessorAssigned': {
        const { secondAssessment: _, ...before } = view;
        view = { ...before, secondAssessor: event.data.assessor };
        break;
      }
      case 'ApplicationScored': {
        const { moderation: _, ...before } = view;
        const { assessor, scores, weightedTotal, belowThreshold, as } = await read(event);
        const scoring = { assessor, scores, weightedTotal, belowThreshold };
        view = { ...before, [as === 'second' ? 'secondAssessment' : 'assessment']: scoring };
        break;
      }
      case 'ScoresModerated':
        view = { ...view, moderation: await read(event) };
        break;
      case 'ApplicationRecommended':
        view = { ...view, recommendation: await read(event) };
        break;
      case 'ApplicationReopened': {
        // What is assessed again is not shown as it was; the annulled decision is among the decisions.
        const { impartiality = [], rulings = [] } = view;
        view = {
          ...(impartiality.length > 0 ? { impartiality } : {}),
          ...(rulings.length > 0 ? { rulings } : {}),
        };
        record.take(event, event.data);
        break;
      }
      case 'DecisionProposed':
      case 'ProposalReturned':
      case 'DecisionApproved':
      case 'DecisionReplaced':
      case 'DecisionAwaitsAppropriation':
      case 'OfferAwaitsAppropriation':
      case 'OfferReopened':
      case 'OwnReversalProposed':
      case 'OwnReversalApproved':
      case 'DecisionNotified':
      case 'ReceiptCorrectionProposed':
      case 'ReceiptCorrected':
      case 'ReceiptCorrectionRejected':
      case 'DecisionFlagged':
      case 'DecisionUpheld':
      case 'FlaggedChangesAnnulled':
      case 'WaitingGrantDeclined':
        record.take(event, await read(event));
        break;
      default:
    }
  }
  return { view: { ...view, ...record.view() }, erased: anyErased };
}
