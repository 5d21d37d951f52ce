import type { RecordedEvent } from '#eventsourcing/event.js';
import { at, caseOf, entry, personOf, textAt, type Rule } from './rule.js';

/** What prepares a decision in a case, whatever it is about. */
const PREPARES: ReadonlySet<string> = new Set([
  'SupplementRequested',
  'EligibilityChecked',
  'ApplicationScored',
  'ScoresModerated',
  'ApplicationRecommended',
  'DecisionProposed',
  'DecisionNotified',
  'ReceiptCorrectionProposed',
  'NoticeReceiptCorrectionProposed',
  'OutcomeReceiptCorrectionProposed',
  'AppealPreparationBegun',
  'LateAppealAccepted',
  'AppealDismissalProposed',
  'ReversalProposed',
  'AppealForwarded',
  'ProvisionalReplySent',
  'AppealOutcomeNotified',
  'AmendmentProposed',
  'AmendmentRefusalProposed',
  'RevocationForewarned',
  'RevocationProposed',
  'AccountCorrectionProposed',
  'ReceivedMoneyAllocated',
  'ClaimProposed',
  'LimitationInterrupted',
  'LimitationMoveProposed',
  'GivingUpProposed',
  'ReportWaiverProposed',
]);
/** What decides in a case. */
const DECIDES: ReadonlySet<string> = new Set([
  'ProposalReturned',
  'DecisionApproved',
  'ReceiptCorrected',
  'ReceiptCorrectionRejected',
  'NoticeReceiptCorrected',
  'OutcomeReceiptCorrected',
  'OutcomeReceiptCorrectionRejected',
  'NoticeReceiptCorrectionRejected',
  'AppealDismissed',
  'AppealReversed',
  'AppealLetStand',
  'AppealChangedDecision',
  'AppealAnnulledDecision',
  'EnforcementDeferred',
  'AppealCostsCovered',
  'ConditionFulfilled',
  'AmendmentReturned',
  'AmendmentRefusalReturned',
  'AmendmentRefused',
  'AwardAmended',
  'AwardContinued',
  'AwardRevoked',
  'AccountCorrected',
  'AccountCorrectionRejected',
  'AwardClosed',
  'ReportReturned',
  'ReportApproved',
  'ReportWaived',
  'PayoutAttested',
  'PayoutApproved',
  'PayoutCancelled',
  'ClaimReturned',
  'LimitationMoveReturned',
  'LimitationMoved',
  'RepaymentClaimed',
  'GivingUpReturned',
  'ReportWaiverReturned',
  'ClaimWaived',
  'RecoveryDropped',
  'RepaymentPlanAgreed',
  'ClaimWrittenOff',
]);
/** Before anybody declares: a conflict stops it, and nothing else. */
const ASSIGNS: ReadonlySet<string> = new Set(['CaseworkerAssigned', 'SecondAssessorAssigned']);

/** What a person said last, and what a superior ruled; a ruling goes before what was said. */
interface Standing {
  readonly said?: 'clear' | 'conflict' | 'doubt';
  readonly ruling?: { readonly mayPrepare: boolean; readonly mayDecide: boolean };
}

/** No official step in a case by a person without a declaration in it; none with a conflict, wherever in it that was said. */
export class Impartiality implements Rule {
  private readonly cases = new Map<string, Map<string, Standing>>();

  see(event: RecordedEvent): readonly string[] {
    const { type } = event;
    switch (type) {
      case 'ImpartialityDeclared':
        return this.declared(event);
      case 'ImpartialityRuled':
        return this.ruled(event);
      case 'AppealImpartialityDeclared':
        return this.declaredInAppeal(event);
    }
    const person = personOf(event);
    if (person === undefined || actsAsParty(event)) return [];
    if (PREPARES.has(type)) return this.fault(event, person, 'mayPrepare');
    if (DECIDES.has(type)) return this.fault(event, person, 'mayDecide');
    return ASSIGNS.has(type) && this.standing(event, person).said !== undefined
      ? this.fault(event, person, 'mayPrepare')
      : [];
  }

  private declaredInAppeal(event: RecordedEvent): readonly string[] {
    const person = textAt(event, 'person');
    const known = this.standing(event, person);
    const { ruling } = known;
    const stands = ruling && !ruling.mayDecide ? { ruling } : {};
    if (at(event, 'conflict') === true) this.of(event).set(person, { said: 'conflict', ...stands });
    else if (known.said === undefined) this.of(event).set(person, { ...known, said: 'clear' });
    return person === personOf(event) ? [] : ['somebody declared for another'];
  }

  private declared(event: RecordedEvent): readonly string[] {
    const person = textAt(event, 'person');
    const { said, ruling } = this.standing(event, person);
    const says =
      at(event, 'conflict') === true ? 'conflict' : at(event, 'doubt') === true ? 'doubt' : 'clear';
    // A new conflict or doubt sets aside a ruling that found the person impartial.
    const stands = ruling && (says === 'clear' || !ruling.mayDecide);
    this.of(event).set(person, { said: says, ...(stands ? { ruling } : {}) });
    if (person !== personOf(event)) return ['somebody declared for another'];
    return says === 'clear' && said !== undefined && said !== 'clear' && !ruling?.mayDecide
      ? [`${person} took a declaration back`]
      : [];
  }

  private ruled(event: RecordedEvent): readonly string[] {
    const person = textAt(event, 'person');
    const ruling = {
      mayPrepare: at(event, 'mayPrepare') === true,
      mayDecide: at(event, 'mayDecide') === true,
    };
    this.of(event).set(person, { ...this.standing(event, person), ruling });
    return person === personOf(event) ? ['somebody ruled on themselves'] : [];
  }

  private fault(event: RecordedEvent, person: string, step: 'mayPrepare' | 'mayDecide'): readonly string[] {
    const { said, ruling } = this.standing(event, person);
    if (said === undefined) return [`${person} declared nothing`];
    return (ruling ? ruling[step] : said === 'clear') ? [] : [`${person} has a conflict, or a doubt`];
  }

  private standing(event: RecordedEvent, person: string): Standing {
    return this.of(event).get(person) ?? {};
  }

  private of(event: RecordedEvent): Map<string, Standing> {
    return entry(this.cases, caseOf(event), () => new Map<string, Standing>());
  }
}

function actsAsParty({ metadata: { actor } }: RecordedEvent): boolean {
  return actor.roles.length > 0 && actor.roles.every((role) => role === 'applicant');
}
