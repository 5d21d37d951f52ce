import { IsIn } from 'class-validator';
import { CalendarDate, Optional, Pattern, Reference, Text } from '#http/fields.js';
import { PageQuery } from '#http/list-query.js';
import type { ApplicationStatus } from '../domain/application/state.js';
import { SORTS } from '../queries/queue-statement.js';

const STATES = [
  'submitted',
  'awaiting-supplement',
  'under-assessment',
  'scored',
  'awaiting-moderation',
  'recommended',
  'proposed',
  'granted',
  'awaiting-appropriation',
  'rejected',
  'inadmissible',
  'withdrawn',
  'accepted',
  'paid',
] as const satisfies readonly (ApplicationStatus | 'accepted' | 'paid')[];

/** Which cases of the queue to list, in which order. */
export class QueueQuery extends PageQuery {
  @Optional()
  @Reference()
  scheme?: string;

  @Optional()
  @Reference()
  call?: string;

  @Optional()
  @IsIn(STATES)
  state?: (typeof STATES)[number];

  /** The subject of a token, or `me`. */
  @Optional()
  @Pattern(/^[\x21-\x7e]{1,200}$/, 'the subject of a token, or me')
  assignee?: string;

  @Optional()
  @IsIn(['true', 'false', 'any'])
  open?: 'true' | 'false' | 'any';

  @Optional()
  @CalendarDate()
  deadlineFrom?: string;

  @Optional()
  @CalendarDate()
  deadlineTo?: string;

  @Optional()
  @Text(200)
  q?: string;

  @Optional()
  @IsIn(SORTS)
  sort?: (typeof SORTS)[number];

  @Optional()
  @IsIn(['asc', 'desc'])
  order?: 'asc' | 'desc';
}
