import { CalendarDate, InOneForm, Optional, Text } from '#http/fields.js';
import { PageOfLogQuery } from '#http/list-query.js';

/** Whose people are listed. */
export class PeopleQuery extends PageOfLogQuery {
  /** One's own when left out. */
  @Optional()
  @InOneForm()
  @Text(200)
  organisation?: string;
}

/** The days on which a person is away. */
export class AbsenceDto {
  @CalendarDate()
  from: string;

  /** Left out where nobody knows yet. */
  @Optional()
  @CalendarDate()
  to?: string;
}
