import { IsBoolean } from 'class-validator';
import { CalendarDate, Optional, Text } from '#http/fields.js';
import { Amount, MoneyDto } from '#http/money.js';
import { Subject } from '#http/subject.js';
import { PilotGroundsDto } from './pilots.dto.js';

/** Which settlement is calculated. */
export class SettlementCalculationDto {
  /** No further results are expected; an interim settlement when left out. */
  @Optional()
  @IsBoolean()
  final?: boolean;
}

/** A step that may carry a note. */
export class SettlementNoteDto {
  @Optional()
  @Text(5000, { lines: true })
  note?: string;
}

/** Who looks at a flagged version where no superior may. */
export class SettlementStandInDto extends PilotGroundsDto {
  @Subject()
  person: string;
}

/** What a payer other than the state has paid. */
export class SharePaymentDto {
  /** Code of the terms. */
  @Text(64)
  payer: string;

  @Amount()
  amount: MoneyDto;

  @CalendarDate()
  paidOn: string;

  @Text(140)
  reference: string;
}
