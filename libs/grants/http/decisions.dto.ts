import { IsIn } from 'class-validator';
import { CalendarDate, List, Optional, Part, Parts, Text, Whole, Year } from '#http/fields.js';
import { ImpartialityDto } from '#http/impartiality.js';
import { Amount, MoneyDto } from '#http/money.js';
import type { DecisionOutcome, Language, NoticeChannel } from '../contract/events.js';
import { OUTCOMES } from './assessment.dto.js';
import {
  ReceiptCorrectionApprovalDto,
  ReceiptCorrectionDto,
  ReceiptCorrectionRejectionDto,
} from './receipts.dto.js';

const CHANNELS = ['portal', 'letter', 'email'] as const satisfies readonly NoticeChannel[];
const LANGUAGES = ['nb', 'nn', 'en'] as const satisfies readonly Language[];

/** What is paid on a day. */
export class InstalmentDto {
  @CalendarDate()
  dueDate: string;

  @Amount()
  amount: MoneyDto;
}

/** A later year, subject to parliament's budget. */
export class PlannedYearDto {
  @Year()
  year: number;

  @Amount()
  amount: MoneyDto;
}

/** What the caseworker proposes to decide. */
export class ProposalDto {
  @IsIn(OUTCOMES)
  outcome: DecisionOutcome;

  @Amount()
  amount: MoneyDto;

  @Text(10_000, { lines: true })
  grounds: string;

  @Optional()
  @List({ max: 50 })
  @Text(1000, { each: true, lines: true })
  conditions?: string[];

  /** To be fulfilled before anything is paid. */
  @Optional()
  @List({ max: 50 })
  @Text(1000, { each: true, lines: true })
  payoutConditions?: string[];

  @Optional()
  @Parts(() => InstalmentDto, { max: 100 })
  schedule?: InstalmentDto[];

  /** Continuations that are planned, not bound: no money is reserved for them. */
  @Optional()
  @Parts(() => PlannedYearDto, { max: 20 })
  planned?: PlannedYearDto[];
}

/** The decision-maker's approval. */
export class ApprovalDto {
  @Optional()
  @Part(() => ImpartialityDto)
  impartiality?: ImpartialityDto;

  /** The proposal the decision-maker has before them; the latest when left out. */
  @Optional()
  @Whole(1, 1_000_000)
  proposal?: number;

  @Optional()
  @Text(10_000, { lines: true })
  grounds?: string;
}

/** Why a proposal is returned. */
export class ProposalReturnDto {
  /** The proposal the decision-maker has before them; the latest when left out. */
  @Optional()
  @Whole(1, 1_000_000)
  proposal?: number;

  @Text(10_000, { lines: true })
  grounds: string;
}

/** The day on which notice of a decision was received, where the one on record is wrong. */
export class DecisionReceiptDto extends ReceiptCorrectionDto {
  /** Number of the decision; the one in force when left out. */
  @Optional()
  @Whole(1, 1_000_000)
  decision?: number;
}

/** The correction of a decision's receipt that is approved. */
export class DecisionReceiptApprovalDto extends ReceiptCorrectionApprovalDto {
  /** Number of the decision; the one in force when left out. */
  @Optional()
  @Whole(1, 1_000_000)
  decision?: number;
}

/** The correction of a decision's receipt that is rejected. */
export class DecisionReceiptRejectionDto extends ReceiptCorrectionRejectionDto {
  /** Number of the decision; the one in force when left out. */
  @Optional()
  @Whole(1, 1_000_000)
  decision?: number;
}

/** How notice of a decision was received. */
export class NotificationDto {
  /** Number of the decision; the one in force when left out. */
  @Optional()
  @Whole(1, 1_000_000)
  decision?: number;

  /** Today when left out. */
  @Optional()
  @CalendarDate()
  receivedOn?: string;

  @IsIn(CHANNELS)
  channel: NoticeChannel;

  /** The application's when left out. */
  @Optional()
  @IsIn(LANGUAGES)
  language?: Language;
}
