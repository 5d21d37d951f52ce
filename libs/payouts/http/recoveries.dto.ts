import { IsIn } from 'class-validator';
import type { RecoveryStatus } from '../contract/events.js';
import { ArrivalDto } from '#http/arrival.js';
import { CalendarDate, Optional, Part, Parts, Reference, Text } from '#http/fields.js';
import type { LimitationBasis } from '#limitation/rules.js';
import { PageQuery } from '#http/list-query.js';
import { Amount, MoneyDto } from '#http/money.js';
import { Subject } from '#http/subject.js';

/** The debtor's answer to a forewarning. */
export class ReplyDto {
  @Text(10_000, { lines: true })
  answer: string;
}

/** The debtor's answer as it came outside the portal. */
export class RegisteredReplyDto extends ReplyDto {
  @Part(() => ArrivalDto)
  arrival: ArrivalDto;
}

/** A claim for repayment. */
export class ClaimDto {
  @Amount()
  amount: MoneyDto;

  /** By when it is to be repaid; when left out, after the regulation's time to pay, or three weeks. */
  @Optional()
  @CalendarDate()
  dueOn?: string;

  @Text(10_000, { lines: true })
  grounds: string;
}

/** An instalment of a repayment. */
export class RepaymentInstalmentDto {
  @CalendarDate()
  dueOn: string;

  @Amount()
  amount: MoneyDto;
}

/** A plan that covers what is owed. */
export class InstalmentsDto {
  @Parts(() => RepaymentInstalmentDto, { min: 1, max: 120 })
  instalments: RepaymentInstalmentDto[];

  @Optional()
  @Text(2000, { lines: true })
  grounds?: string;
}

/** Money that was paid back. */
export class RepaymentDto {
  @Amount()
  amount: MoneyDto;

  @CalendarDate()
  receivedOn: string;

  @Text(140)
  bankReference: string;
}

const LIMITATION_BASES = [
  'acknowledgement',
  'legal-step',
  'agreement',
  'knowledge',
] as const satisfies readonly LimitationBasis[];

/** What gives a claim more time. */
export class LimitationDto {
  @IsIn(LIMITATION_BASES)
  basis: LimitationBasis;

  /** Its day: acknowledged, taken or agreed; or since when the agency knew, or should have known, of the claim. */
  @CalendarDate()
  on: string;

  @Text(2000, { lines: true })
  grounds: string;
}

/** The limitation is to run until a day that follows from no rule. */
export class LimitationMoveDto {
  /** The last day on which something may be claimed. */
  @CalendarDate()
  limitationDate: string;

  @Text(2000, { lines: true })
  grounds: string;
}

/** What is owed is to be written off. */
export class WriteOffDto {
  /** Part of what is owed; all of it when left out. */
  @Optional()
  @Amount()
  amount?: MoneyDto;

  /** The rule that allows it. */
  @Text(200)
  authority: string;

  @Text(10_000, { lines: true })
  grounds: string;
}

/** What is owed is to be owed no more. */
export class WaiverDto {
  /** Part of what is owed; all of it when left out. */
  @Optional()
  @Amount()
  amount?: MoneyDto;

  /** The rule that allows it. */
  @Optional()
  @Text(200)
  authority?: string;

  @Text(10_000, { lines: true })
  grounds: string;
}

/** A claim that was sent back is made anew. */
export class ClaimAnewDto {
  @Text(10_000, { lines: true })
  grounds: string;
}

/** What was repaid on a claim that fell is to be paid back. */
export class PayingBackDto {
  /** Part of what is owed back; all of it when left out. */
  @Optional()
  @Amount()
  amount?: MoneyDto;

  @Optional()
  @Text(10_000, { lines: true })
  grounds?: string;
}

/** Money that was paid back to the debtor. */
export class PaidBackDto {
  @CalendarDate()
  paidOn: string;

  @Text(140)
  bankReference: string;
}

/** What was proposed is returned. */
export class RecoveryReturnDto {
  @Text(10_000, { lines: true })
  grounds: string;
}

/** Who judges in the place of those who may not. */
export class GivingUpStandInDto {
  @Subject()
  person: string;

  @Text(2000, { lines: true })
  grounds: string;
}

/** Nothing is to be claimed after all. */
export class DroppingDto {
  @Text(10_000, { lines: true })
  grounds: string;
}

const STATES = [
  'forewarned',
  'proposed',
  'claimed',
  'in-instalments',
  'settled',
  'written-off',
  'barred',
  'waived',
  'dropped',
  'annulled',
] as const satisfies readonly RecoveryStatus[];

/** Which recoveries to list. */
export class RecoveriesQuery extends PageQuery {
  @Optional()
  @Reference()
  case?: string;

  @Optional()
  @Reference()
  scheme?: string;

  @Optional()
  @IsIn(STATES)
  state?: RecoveryStatus;

  /** Only those of which a day that matters is this day or earlier: of the reply, a repayment or the limitation. */
  @Optional()
  @CalendarDate()
  until?: string;
}
