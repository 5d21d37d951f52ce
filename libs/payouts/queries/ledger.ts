import { Inject, Injectable } from '@nestjs/common';
import type { EventStore } from '#event-store/port.js';
import type { Actor, Position, RecordedEvent } from '#eventsourcing/event.js';
import type { Money } from '#money/money.js';
import { notFound } from '#access/policy.js';
import { isDate } from '#http/fields.js';
import type { Page, PageRequest } from '#http/paging.js';
import { pageOf } from '#http/paging.js';
import { invalidRequest, refused } from '#http/problems.js';
import { Reader, type Completeness } from '#cqrs/queries/reader.js';
import { mustSee, scopeFor } from '#cqrs/queries/scope.js';
import { Where } from '#cqrs/queries/where.js';
import { EVENT_STORE } from '#cqrs/tokens.js';
import { isErased } from '#sealing/sealed.js';
import { Unsealer } from '#sealing/unsealer.js';
import { MAY } from '../access.js';
import {
  payoutStream,
  type MoneyReceived,
  type PayoutAccountCorrected,
  type PayoutOrder,
  type PayoutReturned,
  type PayoutSettled,
  type ReceivedMoneyAllocated,
} from '../contract/events.js';
import { payoutLedger, type PayoutRow } from '../read-models/payout-ledger.js';

/** A payout as the ledger lists it. */
export interface PayoutView {
  readonly id: string;
  readonly caseId: string;
  readonly awardId: string;
  readonly commitmentId: string;
  readonly schemeId: string;
  /** The name of a private person whose key was erased is not known any more. */
  readonly payee: { readonly organisation: string; readonly name: string };
  readonly instalment: number;
  readonly dueDate: string;
  readonly budgetYear: number;
  readonly budgetChapter: string;
  readonly budgetPost: string;
  readonly amount: Money;
  /** Settled and not returned. */
  readonly paid: Money;
  /** Came back unasked, and was neither counted for a claim nor sent back. */
  readonly unallocated: Money;
  readonly status: string;
  readonly attester: string | null;
  readonly approver: string | null;
  /** The attempt with the bank that is under way, or was the last. */
  readonly instructionId: string | null;
  readonly attempts: number;
  /** When the bank last settled something that did not all come back. */
  readonly settledOn: string | null;
  /** Why the last attempt failed or its money came back. */
  readonly reasonCode: string | null;
  readonly revision: number;
}

/** Money that the bank settled, or sent back. */
export interface Movement {
  readonly kind: 'settled' | 'returned';
  readonly instructionId: string;
  readonly amount: Money;
  /** Calendar date. */
  readonly on: string;
  /** `null` when its key was erased. */
  readonly bankReference: string | null;
}

/** One payout with the account it goes to; `null` and `erased` when the account's key was erased. */
export interface PayoutDetail extends PayoutView, Completeness {
  readonly payee: PayoutView['payee'] & { readonly account: string | null; readonly erased?: true };
  /** In order. */
  readonly movements: readonly Movement[];
  /** In order. */
  readonly received: readonly ReceivedView[];
  /** The bank's reference of the last settlement. */
  readonly bankReference: string | null;
}

/** Money that came back unasked; personal members are `null` when their key was erased. */
export interface ReceivedView {
  readonly id: string;
  readonly amount: Money;
  /** Neither counted for a claim nor sent back. */
  readonly left: Money;
  /** Calendar date. */
  readonly receivedOn: string;
  readonly bankReference: string | null;
  /** Who paid, where that is not the payee. */
  readonly payer?: string | null;
}

/** Which payouts to list. */
export interface PayoutFilter {
  readonly caseId?: string | undefined;
  readonly schemeId?: string | undefined;
  readonly status?: string | undefined;
  readonly budgetYear?: number | undefined;
}

