import { IsIn } from 'class-validator';
import { CalendarDate, Optional, Parts, Reference, Text } from '#http/fields.js';
import { PageQuery } from '#http/list-query.js';
import { Amount, MoneyDto } from '#http/money.js';
import { Subject } from '#http/subject.js';

/** A line of the accounts. */
export class AccountLineDto {
  @Text(500)
  text: string;

  @Amount()
  amount: MoneyDto;
}

/** A report. */
export class ReportDto {
  @Text(50_000, { lines: true })
  text: string;

  /** What was spent on what; the lines add up to `spent`. */
  @Optional()
  @Parts(() => AccountLineDto, { max: 200 })
  accounts?: AccountLineDto[];

  /** Spent of the grant in the years the report covers. */
  @Amount()
  spent: MoneyDto;

  /** Whole cost of the years the report covers; where the grant shrinks with the co-funding. */
  @Optional()
  @Amount()
  totalCosts?: MoneyDto;

  /** Co-funding that really came in those years. */
  @Optional()
  @Amount()
  coFunding?: MoneyDto;

  /** The auditor's statement: id of a file uploaded to the case. */
  @Optional()
  @Text(128)
  auditorStatement?: string;
}

/** Why a report is returned, and by when it is due again. */
export class ReportReturnDto {
  @Text(10_000, { lines: true })
  grounds: string;

  @CalendarDate()
  dueOn: string;
}

/** Words with an approval. */
export class ReportApprovalDto {
  @Optional()
  @Text(5000, { lines: true })
  note?: string;
}

/** Why a report is to be waived, or is not. */
export class ReportWaiverDto {
  @Text(10_000, { lines: true })
  grounds: string;
}

/** Who judges in the place of those who may not. */
export class ReportWaiverStandInDto {
  @Subject()
  person: string;

  @Text(2000, { lines: true })
  grounds: string;
}

const DUE = ['soon', 'overdue', 'submitted', 'recount'] as const;

/** Which reports to list. */
export class ReportsQuery extends PageQuery {
  @Optional()
  @Reference()
  case?: string;

  @Optional()
  @Reference()
  scheme?: string;

  @Optional()
  @IsIn(DUE)
  due?: (typeof DUE)[number];
}
