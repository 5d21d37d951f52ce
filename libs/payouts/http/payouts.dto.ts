import { IsIn } from 'class-validator';
import type { PayoutStatus } from '../contract/standing.js';
import { Items } from '#http/bulk.js';
import {
  CalendarDate,
  NeededWhen,
  OnlyWhen,
  Optional,
  Part,
  Pattern,
  Reference,
  Text,
} from '#http/fields.js';
import { ImpartialityDto } from '#http/impartiality.js';
import { PageQuery } from '#http/list-query.js';
import { Amount, MoneyDto } from '#http/money.js';

/** A step that may carry a note. */
export class PayoutNoteDto {
  @Optional()
  @Text(2000, { lines: true })
  note?: string;
}

/** One of many payouts that are attested or approved at once. */
export class PayoutItemDto extends PayoutNoteDto {
  @Reference()
  id: string;

  /** What whoever acts declares for the case of the payout, where they have not yet. */
  @Optional()
  @Part(() => ImpartialityDto)
  impartiality?: ImpartialityDto;
}

/** Many payouts, each by its id. */
export class PayoutItemsDto {
  @Items(() => PayoutItemDto)
  items: PayoutItemDto[];
}

/** Why a bank did not pay, or sent back: its code. */
function ReasonCode(): PropertyDecorator {
  return Pattern(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, 'a code of at most 64 letters, digits, hyphens');
}

/** What the finance side reports of an instruction. */
export class PayoutSettlementDto {
  @IsIn(['settled', 'failed'])
  status: 'settled' | 'failed';

  /** The instruction it reports on; the one under way when left out. */
  @Optional()
  @Reference()
  instructionId?: string;

  /** How much was paid; all the instruction has left when left out. */
  @Optional()
  @OnlyWhen('status', 'settled')
  @Amount()
  amount?: MoneyDto;

  @NeededWhen('status', 'settled')
  @CalendarDate()
  settledOn?: string;

  @NeededWhen('status', 'settled')
  @Text(140)
  bankReference?: string;

  @NeededWhen('status', 'failed')
  @ReasonCode()
  reasonCode?: string;

  @Optional()
  @OnlyWhen('status', 'failed')
  @Text(2000, { lines: true })
  reason?: string;
}

/** The finance side took the instruction. */
export class AcknowledgementDto {
  /** The one under way when left out. */
  @Optional()
  @Reference()
  instructionId?: string;
}

/** The bank sent settled money back. */
export class PayoutReturnDto {
  /** The instruction whose money came back; the only one that settled anything when left out. */
  @Optional()
  @Reference()
  instructionId?: string;

  /** How much came back; all the instruction settled when left out. */
  @Optional()
  @Amount()
  amount?: MoneyDto;

  @CalendarDate()
  returnedOn: string;

  @Text(140)
  bankReference: string;

  @ReasonCode()
  reasonCode: string;

  @Optional()
  @Text(2000, { lines: true })
  reason?: string;
}

/** Why what is not with the bank is not paid. */
export class CancellationDto {
  @Text(2000, { lines: true })
  grounds: string;
}

/** Money that came back unasked. */
export class ReceivedMoneyDto {
  @Amount()
  amount: MoneyDto;

  @CalendarDate()
  receivedOn: string;

  @Text(140)
  bankReference: string;

  /** Who paid, where that is not the payee: its successor, an estate. */
  @Optional()
  @Text(300)
  payer?: string;
}

/** What received money is for. */
export class AllocationDto {
  /** A claim of the same case. */
  @Reference()
  recoveryId: string;

  /** All that is free and owed when left out. */
  @Optional()
  @Amount()
  amount?: MoneyDto;
}

/** Received money was sent back to whoever paid it. */
export class ReceivedMoneyReturnDto {
  @CalendarDate()
  returnedOn: string;

  @Text(140)
  bankReference: string;

  @Text(2000, { lines: true })
  grounds: string;
}

const STATUSES = [
  'due',
  'attested',
  'approved',
  'instructed',
  'acknowledged',
  'partially-settled',
  'settled',
  'failed',
  'returned',
  'cancelled',
] as const satisfies readonly PayoutStatus[];

/** Which payouts to list. */
export class PayoutsQuery extends PageQuery {
  @Optional()
  @Reference()
  case?: string;

  @Optional()
  @Reference()
  scheme?: string;

  @Optional()
  @IsIn(STATUSES)
  status?: PayoutStatus;

  @Optional()
  @Pattern(/^(19|2[01])\d\d$/, 'a budget year')
  year?: string;
}
