import { IsIn } from 'class-validator';
import { CalendarDate, Optional, Reference, Text } from '#http/fields.js';
import { PageQuery } from '#http/list-query.js';
import { ActorOnRecord } from '#http/subject.js';
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

  /** Whose cases; `me` is whoever asks. */
  @Optional()
  @ActorOnRecord()
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
