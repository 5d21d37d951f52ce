import { IsIn } from 'class-validator';
import {
  Account,
  CalendarDate,
  Email,
  InOneForm,
  List,
  Optional,
  Part,
  Parts,
  Reference,
  Telephone,
  Text,
} from '#http/fields.js';
import { money } from '#money/money.js';
import { Amount, amountsOf, MoneyDto, sameCurrency } from '#http/money.js';
import { invalidRequest } from '#http/problems.js';
import type { Language } from '../contract/events.js';
import { APPLICANT_KINDS, type ApplicantKind } from '../contract/regulation.js';
import type { StateAidDeclaration } from '#state-aid/contract/declaration.js';
import type { DraftDocument } from '../application/drafts/draft-document.js';

const LANGUAGES = ['nb', 'nn', 'en'] as const satisfies readonly Language[];

/** Who applies: contact person, e-mail, telephone and account are sealed in the log. */
export class ApplicantDto {
  @Optional()
  @Text(200)
  name?: string;

  /** Needed where the regulation version says who may apply. */
  @Optional()
  @IsIn(APPLICANT_KINDS)
  kind?: ApplicantKind;

  @Optional()
  @Text(200)
  contactPerson?: string;

  @Optional()
  @Email()
  email?: string;

  @Optional()
  @Telephone()
  phone?: string;

  /** Postal address, line by line: where letters go. */
  @Optional()
  @List({ max: 5 })
  @Text(100, { each: true })
  address?: string[];

  @Optional()
  @Account()
  account?: string;
}

/** A line of the applicant's budget. */
export class BudgetLineDto {
  @Text(200)
  text: string;

  @Amount()
  amount: MoneyDto;
}

/** A planned period. */
export class ProjectPeriodDto {
  @CalendarDate()
  from: string;

  @CalendarDate()
  to: string;
}

/** De minimis aid that another grantor gave within the last years. */
export class OtherAidDto {
  /** Organisation that received it; the applicant when left out. */
  @Optional()
  @InOneForm()
  @Text(64)
  recipient?: string;

  @Text(200)
  grantor: string;

  @Amount()
  amount: MoneyDto;

  @CalendarDate()
  grantedOn: string;

  @Optional()
  @Text(100)
  reference?: string;
}

/** What the applicant says of its group (single undertaking) and of aid it had from others; in any currency. */
export class StateAidDto {
  @InOneForm()
  @List({ max: 200 })
  @Text(64, { each: true })
  group: string[];

  @Parts(() => OtherAidDto, { max: 200 })
  otherAid: OtherAidDto[];
}

/** An application as it is being written; everything may still be missing. */
export class DraftDto {
  @Optional()
  @Part(() => ApplicantDto)
  applicant?: ApplicantDto;

  @Optional()
  @Text(300)
  title?: string;

  @Optional()
  @Text(10_000, { lines: true })
  summary?: string;

  @Optional()
  @Amount()
  amount?: MoneyDto;

  @Optional()
  @Parts(() => BudgetLineDto, { max: 100 })
  budgetLines?: BudgetLineDto[];

  @Optional()
  @Amount()
  coFunding?: MoneyDto;

  @Optional()
  @Part(() => ProjectPeriodDto)
  period?: ProjectPeriodDto;

  /** Of the letters to the applicant: Bokmål, Nynorsk or English. */
  @Optional()
  @IsIn(LANGUAGES)
  language?: Language;

  /** Where the scheme gives de minimis aid. */
  @Optional()
  @Part(() => StateAidDto)
  stateAid?: StateAidDto;
}

/** A draft for a call. */
export class NewDraftDto extends DraftDto {
  @Reference()
  callId: string;
}

/**
 * The document of a draft. Its amounts are in one currency, that of the amount applied for.
 * @throws ProblemException 400 when they are not
 */
export function documentOf(dto: DraftDto): DraftDocument {
  const { title, summary, amount, budgetLines, coFunding, period } = dto;
  if (amount === undefined && (budgetLines !== undefined || coFunding !== undefined))
    throw invalidRequest([
      {
        pointer: '/amount',
        detail: 'must be there before budget lines and co-funding: they share its currency',
      },
    ]);
  if (amount) {
    sameCurrency(amount.currency, { '/amount': amount, '/coFunding': coFunding });
    sameCurrency(amount.currency, amountsOf('/budgetLines', budgetLines));
  }
  return {
    applicant: dto.applicant && applicantOf(dto.applicant),
    title,
    summary,
    amount: amount && money(amount.amount, amount.currency),
    budgetLines: budgetLines?.map((line) => ({ text: line.text, amount: line.amount.amount })),
    coFunding: coFunding?.amount,
    period: period && { from: period.from, to: period.to },
    language: dto.language,
    stateAid: dto.stateAid && stateAidOf(dto.stateAid),
  };
}

/** What a declaration says of aid. */
export function stateAidOf({ group, otherAid }: StateAidDto): StateAidDeclaration {
  return {
    group,
    otherAid: otherAid.map(({ recipient, grantor, amount, grantedOn, reference }) => ({
      recipient,
      grantor,
      amount: money(amount.amount, amount.currency),
      grantedOn,
      reference,
    })),
  };
}

function applicantOf({ name, kind, contactPerson, email, phone, address, account }: ApplicantDto) {
  return { name, kind, contactPerson, email, phone, ...(address && { address }), account };
}
