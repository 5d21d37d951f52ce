import { IsBoolean, IsIn, ValidateBy } from 'class-validator';
import {
  CalendarDate,
  List,
  Optional,
  Part,
  Parts,
  Pattern,
  Reference,
  Slug,
  Text,
  Whole,
} from '#platform/http/fields.js';
import { Amount, MoneyDto, type Amounts } from '#platform/http/money.js';
import type { ApplicantKind, GrantKind, RegulationVersion, ReportingDuty } from '../contract/regulation.js';

const KINDS = [
  'enterprise',
  'association',
  'foundation',
  'municipality',
  'state-body',
  'person',
] as const satisfies readonly ApplicantKind[];
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

/** A member that is a length of time. */
function Lasting(): PropertyDecorator {
  const part = Part(() => DurationDto);
  const oneUnit = ValidateBy({
    name: 'oneUnit',
    validator: {
      validate: (value) =>
        Object.values((value ?? {}) as object).filter((each) => each !== undefined).length === 1,
      defaultMessage: () => 'must be in one unit: days, weeks, months or years',
    },
  });
  return (target, key) => {
    part(target, key);
    oneUnit(target, key);
  };
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
export class EligibilityDto {
  @Optional()
  @List({ min: 1, max: KINDS.length })
  @IsIn(KINDS, { each: true })
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

/** How long, and to whom, decisions are appealed. */
export class AppealRulesDto {
  @Lasting()
  period: DurationDto;

  @Lasting()
  outerLimit: DurationDto;

  @Reference()
  body: string;

  @Text(200)
  bodyName: string;

  @Optional()
  @Lasting()
  provisionalReply?: DurationDto;
}

/** State aid given under the scheme. */
export class StateAidRulesDto {
  @IsIn(['de-minimis'])
  kind: 'de-minimis';

  @Whole(1, 100_000_000_000)
  limitEuroCents: number;

  @Lasting()
  window: DurationDto;

  @Lasting()
  registerWithin: DurationDto;
}

/** The rules of a regulation version; which version it is, its path or its body says. */
export class RegulationRulesDto {
  @CalendarDate()
  inForceFrom: string;

  @Parts(() => CriterionDto, { min: 1, max: 50 })
  criteria: CriterionDto[];

  @Optional()
  @Parts(() => GrantKindDto, { min: 1, max: 20 })
  kinds?: GrantKindDto[];

  @Optional()
  @Part(() => EligibilityDto)
  eligibility?: EligibilityDto;

  @Optional()
  @Amount()
  maximumAmount?: MoneyDto;

  @Optional()
  @Whole(0, 100)
  coFundingPercent?: number;

  @Optional()
  @Whole(1, 3650)
  decisionDays?: number;

  @IsBoolean()
  multiYear: boolean;

  @Optional()
  @IsBoolean()
  secondAssessor?: boolean;

  @Optional()
  @Whole(0, 1_000_000)
  moderationLimit?: number;

  @Optional()
  @Lasting()
  supplement?: DurationDto;

  @Optional()
  @Lasting()
  acceptance?: DurationDto;

  @Optional()
  @Lasting()
  forewarning?: DurationDto;

  @Optional()
  @Lasting()
  repayment?: DurationDto;

  @Optional()
  @Part(() => AppealRulesDto)
  appeal?: AppealRulesDto;

  @Optional()
  @Parts(() => ReportingDutyDto, { max: 20 })
  reporting?: ReportingDutyDto[];

  @Optional()
  @Lasting()
  limitation?: DurationDto;

  @Optional()
  @Part(() => StateAidRulesDto)
  stateAid?: StateAidRulesDto;

  @List({ max: 50 })
  @Text(500, { each: true })
  legalReferences: string[];
}

/** A regulation version with its name. */
export class RegulationDto extends RegulationRulesDto {
  @Pattern(/^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/, 'a version such as 2026-1')
  version: string;
}

/** The regulation version a body asks for. */
export function regulationOf(dto: RegulationDto): RegulationVersion {
  return versionOf(dto.version, dto);
}

/** The regulation version of that name whose rules a body asks for. */
export function versionOf(version: string, dto: RegulationRulesDto): RegulationVersion {
  const { maximumAmount, kinds, ...rules } = plain(dto);
  return {
    ...(rules as Omit<RegulationVersion, 'version' | 'kinds' | 'maximumAmount'>),
    version,
    ...(maximumAmount === undefined ? {} : { maximumAmount: maximumAmount.amount }),
    ...(kinds === undefined ? {} : { kinds: kinds.map(kindOf) }),
  };
}

function kindOf({ code, title, purpose, maximumAmount }: GrantKindDto): GrantKind {
  const kind = { code, title, purpose };
  return maximumAmount === undefined ? kind : { ...kind, maximumAmount: maximumAmount.amount };
}

/** The amounts in a regulation version, by JSON pointer. */
export function amountsIn({ maximumAmount, kinds = [] }: RegulationRulesDto, pointer = ''): Amounts {
  const ofKinds = kinds.map((kind, index) => [`${pointer}/kinds/${index}/maximumAmount`, kind.maximumAmount]);
  return { [`${pointer}/maximumAmount`]: maximumAmount, ...(Object.fromEntries(ofKinds) as Amounts) };
}

/** Instances of classes as plain data, without what is not there: what goes into an event. */
function plain(dto: RegulationRulesDto): {
  [Member in keyof RegulationRulesDto]: RegulationRulesDto[Member];
} {
  return JSON.parse(JSON.stringify(dto)) as RegulationRulesDto;
}
