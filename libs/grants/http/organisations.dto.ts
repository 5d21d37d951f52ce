import { ArrayUnique, IsBoolean, IsIn } from 'class-validator';
import { CalendarDate, InsteadOf, List, Optional, Text } from '#http/fields.js';
import { Subject } from '#http/subject.js';
import type { Power } from '../contract/events.js';

const POWERS = ['apply', 'accept', 'report', 'appeal', 'all'] as const satisfies readonly Power[];

/** A person who may act for an organisation: named by subject, or by name until they come. */
export class RepresentativeDto {
  @InsteadOf('name')
  @Subject()
  person?: string;

  /** The full name, as the person's token will say it. */
  @InsteadOf('person')
  @Text(200)
  name?: string;

  @List({ min: 1, max: POWERS.length })
  @ArrayUnique()
  @IsIn(POWERS, { each: true })
  powers: Power[];

  @CalendarDate()
  from: string;

  @Optional()
  @CalendarDate()
  to?: string;

  /** Acts beside the organisation's own people, as a lawyer or accountant does, and takes nobody's right. */
  @Optional()
  @IsBoolean()
  beside?: boolean;
}
