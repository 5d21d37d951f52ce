import { IsIn } from 'class-validator';
import { CalendarDate, Currency, Optional, Organisation, Pattern, Reference, Text } from '#http/fields.js';
import { PageQuery } from '#http/list-query.js';
import { REGISTER_STATES } from '../queries/aid-overview.js';

/** An entry in the public register of de minimis aid. */
export class RegisterEntryDto {
  @CalendarDate()
  enteredOn: string;

  @Pattern(/^[A-Za-z0-9][A-Za-z0-9./_-]{0,63}$/, 'the number of an entry: letters, digits, . / _ -')
  reference: string;
}

/** Which aid to list. */
export class StateAidQuery extends PageQuery {
  @Optional()
  @Organisation()
  undertaking?: string;

  @Optional()
  @Reference()
  case?: string;

  @Optional()
  @IsIn(REGISTER_STATES)
  register?: (typeof REGISTER_STATES)[number];
}

/** The rate of a currency on a day. */
export class CurrencyRateDto {
  @Currency()
  currency: string;

  @CalendarDate()
  date: string;

  @Pattern(/^\d{1,9}(\.\d{1,9})?$/, 'a decimal: units of the currency for one euro')
  rate: string;

  @Text(100)
  source: string;
}
