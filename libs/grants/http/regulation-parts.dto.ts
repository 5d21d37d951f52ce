import { IsBoolean, IsIn, ValidateBy } from 'class-validator';
import { List, Optional, Organisation, Part, Parts, Slug, Text, Whole } from '#http/fields.js';
import { Amount, MoneyDto } from '#http/money.js';
import type { LimitationStart } from '#limitation/rules.js';
import { APPLICANT_KINDS, type ApplicantKind, type ReportingDuty } from '../contract/regulation.js';

const EVERY = ['year', 'end'] as const satisfies readonly ReportingDuty['every'][];

/** A length of time in one unit. */
export class DurationDto {
  @Optional()
  @Whole(1, 3650)
  days?: number;

  @Optional()
  @Whole(1, 520)
  weeks?: number;

  @Optional()
  @Whole(1, 120)
  months?: number;

  @Optional()
  @Whole(1, 100)
  years?: number;
}

/** A length of time in one unit, which may be working days. */
export class PeriodDto extends DurationDto {
  @Optional()
  @Whole(1, 2500)
  workingDays?: number;
}

/** A member that is a length of time, in one unit. */
export function Lasting(kind: () => typeof DurationDto = () => DurationDto): PropertyDecorator {
  const part = Part(kind);
  const oneUnit = ValidateBy({
    name: 'oneUnit',
    validator: {
      validate: (value) =>
        Object.values((value ?? {}) as object).filter((each) => each !== undefined).length === 1,
      defaultMessage: () =>
        `must be in one unit: ${kind() === PeriodDto ? 'working days, ' : ''}days, weeks, months or years`,
    },
  });
  return (target, key) => {
    part(target, key);
    oneUnit(target, key);
  };
}

/** How much more time there is, and by which provision. */
export class LimitationPeriodDto {
  @Lasting()
  period: DurationDto;

  @Text(200)
  reference: string;
}

/** How much more time there is, and in all. */
export class LimitedPeriodDto extends LimitationPeriodDto {
  @Lasting()
  atMost: DurationDto;
}

/** From when the limitation of a claim runs, and by which provision. */
export class LimitationStartDto {
  /** The decision the claim rests on and payments after it, or the opening of the claim. */
  @IsIn(['basis', 'opening'])
  from: LimitationStart['from'];

  @Text(200)
  reference: string;
}

/** From when the limitation of a claim runs, and by what it runs longer. */
export class LimitationRulesDto {
  /** Left out: from what the claim rests on. */
  @Optional()
  @Part(() => LimitationStartDto)
  start?: LimitationStartDto;

  @Part(() => LimitationPeriodDto)
  acknowledgement: LimitationPeriodDto;

  @Part(() => LimitationPeriodDto)
  legalStep: LimitationPeriodDto;

  @Part(() => LimitedPeriodDto)
  agreement: LimitedPeriodDto;

  /** Counted from the day on which the agency knew of the claim, or should have; left out: a year, and ten at most. */
  @Optional()
  @Part(() => LimitedPeriodDto)
  knowledge?: LimitedPeriodDto;
}

/** A criterion with its scale. */
export class CriterionDto {
  @Slug()
  code: string;

  @Text(200)
  title: string;

  @Whole(0, 1000)
  min: number;

  @Whole(0, 1000)
  max: number;

  @Whole(1, 1000)
  weight: number;

  @Optional()
  @Whole(0, 1000)
  threshold?: number;
}

/** One of several kinds of grant. */
export class GrantKindDto {
  @Slug()
  code: string;

  @Text(200)
  title: string;

  @Text(2000, { lines: true })
  purpose: string;

  @Optional()
  @Amount()
  maximumAmount?: MoneyDto;
}

/** Something that is checked before an application is scored. */
export class EligibilityCheckDto {
  @Slug()
  code: string;

  @Text(500)
  text: string;

  @IsBoolean()
  required: boolean;
}

/** Who may apply. */
export class EligibilityRulesDto {
  @Optional()
  @List({ min: 1, max: APPLICANT_KINDS.length })
  @IsIn(APPLICANT_KINDS, { each: true })
  applicantKinds?: ApplicantKind[];

  @Parts(() => EligibilityCheckDto, { max: 50 })
  checks: EligibilityCheckDto[];
}

/** A report that is owed. */
export class ReportingDutyDto implements ReportingDuty {
  @Slug()
  code: string;

  @Text(200)
  title: string;

  @IsIn(EVERY)
  every: ReportingDuty['every'];

  @Whole(1, 12)
  dueMonth: number;

  @Whole(1, 31)
  dueDay: number;

  @IsBoolean()
  withAccounts: boolean;

  @IsBoolean()
  withAuditorStatement: boolean;

  @Optional()
  @Whole(1, 365)
  remindDaysBefore?: number;
}

/** How long a party can be told that a decision may be changed, or was, to its detriment. */
export class DetrimentRulesDto {
  /** From the day the deciding body received the appeal. */
  @Lasting()
  appealNotice: DurationDto;

  /** From notice of the decision: that the superior body reviews it. */
  @Lasting()
  reviewNotice: DurationDto;

  /** From notice of the decision: that the superior body reversed it. */
  @Lasting()
  reversalNotice: DurationDto;
}

/** How long, and to whom, decisions are appealed. */
export class AppealRulesDto {
  @Lasting()
  period: DurationDto;

  @Lasting()
  outerLimit: DurationDto;

  @Organisation()
  body: string;

  @Text(200)
  bodyName: string;

  @Optional()
  @Lasting()
  provisionalReply?: DurationDto;

  /** Three months, three weeks and three months when left out. */
  @Optional()
  @Part(() => DetrimentRulesDto)
  detriment?: DetrimentRulesDto;
}

/** Who the scheme's letters come from. */
export class AuthorityDto {
  @Text(200)
  name: string;

  @Optional()
  @List({ max: 6 })
  @Text(200, { each: true })
  lines?: string[];

  @Optional()
  @Text(200)
  enquiries?: string;
}

/** State aid given under the scheme. */
export class StateAidRulesDto {
  @IsIn(['de-minimis'])
  kind: 'de-minimis';

  @Whole(1, 100_000_000_000)
  limitEuroCents: number;

  @Lasting()
  window: DurationDto;

  @Lasting(() => PeriodDto)
  registerWithin: PeriodDto;
}
