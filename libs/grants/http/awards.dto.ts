import { IsBoolean, IsIn, IsInt, Min } from 'class-validator';
import { CalendarDate, List, Optional, Parts, Reference, Text, Whole } from '#http/fields.js';
import { Amount, MoneyDto } from '#http/money.js';
import type { AmendmentKind } from '../contract/events.js';

const KINDS = ['amount', 'dates', 'conditions', 'continuation'] as const satisfies readonly AmendmentKind[];

/** What shows that a condition is fulfilled. */
export class FulfilmentDto {
  @Optional()
  @Text(5000, { lines: true })
  evidence?: string;
}

/** What is to be paid on a day. */
export class PaymentDto {
  @CalendarDate()
  dueDate: string;

  @Amount()
  amount: MoneyDto;
}

/** A condition that is added. */
export class AddedConditionDto {
  @Text(1000, { lines: true })
  text: string;

  /** Nothing is paid before it is fulfilled. */
  @Optional()
  @IsBoolean()
  beforePayout?: boolean;
}

/** How the terms of an award are to change. */
export class AmendmentDto {
  @IsIn(KINDS)
  kind: AmendmentKind;

  /** `amount`: the whole grant after it; `continuation`: what is added. */
  @Optional()
  @Amount()
  amount?: MoneyDto;

  /** What is paid from then on instead of what is outstanding; of a continuation what is added. */
  @Optional()
  @Parts(() => PaymentDto, { max: 100 })
  payments?: PaymentDto[];

  @Optional()
  @List({ max: 50 })
  @IsInt({ each: true })
  @Min(1, { each: true })
  dropConditions?: number[];

  @Optional()
  @Parts(() => AddedConditionDto, { max: 50 })
  addConditions?: AddedConditionDto[];

  /** Number of the recipient's request that it grants. */
  @Optional()
  @Whole(1, 1000)
  request?: number;

  /** Of a request: it waits on for the rest. */
  @Optional()
  @IsBoolean()
  inPart?: boolean;

  @Text(10_000, { lines: true })
  grounds: string;
}

/** A decision-maker's words, where there are any. */
export class DecisionWordsDto {
  @Optional()
  @Text(10_000, { lines: true })
  grounds?: string;
}

/** Why an amendment is returned. */
export class AmendmentReturnDto {
  @Text(10_000, { lines: true })
  grounds: string;
}

/** The recipient is told that the grant may be revoked. */
export class RevocationForewarningDto {
  /** The approved report with too little co-funding, where the grant is reduced for that. */
  @Optional()
  @Reference()
  reportId?: string;

  @Text(10_000, { lines: true })
  grounds: string;

  /** Calendar date; the regulation's time to answer when left out. */
  @Optional()
  @CalendarDate()
  replyBy?: string;
}

/** What a revocation leaves in force. */
export class RevocationDto {
  /** Where the grant is reduced for too little co-funding it follows from the report, and more of it is given up with grounds. */
  @Optional()
  @Amount()
  amountInForce?: MoneyDto;

  @Text(10_000, { lines: true })
  grounds: string;
}

/** Which revocation is undone, and why. */
export class ReinstatementDto {
  /** The last that stands when left out. */
  @Optional()
  @Whole(1, 1000)
  revocation?: number;

  @Text(10_000, { lines: true })
  grounds: string;
}

/** Words with the closing. */
export class ClosingDto {
  @Optional()
  @Text(2000, { lines: true })
  note?: string;
}
