import { describe, expect, it } from '@jest/globals';
import type { PayoutEvent, RecoveryEvent } from '#payouts/contract/events.js';
import { tell } from '../sentences.js';
import type { Readable } from '#cqrs/queries/readable.js';
import type { BookingEvent } from '#budget/contract/sentences.js';

type Event = PayoutEvent | RecoveryEvent | BookingEvent;
type DataOf<Type extends Event['type']> = Readable<Extract<Event, { type: Type }>['data']>;

const nok = (amount: number) => ({ amount: amount * 100, currency: 'NOK' });
const payments = [
  { year: 2026, amount: 60_000 },
  { year: 2027, amount: 40_000 },
];

/** One event of every type: what it says, and why. */
const STORY: {
  readonly [Type in Event['type']]: readonly [Partial<DataOf<Type>>, string, (string | null)?];
} = {
  CommitmentReserved: [
    { total: 100_000, currency: 'NOK', payments },
    'NOK 1,000.00 was reserved in the budget (2026: NOK 600.00, 2027: NOK 400.00)',
  ],
  CommitmentAdjusted: [
    { total: 60_000, currency: 'NOK', payments: payments.slice(0, 1), grounds: 'amended' },
    'NOK 600.00 is reserved in the budget from now on (2026: NOK 600.00)',
    'amended',
  ],
  CommitmentReleased: [
    { total: 100_000, currency: 'NOK', payments: payments.slice(0, 1), grounds: 'abandoned' },
    'NOK 1,000.00 is free in the budget again (2026: NOK 600.00)',
    'abandoned',
  ],
  PayoutOpened: [
    { instalment: 1, amount: nok(600), payee: { organisation: '1', name: 'Verkstedet' } },
    'A payout of NOK 600.00 to Verkstedet was opened for instalment 1',
  ],
  PayoutAttested: [{ attester: 'carl', note: 'Seen' }, 'carl attested that the payout may go', 'Seen'],
  PayoutApproved: [{ approver: 'berit' }, 'berit approved the payout'],
  PayoutInstructed: [
    { amount: nok(600), attempt: 2 },
    'The payout of NOK 600.00 was handed to the finance system (attempt 2)',
  ],
  InstructionLapsed: [
    { instructionId: 'i' },
    'An instruction that had not gone out lapsed, since less may be paid; the next one is judged anew',
  ],
  PayoutAcknowledged: [{ instructionId: 'i' }, 'The finance system took the payout'],
  PayoutPartiallySettled: [
    { amount: nok(200), settledOn: '2026-02-02', bankReference: 'B-1' },
    'NOK 200.00 of the payout was paid on 2026-02-02 (bank reference B-1)',
  ],
  PayoutSettled: [
    { amount: nok(600), settledOn: '2026-02-02', bankReference: 'B-1' },
    'NOK 600.00 was paid on 2026-02-02 (bank reference B-1)',
  ],
  PayoutFailed: [{ reasonCode: 'AC04', reason: 'Closed' }, 'The payment failed: AC04', 'Closed'],
  PayoutReturned: [
    { amount: nok(600), returnedOn: '2026-02-05', reasonCode: 'AC06', bankReference: 'R-1' },
    'The bank returned NOK 600.00 on 2026-02-05: AC06 (bank reference R-1)',
  ],
  MoneyReceived: [
    { amount: nok(50), receivedOn: '2026-02-05', bankReference: 'B-7', payer: 'The estate' },
    'NOK 50.00 came back unasked on 2026-02-05, paid by The estate (bank reference B-7)',
  ],
  ReceivedMoneyAllocated: [
    { person: 'anna', amount: nok(30), left: nok(20) },
    'anna counted NOK 30.00 of what came back for a claim; NOK 20.00 is left',
  ],
  AllocationReleased: [
    { amount: nok(30), reason: 'overpaid' },
    'NOK 30.00 of what came back is free again: the claim answered overpaid',
  ],
  ReceivedMoneyReturned: [
    { person: 'dina', amount: nok(20), returnedOn: '2026-02-09', bankReference: 'B-8', grounds: 'Too much' },
    'dina sent NOK 20.00 of what came back to whoever paid it on 2026-02-09 (bank reference B-8)',
    'Too much',
  ],
  PayoutAccountCorrected: [
    { correction: 1, account: '12345678911' },
    'By correction no. 1 the payout goes to another account; what is not with the bank is attested anew',
  ],
  PayoutCancelled: [
    { person: 'berit', amount: nok(400), paid: nok(200), grounds: 'Revoked' },
    'berit cancelled the payout: NOK 400.00 will not be paid, NOK 200.00 was',
    'Revoked',
  ],
  RecoveryForewarned: [
    { debtor: '987654325', amount: nok(600), basis: 'unspent', replyBy: '2027-04-21', grounds: 'Not spent' },
    '987654325 was told that up to NOK 600.00 may be claimed back (money was not spent), to answer by 2027-04-21',
    'Not spent',
  ],
  ForewarningAnswered: [{ person: 'ola', answer: 'We did' }, 'ola answered the forewarning', 'We did'],
  ForewarningLapsed: [{}, 'The time to answer the forewarning passed without an answer'],
  ClaimProposed: [
    { proposer: 'anna', proposal: 1, amount: nok(600), dueOn: '2027-06-01', grounds: 'Owed' },
    'anna proposed (no. 1) to claim NOK 600.00 back by 2027-06-01',
    'Owed',
  ],
  RepaymentClaimed: [
    { approver: 'berit', proposal: 1, amount: nok(600), debtor: '987654325', dueOn: '2027-06-01' },
    'berit approved proposal no. 1: NOK 600.00 is claimed back from 987654325 by 2027-06-01',
  ],
  ClaimReturned: [
    { person: 'berit', proposal: 1, grounds: 'Too much' },
    'berit returned proposal no. 1 to claim money back',
    'Too much',
  ],
  RecoveryDropped: [
    { person: 'berit', amount: nok(600), grounds: 'Spent after all' },
    'berit dropped the recovery of NOK 600.00',
    'Spent after all',
  ],
  RepaymentPlanAgreed: [
    { person: 'dina', currency: 'NOK', instalments: [{ dueOn: '2027-07-01', amount: 60_000 }] },
    'dina agreed to repayment in instalments (2027-07-01: NOK 600.00)',
  ],
  RepaymentReceived: [
    { amount: nok(600), receivedOn: '2027-07-01', bankReference: 'IN-1' },
    'NOK 600.00 was paid back on 2027-07-01 (bank reference IN-1)',
  ],
  RecoverySettled: [{ amount: nok(600) }, 'All of NOK 600.00 claimed was paid back'],
  ClaimBecameOverdue: [{ amount: nok(600) }, 'NOK 600.00 was not paid back in time'],
  LimitationInterrupted: [
    { person: 'anna', limitationDate: '2030-01-01', grounds: 'Acknowledged' },
    'anna interrupted the limitation: the claim is barred after 2030-01-01',
    'Acknowledged',
  ],
  LimitationMoveProposed: [
    { proposer: 'anna', proposal: 1, limitationDate: '2031-01-01', grounds: 'A judgment' },
    'anna proposed (no. 1) that the claim is barred after 2031-01-01',
    'A judgment',
  ],
  LimitationMoveReturned: [
    { person: 'berit', proposal: 1, grounds: 'Another case' },
    'berit returned proposal no. 1 of another date of limitation',
    'Another case',
  ],
  LimitationMoved: [
    { approver: 'berit', limitationDate: '2031-01-01' },
    'berit approved: the claim is barred after 2031-01-01',
  ],
  GivingUpProposed: [
    {
      proposer: 'dina',
      proposal: 2,
      form: 'waive',
      amount: nok(50),
      authority: 'R-109',
      grounds: 'Hardship',
    },
    'dina proposed (no. 2) to waive NOK 50.00 (R-109)',
    'Hardship',
  ],
  GivingUpReturned: [
    { person: 'berit', proposal: 2, grounds: 'Not shown' },
    'berit returned proposal no. 2 to give up money',
    'Not shown',
  ],
  GivingUpStandInNamed: [
    { person: 'frida', namedBy: 'sara', proposal: 2, grounds: 'Nobody is left' },
    'sara named frida to judge proposal no. 2 to give up money',
    'Nobody is left',
  ],
  ClaimWaived: [
    {
      amount: nok(50),
      left: nok(100),
      givenUp: { proposal: 2, proposer: 'dina', approver: 'berit', total: 5_000 },
    },
    'berit approved: NOK 50.00 is waived, NOK 100.00 is still owed',
  ],
  WriteOffProposed: [
    { proposer: 'dina', authority: 'R-109', grounds: 'Bankrupt' },
    'dina proposed to write off what is owed (R-109)',
    'Bankrupt',
  ],
  ClaimBecameBarred: [
    { amount: nok(10_000), limitationDate: '2029-05-02', left: nok(20_000), parts: [1] },
    'NOK 10,000.00 was barred by limitation after 2029-05-02; NOK 20,000.00 was not',
  ],
  ClaimWrittenOff: [
    { approver: 'berit', amount: nok(600), authority: 'R-109' },
    'berit approved: NOK 600.00 is written off (R-109)',
  ],
  ClaimDeferred: [{}, 'The claim waits: enforcement is deferred until the appeal is decided'],
  ClaimDeferralEnded: [{}, 'The claim waits for the appeal no more'],
  ClaimLowered: [
    { amount: nok(150), less: nok(50) },
    'NOK 50.00 less is claimed back, NOK 150.00 in all: it came back otherwise, or may be kept',
  ],
  ClaimPartlyUpheld: [
    { by: 'appeal', amount: nok(400), less: nok(100), owedBack: nok(100) },
    'The appeal body upheld the claim in part: NOK 400.00 in all, NOK 100.00 less is owed; NOK 100.00 is owed back',
  ],
  ClaimFlagged: [
    {},
    'Somebody with a conflict of interest had a part in the claim: it waits until it is upheld or decided anew',
  ],
  FlaggedClaimUpheld: [{}, 'The claim was looked at once more and stands'],
  ClaimAnnulled: [
    { appealId: 'k1', amount: nok(600), repaid: nok(100) },
    'The claim of NOK 600.00 was annulled by an appeal; NOK 100.00 is owed back',
  ],
  PayingBackProposed: [
    { proposer: 'dina', payingBack: 1, amount: nok(200), grounds: 'It fell' },
    'dina proposed (no. 1) to pay NOK 200.00 back to the debtor',
    'It fell',
  ],
  PayingBackApproved: [
    { approver: 'berit', payingBack: 1, amount: nok(200) },
    'berit approved: NOK 200.00 is paid back to the debtor',
  ],
  PayingBackReturned: [
    { person: 'berit', payingBack: 1, grounds: 'Ask first' },
    'berit returned proposal no. 1 to pay money back',
    'Ask first',
  ],
  OwedBackPaid: [
    { amount: nok(150), paidOn: '2027-09-01', bankReference: 'OUT-1', left: nok(50) },
    'NOK 150.00 was paid back to the debtor on 2027-09-01 (bank reference OUT-1); NOK 50.00 is still owed back',
  ],
  ClaimRenewed: [
    { person: 'anna', grounds: 'Gone through again' },
    'anna took the claim up anew: the debtor is forewarned again',
    'Gone through again',
  ],
  FallenClaimLowered: [
    { left: nok(0), undecided: nok(100) },
    'The grant pays again what was repaid, or it may be kept: NOK 0.00 is still owed back, NOK 100.00 is to be decided anew',
  ],
};

