import { IsIn } from 'class-validator';
import type { ArrivalChannel } from '#eventsourcing/arrivals.js';
import { CalendarDate, Optional } from './fields.js';

const CHANNELS = ['post', 'email', 'oral'] as const satisfies readonly ArrivalChannel[];

/** How something came that a party said outside the portal, and when. */
export class ArrivalDto {
  @IsIn(CHANNELS)
  channel: ArrivalChannel;

  /** The day on which it was posted, sent or said: time limits are kept by it. */
  @CalendarDate()
  sentOn: string;

  /** The day on which it came in; today when left out. */
  @Optional()
  @CalendarDate()
  receivedOn?: string;
}
