import { IsIn } from 'class-validator';
import { CalendarDate, Optional, Part, Text } from '#http/fields.js';
import type { DetrimentGround } from '../contract/events.js';
import { NewDecisionDto } from './appeals.dto.js';

const GROUNDS = [
  'other-interests',
  'not-notified',
  'invalid',
  'other-law',
  'reserved',
  'general-principles',
] as const satisfies readonly DetrimentGround[];

/** Why a body may change a decision of its own motion to the party's detriment. */
export class ReversalDetrimentDto {
  /** That other interests outweigh is for the superior body only. */
  @IsIn(GROUNDS)
  ground: (typeof GROUNDS)[number];

  @Text(20_000, { lines: true })
  grounds: string;
}

/** What takes the place of the decision in force. */
export class OwnReversalDto {
  /** The decision is annulled, and the case assessed again, when left out. */
  @Optional()
  @Part(() => NewDecisionDto)
  newDecision?: NewDecisionDto;

  /** Where that is worse for the party. */
  @Optional()
  @Part(() => ReversalDetrimentDto)
  detriment?: ReversalDetrimentDto;

  @Text(20_000, { lines: true })
  grounds: string;
}

/** Why it is not reversed. */
export class OwnReversalReturnDto {
  @Text(20_000, { lines: true })
  grounds: string;
}

/** When the party was told of the review. */
export class ReviewNoticeDto {
  @CalendarDate()
  sentOn: string;
}
