import type { RecordedEvent } from '#eventsourcing/event.js';
import { at, caseOf, entry, personOf, textAt, type Rule } from './rule.js';

type Matter = (event: RecordedEvent) => string;

const stream: Matter = (event) => event.stream;
const numbered =
  (kind: string): Matter =>
  (event) =>
    `${event.stream} ${kind} ${textAt(event, kind)}`;
const part =
  (kind: string): Matter =>
  (event) =>
    `${event.stream} ${kind}`;

/** The proposal that is approved; before there was one, what was written off. */
const givenUp: Matter = (event) => {
  const proposal = at(event, 'givenUp.proposal');
  return `${event.stream} ${proposal === undefined ? 'write-off' : `proposal ${textAt(event, 'givenUp.proposal')}`}`;
};

/** Of one of the notices of a case. */
const receipt: Matter = (event) =>
  `${event.stream} receipt of ${JSON.stringify(at(event, 'of'))} ${textAt(event, 'correction')}`;

const move: Matter = (event) => `${event.stream} limitation ${textAt(event, 'proposal')}`;

/** Steps that prepare something, by what it is. */
const PREPARES: Readonly<Record<string, Matter>> = {
  SupplementRequested: stream,
  EligibilityChecked: stream,
  ApplicationScored: stream,
  ScoresModerated: stream,
  ApplicationRecommended: stream,
  DecisionProposed: stream,
  ReceiptCorrectionProposed: numbered('correction'),
  NoticeReceiptCorrectionProposed: receipt,
  OutcomeReceiptCorrectionProposed: numbered('correction'),
  AmendmentProposed: numbered('amendment'),
  AmendmentRefusalProposed: numbered('refusal'),
  AccountCorrectionProposed: numbered('correction'),
  RevocationForewarned: numbered('revocation'),
  RevocationProposed: numbered('revocation'),
  AppealPreparationBegun: stream,
  LateAppealAccepted: stream,
  AppealDismissalProposed: stream,
  ReversalProposed: stream,
  AppealForwarded: stream,
  ClaimProposed: part('claim'),
  GivingUpProposed: numbered('proposal'),
  LimitationMoveProposed: move,
  ReportWaiverProposed: numbered('proposal'),
  WriteOffProposed: part('write-off'),
  PayoutAttested: stream,
  ReportSubmitted: stream,
};

/** Of these, what the recipient does as well. */
const BY_EITHER_SIDE: ReadonlySet<string> = new Set(['ReportSubmitted', 'AccountCorrectionProposed']);

/** Steps that decide on what was prepared. */
const DECIDES: Readonly<Record<string, Matter>> = {
  DecisionApproved: stream,
  ProposalReturned: stream,
  ReceiptCorrected: numbered('correction'),
  ReceiptCorrectionRejected: numbered('correction'),
  NoticeReceiptCorrected: receipt,
  OutcomeReceiptCorrected: numbered('correction'),
  OutcomeReceiptCorrectionRejected: numbered('correction'),
  NoticeReceiptCorrectionRejected: receipt,
  AwardAmended: numbered('amendment'),
  AwardContinued: numbered('amendment'),
  AmendmentReturned: numbered('amendment'),
  AmendmentRefused: numbered('refusal'),
  AmendmentRefusalReturned: numbered('refusal'),
  AccountCorrected: numbered('correction'),
  AwardRevoked: numbered('revocation'),
  AppealDismissed: stream,
  AppealReversed: stream,
  AppealLetStand: stream,
  AppealChangedDecision: stream,
  AppealAnnulledDecision: stream,
  ClaimReturned: part('claim'),
  RepaymentClaimed: part('claim'),
  GivingUpReturned: numbered('proposal'),
  LimitationMoveReturned: move,
  LimitationMoved: move,
  RecoveryDropped: givenUp,
  ClaimWaived: givenUp,
  ClaimWrittenOff: givenUp,
  ReportWaiverReturned: numbered('proposal'),
  ReportWaived: givenUp,
  PayoutApproved: stream,
  ReportApproved: stream,
  ReportReturned: stream,
};

/** Nobody decides on what they prepared, whatever roles they hold; nobody comes out as somebody else. */
export class FourEyes implements Rule {
  private readonly prepared = new Map<string, Set<string>>();

  see(event: RecordedEvent): readonly string[] {
    const person = personOf(event);
    // What was attested for the account of before does not count, and is attested anew.
    if (event.type === 'PayoutAccountCorrected') this.prepared.delete(event.stream);
    const prepares = PREPARES[event.type];
    if (prepares && person !== undefined) entry(this.prepared, prepares(event), () => new Set()).add(person);
    const decides = DECIDES[event.type];
    if (!decides || followsAnAppeal(event)) return [];
    if (person === undefined) return ['no person decided'];
    return this.prepared.get(decides(event))?.has(person) ? [`${person} prepared it`] : [];
  }
}

/** An award ends by a decision that an appeal led to: people decided there. */
function followsAnAppeal(event: RecordedEvent): boolean {
  return event.type === 'AwardRevoked' && at(event, 'decision') !== undefined;
}

/** Whoever applied takes no step on the other side: neither assesses, decides, attests nor approves. */
export class NobodyOnBothSides implements Rule {
  private readonly applied = new Map<string, Set<string>>();

  see(event: RecordedEvent): readonly string[] {
    const person = personOf(event);
    const { type } = event;
    if (person === undefined || event.metadata.caseId === undefined) return [];
    if (type === 'ApplicationSubmitted') entry(this.applied, caseOf(event), () => new Set()).add(person);
    const official = (type in PREPARES && !BY_EITHER_SIDE.has(type)) || type in DECIDES;
    return official && this.applied.get(caseOf(event))?.has(person) ? [`${person} applied`] : [];
  }
}

/** The appeal body judges with people who had no part in what is appealed against. */
export class FreshJudges implements Rule {
  private readonly acted = new Map<string, Set<string>>();
  private readonly against = new Map<string, string>();

  see(event: RecordedEvent): readonly string[] {
    const person = personOf(event);
    if (event.type === 'AppealSubmitted') this.against.set(event.stream, appealed(event));
    if (person === undefined || !(event.type in PREPARES || event.type in DECIDES)) return [];
    const judges = /^Appeal(LetStand|ChangedDecision|AnnulledDecision)$/.test(event.type);
    const involved = this.acted.get(this.against.get(event.stream) ?? '');
    if (event.stream.startsWith('award-') && !/Revo/.test(event.type)) return [];
    entry(this.acted, event.stream, () => new Set()).add(person);
    return judges && involved?.has(person) ? [`${person} had a part in what is appealed against`] : [];
  }
}

const STREAM_OF = { dismissal: 'appeal', revocation: 'award', recovery: 'recovery' } as const;

/** The stream of what an appeal is against. */
function appealed(event: RecordedEvent): string {
  const kind = at(event, 'against.kind') as keyof typeof STREAM_OF | 'decision';
  return kind === 'decision'
    ? `application-${caseOf(event)}`
    : `${STREAM_OF[kind]}-${textAt(event, 'against.id')}`;
}
