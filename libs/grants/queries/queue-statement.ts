import { isInstant } from '#calendar/oslo.js';
import type { Scope } from '#access/policy.js';
import { isDate } from '#http/fields.js';
import type { PageRequest } from '#http/paging.js';
import { invalidRequest } from '#http/problems.js';
import { Where } from '#cqrs/queries/where.js';
import type { QueryParameter } from '#projections/read-models.js';
import { NO_DEADLINE } from '../read-models/queue-offers.js';
import type { QueueRow } from '../read-models/work-queue.js';

/** What the queue can be sorted by. */
export const SORTS = ['deadline', 'submitted', 'applied', 'title'] as const;

/** Which rows of the queue are asked for. */
export interface QueueFilter {
  readonly scheme?: string | undefined;
  readonly call?: string | undefined;
  readonly state?: string | undefined;
  readonly assignee?: string | undefined;
  /** Left out: open cases only, unless a state or a case number is asked for. */
  readonly open?: boolean | 'any' | undefined;
  /** Calendar dates, both included. */
  readonly deadlineFrom?: string | undefined;
  readonly deadlineTo?: string | undefined;
  /** Words that applicant and title must have, in any order; or a case number, which must be the case's. */
  readonly q?: string | undefined;
  readonly sort?: (typeof SORTS)[number] | undefined;
  readonly order?: 'asc' | 'desc' | undefined;
}

interface Sort {
  readonly column: 'deadline' | 'submitted_on' | 'applied' | 'title';
  /** Whether a cursor's value can be compared with the column. */
  readonly fits: (value: unknown) => boolean;
}

/** As people write it. */
const CASE_NUMBER = /^\d{4}\/\d+$/;

const COLUMNS: Readonly<Record<(typeof SORTS)[number], Sort>> = {
  deadline: { column: 'deadline', fits: (value) => typeof value === 'string' && isDeadline(value) },
  submitted: { column: 'submitted_on', fits: (value) => typeof value === 'string' && isMoment(value) },
  applied: { column: 'applied', fits: Number.isSafeInteger },
  title: { column: 'title', fits: (value) => typeof value === 'string' && !value.includes('\0') },
};

/** The statement that reads a page of the queue (and one row more), and the key its cursors hold. */
export interface QueueStatement {
  readonly sql: string;
  readonly parameters: readonly QueryParameter[];
  /** Sort and order stand in the cursor: it continues the list it came from and no other. */
  readonly keyOf: (row: QueueRow) => readonly (string | number)[];
}

/** Parts of a cursor of the queue. */
export const CURSOR_PARTS = 4;

/** Builds the statement. @throws ProblemException 400 for a cursor of another list */
export function queueStatement(filter: QueueFilter, scope: Scope, page: PageRequest): QueueStatement {
  const { sort = 'deadline', order = 'asc', state, deadlineFrom, deadlineTo } = filter;
  const { column, fits } = COLUMNS[sort];
  const numbered = CASE_NUMBER.test(filter.q ?? '');
  const open = filter.open ?? (state === undefined && !numbered ? true : 'any');
  const where = new Where()
    .within(scope, { owner: 'directorate', applicant: 'applicant' })
    .equals('open', open === 'any' ? undefined : open)
    .equals('scheme_id', filter.scheme)
    .equals('call_id', filter.call)
    .equals('state', state)
    .equals('assignee', filter.assignee);
  if (deadlineFrom !== undefined || deadlineTo !== undefined)
    where.and(`deadline < ${where.value(NO_DEADLINE)}`);
  if (deadlineFrom !== undefined) where.and(`deadline >= ${where.value(deadlineFrom)}`);
  if (deadlineTo !== undefined) where.and(`deadline <= ${where.value(deadlineTo)}`);
  where
    .contains('search', numbered ? undefined : filter.q)
    .equals('case_number', numbered ? filter.q : undefined)
    .beyond([column, 'case_id'], order, lastOf(page.after, sort, order, fits));
  return {
    sql: `SELECT * FROM work_queue ${where.sql} ORDER BY ${column} ${order}, case_id ${order} LIMIT ${page.limit + 1}`,
    parameters: where.parameters,
    keyOf: (row) => [sort, order, row[column], row.case_id],
  };
}

function lastOf(
  cursor: PageRequest['after'],
  sort: string,
  order: string,
  fits: (value: unknown) => boolean,
): readonly (string | number | null)[] | undefined {
  if (cursor === undefined) return undefined;
  const [cursorSort, cursorOrder, value, id] = cursor;
  if (
    cursorSort === sort &&
    cursorOrder === order &&
    fits(value) &&
    typeof id === 'string' &&
    !id.includes('\0')
  )
    return [value!, id];
  throw invalidRequest([{ parameter: 'cursor', detail: 'is not a cursor of this list' }]);
}

function isDeadline(text: string): boolean {
  return text === NO_DEADLINE || isDate(text);
}

function isMoment(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) && isInstant(text) && isDate(text.slice(0, 10));
}
