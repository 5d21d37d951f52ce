import { ArrayUnique, IsIn } from 'class-validator';
import { CalendarDate, List, Optional, Pattern } from '#http/fields.js';
import type { Power } from '../contract/events.js';

const POWERS = ['apply', 'accept', 'report', 'appeal', 'all'] as const satisfies readonly Power[];

/** A person who may act for an organisation. */
export class RepresentativeDto {
  @Pattern(/^[A-Za-z0-9][A-Za-z0-9._~-]{0,127}$/, 'the subject of a token')
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
