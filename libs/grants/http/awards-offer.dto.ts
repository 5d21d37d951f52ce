import { IsIn } from 'class-validator';
import { CalendarDate, Optional, Text } from '#http/fields.js';
import type { AwardDeclined } from '../contract/events.js';

const CHANNELS = ['letter', 'email', 'word-of-mouth'] as const satisfies readonly NonNullable<
  AwardDeclined['data']['channel']
>[];

/** Why the grant is declined; when and how the recipient said so, where an official registers it. */
export class DecliningDto {
  @Optional()
  @Text(5000, { lines: true })
  grounds?: string;

  /** Today when left out; only an official says another day. */
  @Optional()
  @CalendarDate()
  declinedOn?: string;

  @Optional()
  @IsIn(CHANNELS)
  channel?: (typeof CHANNELS)[number];
}

/** By when the grant has to be accepted. */
export class AcceptanceDateDto {
  @CalendarDate()
  lastDay: string;

  /** A week before when left out. */
  @Optional()
  @CalendarDate()
  remindOn?: string;
}
