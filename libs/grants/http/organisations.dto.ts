import { ArrayUnique, IsIn } from 'class-validator';
import { CalendarDate, List, Optional } from '#http/fields.js';
import { Subject } from '#http/subject.js';
import type { Power } from '../contract/events.js';

const POWERS = ['apply', 'accept', 'report', 'appeal', 'all'] as const satisfies readonly Power[];

/** A person who may act for an organisation. */
export class RepresentativeDto {
  @Subject()
  person: string;

  @List({ min: 1, max: POWERS.length })
  @ArrayUnique()
  @IsIn(POWERS, { each: true })
  powers: Power[];

  @CalendarDate()
  from: string;

  @Optional()
  @CalendarDate()
  to?: string;
}