/** The statuses of what went to an account, whatever was corrected since. */
const SENT: ReadonlySet<string> = new Set(['instructed', 'acknowledged', 'partially-settled', 'settled']);
const WHOSE = { owner: 'directorate', applicant: 'payee' };
const ORDER = ['due_date', 'payout_id'];

/** The ledger of payouts. */
@Injectable()
export class Ledger {
  constructor(
    private readonly reader: Reader,
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'readStream'>,
    private readonly unsealer: Unsealer,
  ) {}

  /** Payouts a person may see, by the day they fall due. */
  async list(
    filter: PayoutFilter,
    { limit, after: last }: PageRequest,
    actor: Actor,
    after?: Position,
  ): Promise<Page<PayoutView> & Completeness> {
    const scope = scopeFor(actor, MAY['payouts.read']);
    await this.reader.reached([payoutLedger.name], after);
    const where = new Where()
      .within(scope, WHOSE)
      .equals('case_id', filter.caseId)
      .equals('scheme_id', filter.schemeId)
      .equals('status', filter.status)
      .equals('budget_year', filter.budgetYear)
      .beyond(ORDER, 'asc', checked(last));
    const rows = await this.reader.rows<PayoutRow>(
      `SELECT * FROM payouts ${where.sql} ORDER BY ${ORDER.join(', ')} LIMIT ${limit + 1}`,
      where.parameters,
    );
    const { items, ...rest } = pageOf(rows, limit, (row) => [row.due_date, row.payout_id]);
    const paused = filter.caseId === undefined ? undefined : [filter.caseId];
    return {
      items: await Promise.all(items.map((row) => this.viewOf(row))),
      ...rest,
      ...(await this.reader.completeness(payoutLedger.name, paused)),
    };
  }

  /** One payout. @throws ProblemException 404 for whoever may not see it */
  async one(id: string, actor: Actor, after?: Position): Promise<PayoutDetail> {
    await this.reader.reached([payoutLedger.name], after);
    const [row] = await this.reader.rows<PayoutRow>('SELECT * FROM payouts WHERE payout_id = $1', [id]);
    mustSee(actor, MAY['payouts.read'], row ? { owner: row.directorate, applicant: row.payee } : {});
    if (!row) throw refused(notFound());
    const view = await this.viewOf(row);
    // No further than the row: what is shown belongs together.
    const events = await this.store.readStream(payoutStream(id), { limit: row.revision + 1 });
    const movements = await this.movementsOf(events);
    return {
      ...view,
      payee: { ...view.payee, ...(await this.accountOf(id, row.status, events)) },
      movements,
      received: await this.receivedIn(events),
      bankReference: movements.findLast(({ kind }) => kind === 'settled')?.bankReference ?? null,
      ...(await this.reader.completeness(payoutLedger.name, [row.case_id])),
    };
  }

  /** Payouts of a case; who may see the case has been judged. */
  async ofCase(caseId: string, after?: Position): Promise<{ readonly items: PayoutView[] } & Completeness> {
    await this.reader.reached([payoutLedger.name], after);
    const rows = await this.reader.rows<PayoutRow>(
      `SELECT * FROM payouts WHERE case_id = $1 ORDER BY ${ORDER.join(', ')}`,
      [caseId],
    );
    const items = await Promise.all(rows.map((row) => this.viewOf(row)));
    return { items, ...(await this.reader.completeness(payoutLedger.name, [caseId])) };
  }

  private async viewOf(row: PayoutRow): Promise<PayoutView> {
    const view = viewOf(row);
    if (!row.payee_is_person) return view;
    const [opened] = await this.store.readStream(payoutStream(row.payout_id), { limit: 1 });
    const { payee } = await this.unsealer.unseal<PayoutOrder>(opened!.data, { eventId: opened!.id });
    return { ...view, payee: { ...view.payee, name: readable(payee.person) ?? row.payee_name } };
  }

