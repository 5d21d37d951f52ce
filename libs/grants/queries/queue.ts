import { Injectable } from '@nestjs/common';
import type { Actor, Position } from '#eventsourcing/event.js';
import type { Money } from '#money/money.js';
import { pageOf, type Page, type PageRequest } from '#http/paging.js';
import { Reader, type Completeness } from '#cqrs/queries/reader.js';
import { scopeFor } from '#cqrs/queries/scope.js';
import { MAY } from '../access.js';
import { NO_DEADLINE } from '../read-models/queue-offers.js';
import { workQueueProjection, type QueueRow } from '../read-models/work-queue.js';
import { numberOf } from './case-number.js';
import { queueStatement, type QueueFilter } from './queue-statement.js';

/** A case in the queue. */
export interface QueueItem {
  readonly id: string;
  /** As people write it, `2027/17`; none where it was not given yet. */
  readonly caseNumber?: string;
  readonly state: string;
  /** What is to be done next, such as `decide`. */
  readonly next: string | null;
  /** Whether anything is left to do. */
  readonly open: boolean;
  readonly title: string;
  readonly applicant: { readonly organisation: string; readonly name: string };
  readonly schemeId: string;
  readonly callId: string;
  readonly assignee: string | null;
  /** Calendar date of what is due next. */
  readonly deadline: string | null;
  readonly applied: Money;
  /** Granted and not yet paid. */
  readonly unpaid: Money;
  readonly submittedAt: string;
}

/** The work queue. */
@Injectable()
export class Queue {
  constructor(private readonly reader: Reader) {}

  /** A page of what a person may see of it. @throws ProblemException 403, 400 for a cursor of another list */
  async page(
    filter: QueueFilter,
    request: PageRequest,
    actor: Actor,
    after?: Position,
  ): Promise<Page<QueueItem> & Completeness> {
    const statement = queueStatement(filter, scopeFor(actor, MAY['queue.read']), request);
    await this.reader.reached([workQueueProjection.name], after);
    const rows = await this.reader.rows<QueueRow>(statement.sql, statement.parameters);
    const { items, ...rest } = pageOf(rows, request.limit, statement.keyOf);
    return {
      items: items.map(itemOf),
      ...rest,
      ...(await this.reader.completeness(workQueueProjection.name)),
    };
  }
}

function itemOf(row: QueueRow): QueueItem {
  const { currency } = row;
  return {
    id: row.case_id,
    ...numberOf(row),
    state: row.state,
    next: row.next,
    open: row.open,
    title: row.title,
    applicant: { organisation: row.applicant, name: row.applicant_name },
    schemeId: row.scheme_id,
    callId: row.call_id,
    assignee: row.assignee,
    deadline: row.deadline === NO_DEADLINE ? null : row.deadline,
    applied: { amount: row.applied, currency },
    // What is due back is claimed, and is nothing that is still to be paid.
    unpaid: { amount: Math.max(0, row.unpaid), currency },
    submittedAt: row.submitted_on,
  };
}