it('tells by what rule a claim may be made for longer', () => {
  const acknowledged = { basis: 'acknowledgement', on: '2027-01-01', reference: 'Limitation Act § 14' };
  const data = { person: 'anna', limitationDate: '2030-01-01', grounds: 'A letter', ...acknowledged };
  expect(tell('LimitationInterrupted', data).what).toBe(
    'anna recorded an acknowledgement of 2027-01-01 (Limitation Act § 14): the claim is barred after 2030-01-01',
  );
  const known = { ...data, basis: 'knowledge', reference: 'Limitation Act § 10' };
  expect(tell('LimitationInterrupted', known).what).toBe(
    'anna recorded that the agency has known of the claim since 2027-01-01 (Limitation Act § 10): the claim is barred after 2030-01-01',
  );
});

describe('what an event of budget, payout or recovery tells', () => {
  it.each(Object.entries(STORY))('%s', (type, [data, what, why = null]) => {
    expect(tell(type, data)).toMatchObject({ what, why });
  });

  it('leaves out a bank reference that was erased', () => {
    const erased = { amount: nok(1), settledOn: '2026-02-02', receivedOn: '2026-02-02', bankReference: null };
    expect(tell('PayoutSettled', erased).what).toBe('NOK 1.00 was paid on 2026-02-02');
    expect(tell('RepaymentReceived', erased).what).toBe('NOK 1.00 was paid back on 2026-02-02');
  });

  it('tells applicants of the inner work only that it was done', () => {
    const inner = Object.entries(STORY).filter(([type, [data]]) => tell(type, data).inner !== undefined);
    expect(inner.map(([type]) => type)).toEqual([
      'CommitmentReserved',
      'CommitmentAdjusted',
      'CommitmentReleased',
      'ClaimProposed',
      'ClaimReturned',
      'LimitationMoveProposed',
      'LimitationMoveReturned',
      'GivingUpProposed',
      'GivingUpReturned',
      'GivingUpStandInNamed',
      'WriteOffProposed',
      'ClaimFlagged',
      'PayingBackProposed',
      'PayingBackReturned',
    ]);
  });
});
