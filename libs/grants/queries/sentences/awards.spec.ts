import { describe, expect, it } from '@jest/globals';
import type { AwardEvent, ReportEvent } from '../../contract/events.js';
import { tell } from '../sentences.js';
import type { Readable } from '#cqrs/queries/readable.js';

type Told = AwardEvent | ReportEvent;
type DataOf<Type extends Told['type']> = Readable<Extract<Told, { type: Type }>['data']>;

const nok = (amount: number) => ({ amount: amount * 100, currency: 'NOK' });

/** One event of every type: what it says, and why. */
const STORY: {
  readonly [Type in Told['type']]: readonly [Partial<DataOf<Type>>, string, (string | null)?];
} = {
  AwardAccepted: [
    { recipient: '987654325', amount: nok(3000) },
    '987654325 accepted the grant of NOK 3,000.00',
  ],
  AwardDeclined: [
    { person: 'ola', recipient: 'Workshop', byRecipient: true, amount: nok(3000), grounds: 'No premises' },
    'Workshop declined the grant of NOK 3,000.00',
    'No premises',
  ],
  AcceptanceDateSet: [
    { person: 'anna', lastDay: '2026-05-04' },
    'anna said that the grant has to be accepted by 2026-05-04',
  ],
  AcceptanceReminderSent: [
    { lastDay: '2026-05-04' },
    'The recipient was reminded to accept the grant by 2026-05-04',
  ],
  AwardLapsed: [{ amount: nok(3000) }, 'The grant of NOK 3,000.00 lapsed: nobody accepted it in time'],
  InstalmentReleased: [
    { instalment: 1, amount: nok(1000), dueDate: '2026-03-01' },
    'Instalment 1 of NOK 1,000.00, due 2026-03-01, was released for payment',
  ],
  InstalmentCancelled: [
    { instalment: 1, amount: nok(1000) },
    'NOK 1,000.00 of instalment 1 will not be paid',
  ],
  ConditionFulfilled: [
    { condition: 2, person: 'anna', evidence: 'The lease' },
    'anna held condition 2 for fulfilled',
    'The lease',
  ],
  AmendmentProposed: [
    { amendment: 1, proposer: 'anna', kind: 'dates', amount: nok(3000), grounds: 'Later' },
    'anna proposed an amendment (no. 1): other dates, NOK 3,000.00 in all',
    'Later',
  ],
  AmendmentReturned: [
    { amendment: 1, person: 'berit', grounds: 'Not yet' },
    'berit returned amendment no. 1',
    'Not yet',
  ],
  AwardAmended: [
    { amendment: 1, approver: 'berit', kind: 'amount', amount: nok(2000) },
    'berit approved amendment no. 1: another amount, NOK 2,000.00 in all',
  ],
  AwardContinued: [
    { amendment: 1, approver: 'berit', addition: nok(500), amount: nok(3500), request: 2, inPart: true },
    'berit approved amendment no. 1: the grant is continued with NOK 500.00, NOK 3,500.00 in all; it grants request no. 2 in part',
  ],
  AmendmentLifted: [
    { amendment: 1, amount: nok(3000), appealId: 'k1' },
    'An appeal lifted amendment no. 1: NOK 3,000.00 is in force',
  ],
  AmendmentRequested: [
    {
      request: 1,
      arrival: { channel: 'post', sentOn: '2026-03-02', receivedOn: '2026-03-04', registeredBy: 'anna' },
      wish: 'Three months more',
      grounds: 'Rain',
    },
    'The recipient asked for an amendment (request no. 1) (by post, posted on 2026-03-02; registered by anna): Three months more',
    'Rain',
  ],
  AmendmentRequestWithdrawn: [
    { request: 1, requester: 'nina', grounds: 'It is dry' },
    'nina withdrew request no. 1 for an amendment',
    'It is dry',
  ],
  AmendmentRefusalProposed: [
    { request: 1, refusal: 2, proposer: 'anna', grounds: 'Needed now' },
    'anna proposed (no. 2) to refuse request no. 1 for an amendment',
    'Needed now',
  ],
  AmendmentRefusalReturned: [
    { request: 1, refusal: 2, person: 'berit', grounds: 'Ask first' },
    'berit returned refusal no. 2 of an amendment',
    'Ask first',
  ],
  AmendmentRefused: [
    { request: 1, refusal: 2, approver: 'berit' },
    'berit approved refusal no. 2: request no. 1 for an amendment is refused',
  ],
  AmendmentRequestResumed: [
    { request: 1 },
    'Request no. 1 for an amendment waits again, since the grant is in force again',
  ],
  AmendmentRequestReopened: [
    { request: 1, refusal: 2, appealId: 'k1', granted: true },
    'An appeal against refusal no. 2 was won: request no. 1 for an amendment is to be granted',
  ],
  ReinstatementProposed: [
    { proposer: 'anna', revocation: 1, grounds: 'A letter had been overlooked' },
    'anna proposed to undo revocation no. 1 of own motion',
    'A letter had been overlooked',
  ],
  ReinstatementReturned: [
    { person: 'berit', grounds: 'Say when' },
    'berit returned the proposal to undo the revocation',
    'Say when',
  ],
  ReinstatementApproved: [
    { approver: 'berit', revocation: 1 },
    'berit approved: revocation no. 1 is undone of own motion',
  ],
  AmendmentAbandoned: [
    { grounds: 'refused' },
    'The money reserved for a change of the award was given up: no decision stands on it',
    'refused',
  ],
  RevocationForewarned: [
    { person: 'anna', replyBy: '2026-04-01', grounds: 'It stopped' },
    'anna told the recipient that the grant may be revoked; it may answer until 2026-04-01',
    'It stopped',
  ],
  RevocationProposed: [
    { proposer: 'anna', amountInForce: nok(0), grounds: 'It stopped' },
    'anna proposed to revoke the grant; NOK 0.00 stays in force',
    'It stopped',
  ],
  AwardRevoked: [
    { approver: 'berit', amountInForce: nok(400), dueBack: nok(600) },
    'berit revoked the grant: NOK 400.00 stays in force, NOK 600.00 is due back',
  ],
  InstalmentsReplanned: [
    { unpaid: nok(1000) },
    'What is unpaid was planned anew: NOK 1,000.00 is still to be paid',
  ],
  ExcessClaimed: [
    { amount: nok(2000), claim: 1 },
    'NOK 2,000.00 was paid beyond what the recipient is entitled to, and is claimed back (claim no. 1)',
  ],
  DueBackRelinquished: [{ amount: nok(40) }, 'NOK 40.00 in all of what is due back is left to the recipient'],
  AppropriationAwaited: [
    { appealId: 'k1', revocation: 1, limit: 'appropriation', year: 2026, missing: nok(1200) },
    'An appeal against the revocation was won, and waits for money: NOK 1,200.00 is missing in the appropriation of 2026',
  ],
  AwardReinstated: [
    { amount: nok(3000), appealId: 'k1' },
    'An appeal undid the revocation: NOK 3,000.00 is in force again',
  ],
  AwardSuspended: [{ decision: 1 }, 'Decision no. 1 was annulled: nothing is paid until a new one is made'],
  DecisionFollowed: [
    { decision: 2, amount: nok(3500) },
    'Decision no. 2 holds for the award: NOK 3,500.00 in all',
  ],
  AccountCorrectionProposed: [
    { correction: 1, proposer: 'ola', byRecipient: true, account: '12345678911', evidence: 'A letter' },
    'ola proposed for the recipient that the grant is paid to another account (correction no. 1)',
    'A letter',
  ],
  CommitmentMoved: [
    { year: 2027, from: [{ year: 2026, amount: 60_000 }], currency: 'NOK' },
    'NOK 600.00 held for 2026 counts in 2027: it was paid then',
  ],
  InstructionReserved: [
    { payoutId: 'p', instruction: 1, inAll: nok(600) },
    'A payout is about to be handed over: NOK 600.00 of it in all is held for that',
  ],
  PayingBackReserved: [
    { recoveryId: 'r', payingBack: 1, amount: nok(600) },
    'What was repaid on a claim that fell is about to be paid back: NOK 600.00 is held for that',
  ],
  InstructionsHeld: [
    { hold: 'h', decidedIn: 'application', id: 'c', revision: 9 },
    'A decision is about to be made: no payout is handed over before the award has followed it',
  ],
  InstructionsFreed: [{ hold: 'h' }, 'No decision is under way any more: payouts are handed over again'],
  AccountCorrected: [
    { correction: 1, approver: 'berit', grounds: 'Seen' },
    'berit approved correction no. 1 of the account: what is not with the bank goes there',
    'Seen',
  ],
  AccountCorrectionRejected: [
    { correction: 1, person: 'berit', grounds: 'Of somebody else' },
    'berit rejected correction no. 1 of the account: payouts go where they went',
    'Of somebody else',
  ],
  DueBackReduced: [{ amount: nok(200) }, 'NOK 200.00 less is due back: it was not paid after all'],
  SpendingRecorded: [
    { reported: { every: 'year', fromYear: 2026, toYear: 2026, spent: 120 } },
    'By the approved report, no more is paid of 2026 than was spent',
  ],
  UnspentClaimed: [{ amount: nok(40) }, 'NOK 40.00 was not spent and is due back'],
  ShortfallRecorded: [
    { reduction: nok(1000) },
    'Less co-funding came than the grant asks for: a reduction by NOK 1,000.00 is to be decided, and nothing is paid before',
  ],
  ShortfallEnded: [
    { reduced: nok(400), forgone: nok(600) },
    'The co-funding that did not come takes NOK 400.00 off the grant; NOK 600.00 is left to the recipient',
  ],
  PayoutsBlocked: [{}, 'Payouts are held up until the overdue report is approved or waived'],
  PayoutsUnblocked: [{}, 'The report holds up payouts no more'],
  AwardClosed: [
    { person: 'anna', kept: nok(3000), note: 'Done' },
    'anna closed the award: the recipient keeps NOK 3,000.00',
    'Done',
  ],
  ReportRequired: [
    { title: 'Annual report', dueOn: '2027-03-31' },
    'A report is due on 2027-03-31: Annual report',
  ],
  ReportReminderSent: [{ dueOn: '2027-03-31' }, 'The recipient was reminded of the report due on 2027-03-31'],
  ReportBecameOverdue: [{ dueOn: '2027-03-31' }, 'The report due on 2027-03-31 is overdue'],
  ReportSubmitted: [
    { submittedBy: 'ola', submission: 1, spent: nok(60), text: null },
    'ola submitted the report (no. 1): NOK 60.00 was spent',
    null,
  ],
  ReportReturned: [
    { person: 'anna', dueOn: '2027-05-31', grounds: 'A line is missing' },
    'anna returned the report; it is due again on 2027-05-31',
    'A line is missing',
  ],
  ReportApproved: [
    { approver: 'anna', unspent: nok(40) },
    'anna approved the report: NOK 40.00 of what was paid was not spent',
  ],
  ReportRecounted: [{ person: 'anna' }, 'anna has what was paid after the report was approved count too'],
  CoFundingCounted: [{}, 'No other report is owed any more: the co-funding of all that were approved counts'],
  ReportWaiverProposed: [
    { proposer: 'anna', proposal: 1, grounds: 'It never began' },
    'anna proposed (no. 1) to do without the report',
    'It never began',
  ],
  ReportWaiverReturned: [
    { person: 'berit', proposal: 1, grounds: 'It did' },
    'berit returned proposal no. 1 to do without the report',
    'It did',
  ],
  ReportWaiverStandInNamed: [
    { person: 'frida', namedBy: 'sara', proposal: 1, grounds: 'Nobody is left' },
    'sara named frida to judge proposal no. 1 to do without the report',
    'Nobody is left',
  ],
  ReportWaived: [{ person: 'berit', grounds: 'It never began' }, 'berit waived the report', 'It never began'],
};

describe('what the events of awards and reports tell', () => {
  it.each(Object.entries(STORY))('%s', (type, [data, what, why = null]) => {
    expect(tell(type, data)).toMatchObject({ what, why });
  });
});
