import type { Projection } from '#projections/projection.js';
import { row, table, type RowOf } from '#projections/table.js';
import type { PayoutEvent } from '../contract/events.js';
import { standingAfter, type PayoutStatus } from '../contract/standing.js';

/** One row per payout; the payee's account and the bank's references stay in the log. */
export const payouts = table({
  name: 'payouts',
  key: ['payout_id'],
  partition: 'case_id',
  indexes: [['case_id'], ['directorate', 'due_date', 'payout_id'], ['payee', 'due_date', 'payout_id']],
  columns: {
    payout_id: { type: 'text' },
    case_id: { type: 'text' },
    award_id: { type: 'text' },
    commitment_id: { type: 'text' },
    scheme_id: { type: 'text' },
    directorate: { type: 'text' },
    payee: { type: 'text' },
    payee_name: { type: 'text' },
    /** The payee is a private person, whose name stays in the log. */
    payee_is_person: { type: 'boolean' },
    instalment: { type: 'integer' },
    due_date: { type: 'date' },
    budget_year: { type: 'integer' },
    budget_chapter: { type: 'text' },
    budget_post: { type: 'text' },
    amount: { type: 'bigint' },
    currency: { type: 'text' },
    /** Minor units settled and not returned. */
    paid: { type: 'bigint' },
    status: { type: 'text' },
    attester: { type: 'text', nullable: true },
    approver: { type: 'text', nullable: true },
    instruction_id: { type: 'text', nullable: true },
    attempts: { type: 'integer' },
    settled_on: { type: 'date', nullable: true },
    reason_code: { type: 'text', nullable: true },
    /** Minor units that came back unasked, and were neither counted for a claim nor sent back. */
    unallocated: { type: 'bigint' },
    /** The account was corrected since it was last handed to the bank. */
    account_corrected: { type: 'boolean' },
    revision: { type: 'integer' },
  },
});

/** A payout's row. */
export type PayoutRow = RowOf<typeof payouts>;

/** The ledger of payouts. */
export const payoutLedger: Projection<PayoutEvent> = {
  name: 'payout-ledger',
  version: 5,
  tables: [payouts],
  eventTypes: [
    'PayoutOpened',
    'PayoutAttested',
    'PayoutApproved',
    'PayoutInstructed',
    'InstructionLapsed',
    'PayoutAcknowledged',
    'PayoutPartiallySettled',
    'PayoutSettled',
    'PayoutFailed',
    'PayoutReturned',
    'PayoutCancelled',
    'PayoutAccountCorrected',
    'MoneyReceived',
    'ReceivedMoneyAllocated',
    'AllocationReleased',
    'ReceivedMoneyReturned',
  ],
  keyOf: (event) => event.metadata.caseId,
  rowsOf: (event) => [row(payouts, event.data.payoutId)],
  apply(event, rows) {
    const { revision } = event;
    if (event.type === 'PayoutOpened') {
      const { data } = event;
      return rows.put(payouts, {
        payout_id: data.payoutId,
        case_id: data.caseId,
        award_id: data.awardId,
        commitment_id: data.commitmentId,
        scheme_id: data.schemeId,
        directorate: data.directorate,
        payee: data.payee.organisation,
        payee_name: data.payee.name,
        payee_is_person: data.payee.person !== undefined,
        instalment: data.instalment,
        due_date: data.dueDate,
        budget_year: data.budgetYear,
        budget_chapter: data.budgetChapter,
        budget_post: data.budgetPost,
        amount: data.amount.amount,
        currency: data.amount.currency,
        paid: 0,
        status: 'due',
        attempts: 0,
        account_corrected: false,
        unallocated: 0,
        revision,
      });
    }
    const before = rows.get(payouts, event.data.payoutId);
    if (!before) throw new Error(`${event.type} before the payout was opened`);
    rows.put(payouts, { ...before, ...changes(before, event), revision });
  },
};

function changes(
  before: PayoutRow,
  event: Exclude<PayoutEvent, { type: 'PayoutOpened' }>,
): Partial<PayoutRow> {
  const { status, accountCorrected } = standingAfter(
    { status: before.status as PayoutStatus, accountCorrected: before.account_corrected },
    event,
  );
  // Attestation and approval of before do not count where it is due once more.
  const anew = status === 'due' && before.status !== 'due' ? { attester: null, approver: null } : {};
  return { status, account_corrected: accountCorrected, ...anew, ...facts(before, event) };
}

/** What an event says beside where the payout stands after it. */
function facts(
  { paid, status, unallocated }: PayoutRow,
  event: Exclude<PayoutEvent, { type: 'PayoutOpened' }>,
): Partial<PayoutRow> {
  switch (event.type) {
    case 'PayoutAttested':
      return { attester: event.data.attester };
    case 'PayoutApproved':
      return { approver: event.data.approver };
    case 'PayoutInstructed': {
      const { instructionId, attempt } = event.data;
      return { instruction_id: instructionId, attempts: attempt, reason_code: null };
    }
    case 'PayoutPartiallySettled':
    case 'PayoutSettled': {
      const { amount, settledOn } = event.data;
      return { settled_on: settledOn, paid: paid + amount.amount };
    }
    case 'PayoutFailed':
      return { reason_code: event.data.reasonCode };
    case 'PayoutReturned': {
      const { amount, reasonCode } = event.data;
      const left = { paid: paid - amount.amount, ...(paid === amount.amount ? { settled_on: null } : {}) };
      // Money of an earlier attempt came back: the one under way goes on.
      return status === 'instructed' || status === 'acknowledged'
        ? left
        : { ...left, reason_code: reasonCode };
    }
    case 'MoneyReceived':
    case 'AllocationReleased':
      return { unallocated: unallocated + event.data.amount.amount };
    case 'ReceivedMoneyAllocated':
    case 'ReceivedMoneyReturned':
      return { unallocated: unallocated - event.data.amount.amount };
    case 'InstructionLapsed':
    case 'PayoutAcknowledged':
    case 'PayoutCancelled':
    case 'PayoutAccountCorrected':
      return {};
  }
}