  /** That of the attempt under way; else where the next one goes. */
  private async accountOf(
    id: string,
    status: string,
    events: readonly RecordedEvent[],
  ): Promise<Pick<PayoutDetail['payee'], 'account' | 'erased'>> {
    const sent = events.findLastIndex(({ type }) => type === 'PayoutInstructed');
    const known = SENT.has(status) ? events.slice(0, sent) : events;
    const giving = known.findLast(({ type }) => type === 'PayoutAccountCorrected' || type === 'PayoutOpened');
    if (!giving) throw new Error(`payout ${id} is in the ledger and not in the log`);
    const data = await this.unsealer.unseal<PayoutOrder | PayoutAccountCorrected['data']>(giving.data, {
      eventId: giving.id,
    });
    const account: unknown = 'payee' in data ? data.payee.account : data.account;
    if (isErased(account)) return { account: null, erased: true };
    return { account: typeof account === 'string' ? account : null };
  }

  private receivedIn(events: readonly RecordedEvent[]): Promise<ReceivedView[]> {
    const recorded = events.filter(({ type }) => type === 'MoneyReceived');
    return Promise.all(
      recorded.map(async ({ id, data }) => {
        const clear = await this.unsealer.unseal<MoneyReceived['data']>(data, { eventId: id });
        const { receivedId, amount, receivedOn, bankReference, payer } = clear;
        return {
          id: receivedId,
          amount,
          left: leftOf(receivedId, amount, events),
          receivedOn,
          bankReference: readable(bankReference),
          ...(payer === undefined ? {} : { payer: readable(payer) }),
        };
      }),
    );
  }

  private movementsOf(events: readonly RecordedEvent[]): Promise<Movement[]> {
    const moved = events.filter(({ data }) => 'bankReference' in data && 'instructionId' in data);
    return Promise.all(
      moved.map(async ({ id, type, data }) => {
        const clear = await this.unsealer.unseal<PayoutSettled['data'] | PayoutReturned['data']>(data, {
          eventId: id,
        });
        const { instructionId, amount, bankReference } = clear;
        const returned = type === 'PayoutReturned';
        return {
          kind: returned ? 'returned' : 'settled',
          instructionId,
          amount,
          on: 'returnedOn' in clear ? clear.returnedOn : clear.settledOn,
          bankReference: typeof bankReference === 'string' ? bankReference : null,
        };
      }),
    );
  }
}

/** What is free of received money after the last thing that happened to it. */
function leftOf(receivedId: string, amount: Money, events: readonly RecordedEvent[]): Money {
  const last = events.findLast(({ data }) => data['receivedId'] === receivedId)!;
  if (last.type === 'MoneyReceived') return amount;
  if (last.type === 'ReceivedMoneyReturned') return { ...amount, amount: 0 };
  return (last.data as unknown as ReceivedMoneyAllocated['data']).left;
}

function readable(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function viewOf(row: PayoutRow): PayoutView {
  return {
    id: row.payout_id,
    caseId: row.case_id,
    awardId: row.award_id,
    commitmentId: row.commitment_id,
    schemeId: row.scheme_id,
    payee: { organisation: row.payee, name: row.payee_name },
    instalment: row.instalment,
    dueDate: row.due_date,
    budgetYear: row.budget_year,
    budgetChapter: row.budget_chapter,
    budgetPost: row.budget_post,
    amount: { amount: row.amount, currency: row.currency },
    paid: { amount: row.paid, currency: row.currency },
    unallocated: { amount: row.unallocated, currency: row.currency },
    status: row.status,
    attester: row.attester,
    approver: row.approver,
    instructionId: row.instruction_id,
    attempts: row.attempts,
    settledOn: row.settled_on,
    reasonCode: row.reason_code,
    revision: row.revision,
  };
}

function checked(last: PageRequest['after']) {
  if (last === undefined) return undefined;
  const [dueDate, id] = last;
  if (typeof dueDate === 'string' && isDate(dueDate) && typeof id === 'string') return last;
  throw invalidRequest([{ parameter: 'cursor', detail: 'is not a cursor of this list' }]);
}
