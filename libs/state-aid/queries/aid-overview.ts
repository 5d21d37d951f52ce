import { Injectable } from '@nestjs/common';
import type { Actor, Position } from '#eventsourcing/event.js';
import type { Money } from '#money/money.js';
import { isDate } from '#http/fields.js';
import { pageOf, type Page, type PageRequest } from '#http/paging.js';
import { invalidRequest, refused } from '#http/problems.js';
import { mistypedAmong } from '#organisations/refusals.js';
import { Reader, type Completeness } from '#cqrs/queries/reader.js';
import { scopeFor } from '#cqrs/queries/scope.js';
import { Where } from '#cqrs/queries/where.js';
import { MAY } from '../access.js';
import { aidList, type StateAidRow } from '../read-models/aid-list.js';

/** Granted de minimis aid as it is listed. */
export interface AidView {
  readonly id: string;
  readonly caseId: string;
  readonly schemeId: string;
  readonly organisation: string;
  /** The members of the single undertaking when it was granted. */
  readonly undertaking: readonly string[];
  readonly grantedOn: string;
  readonly amount: Money;
  /** In euro cents, as everything that is added up. */
  readonly amountEuro: Money;
  /** All the undertaking had in the window, this aid included. */
  readonly total: Money;
  readonly limit: Money;
  /** Where it stands in the public register. */
  readonly register: {
    readonly state: string;
    /** Last day on which it is to be entered. */
    readonly due: string;
    readonly enteredOn: string | null;
    readonly reference: string | null;
  };
}

/** Where aid may stand in the public register; `to-correct` was entered and then released. */
export const REGISTER_STATES = ['due', 'overdue', 'entered', 'released', 'to-correct'] as const;

/** Which aid to list. */
export interface AidFilter {
  /** An organisation: all aid to the undertakings it was part of. */
  readonly undertaking?: string | undefined;
  readonly caseId?: string | undefined;
  /** `due` finds what is overdue too. */
  readonly register?: (typeof REGISTER_STATES)[number] | undefined;
}

const ORDER = ['register_by', 'aid_id'];
/** Aid is no business of the applicant's list: it reads its own in the case. */
const WHOSE = { owner: 'directorate', applicant: 'organisation' };

/** Granted aid, listed by the day it is due in the public register. */
@Injectable()
export class AidOverview {
  constructor(private readonly reader: Reader) {}

  /** What a person may see of it. @throws ProblemException 403, 422 */
  async list(
    { undertaking, caseId, register }: AidFilter,
    { limit, after: last }: PageRequest,
    actor: Actor,
    after?: Position,
  ): Promise<Page<AidView> & Completeness> {
    const scope = scopeFor(actor, MAY['state-aid.read']);
    const mistyped = mistypedAmong({ undertaking });
    if (mistyped) throw refused(mistyped);
    await this.reader.reached([aidList.name], after);
    const where = new Where().within(scope, WHOSE).equals('case_id', caseId);
    if (undertaking !== undefined) where.and(`undertaking @> to_jsonb(${where.value(undertaking)}::text)`);
    if (register === 'due') where.and("register IN ('due', 'overdue')");
    else where.equals('register', register);
    where.beyond(ORDER, 'asc', checked(last));
    const rows = await this.reader.rows<StateAidRow>(
      `SELECT * FROM state_aid ${where.sql} ORDER BY ${ORDER.join(', ')} LIMIT ${limit + 1}`,
      where.parameters,
    );
    const { items, ...rest } = pageOf(rows, limit, (each) => [each.register_by, each.aid_id]);
    const paused = caseId === undefined ? undefined : [caseId];
    return {
      items: items.map(viewOf),
      ...rest,
      ...(await this.reader.completeness(aidList.name, paused)),
    };
  }
}

function viewOf(row: StateAidRow): AidView {
  const euro = (amount: number): Money => ({ amount, currency: 'EUR' });
  return {
    id: row.aid_id,
    caseId: row.case_id,
    schemeId: row.scheme_id,
    organisation: row.organisation,
    undertaking: row.undertaking as readonly string[],
    grantedOn: row.granted_on,
    amount: { amount: row.amount, currency: row.currency },
    amountEuro: euro(row.amount_euro_cents),
    total: euro(row.total_euro_cents),
    limit: euro(row.limit_euro_cents),
    register: {
      state: row.register,
      due: row.register_by,
      enteredOn: row.entered_on,
      reference: row.reference,
    },
  };
}

function checked(last: PageRequest['after']) {
  if (last === undefined) return undefined;
  const [due, id] = last;
  if (typeof due === 'string' && isDate(due) && typeof id === 'string') return last;
  throw invalidRequest([{ parameter: 'cursor', detail: 'is not a cursor of this list' }]);
}
