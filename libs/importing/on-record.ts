import type { EventStore } from '#event-store/port.js';
import type { RecordedEvent } from '#eventsourcing/event.js';
import { payoutIdsOf } from '#grants/application/awards/awards.js';
import { streams } from '#grants/contract/events.js';
import { formatMoney } from '#money/format.js';
import { sum, type Money } from '#money/money.js';
import { payoutStream } from '#payouts/contract/events.js';
import { stepId } from './officials.js';
import { paymentsOf, scheduleOf } from './programmes.js';
import type { Grant, RecordRemark } from './records/grant-record.js';
import { isObject } from './records/record-fields.js';
import { caseIdOf } from './story.js';

type Log = Pick<EventStore, 'readStream'>;

const SETTLED = ['PayoutSettled', 'PayoutPartiallySettled'];

/** What earlier runs left of a grant. */
export interface OnRecord {
  /** What was decided; undefined where nothing was yet. */
  readonly decided: Money | undefined;
  /** Minor units that were paid of it. */
  readonly paid: number;
  /** Whether the last step that its record tells of was taken. */
  readonly over: boolean;
}

/** Looks a grant up in the log. What officials did to its case since does not matter. */
export async function onRecord(grant: Grant, log: Log): Promise<OnRecord> {
  const id = caseIdOf(grant);
  const approval = await stepIn(log, streams.application(id), stepId(grant.id, 'approve'), [
    'DecisionApproved',
  ]);
  if (!approval) return { decided: undefined, paid: 0, over: false };
  const decided = moneyIn(approval) ?? { amount: 0, currency: grant.currency };
  if (decided.amount === 0) return { decided, paid: 0, over: true };
  const payments: number[] = [];
  for (const [index, payoutId] of payoutIdsOf(id, numbered(grant)).entries()) {
    const settling = stepId(grant.id, `settle ${index + 1}`);
    const settled = await stepIn(log, payoutStream(payoutId), settling, SETTLED);
    if (!settled) break;
    payments.push(moneyIn(settled)?.amount ?? 0);
  }
  const last = paymentsOf(grant).length;
  const over =
    last > 0
      ? payments.length >= last
      : (await stepIn(log, streams.award(id), stepId(grant.id, 'accept'), ['AwardAccepted'])) !== undefined;
  return { decided, paid: sum(payments), over };
}

/** Whether a record tells of another decision than is on record: then the case is left as it is. */
export function decidesOtherwise(
  { amount, currency }: Grant,
  { decided }: OnRecord,
): Pick<RecordRemark, 'code' | 'message'> | undefined {
  if (!decided || (decided.amount === amount && decided.currency === currency)) return undefined;
  return {
    code: 'awarded-otherwise-on-record',
    message: `amountAwarded is ${formatMoney({ amount, currency })}, on record are ${formatMoney(decided)}: that stays`,
  };
}

/** Whether other payments than a record tells of were made of a grant. */
export function paidOtherwise(
  { paid: amount, currency }: Grant,
  { paid }: OnRecord,
): Pick<RecordRemark, 'code' | 'message'> | undefined {
  if (paid === amount) return undefined;
  const [told, made] = [amount, paid].map((each) => formatMoney({ amount: each, currency }));
  return {
    code: 'paid-otherwise-on-record',
    message: `amountDisbursed comes to ${told}, on record are ${made}: that stays`,
  };
}

function numbered(grant: Grant) {
  return scheduleOf(grant).map((_, index) => ({ number: index + 1 }));
}

/** The amount an event tells of. */
function moneyIn({ data: { amount: money } }: RecordedEvent): Money | undefined {
  if (!isObject(money)) return undefined;
  const { amount, currency } = money;
  return typeof amount === 'number' && typeof currency === 'string' ? { amount, currency } : undefined;
}

/** The event of one of some types that a step left. */
async function stepIn(
  log: Log,
  stream: string,
  commandId: string,
  types: readonly string[],
): Promise<RecordedEvent | undefined> {
  const events = await log.readStream(stream);
  return events.find(({ type, metadata }) => metadata.commandId === commandId && types.includes(type));
}
