import { IsBoolean, IsIn } from 'class-validator';
import { CalendarDate, List, Optional, Part, Parts, Pattern, Text, Whole } from '#http/fields.js';
import { Amount, MoneyDto, type Amounts } from '#http/money.js';
import { plain } from '#http/plain.js';
import {
  CO_FUNDING_BASES,
  type CoFundingBasis,
  type GrantKind,
  type RegulationVersion,
} from '../contract/regulation.js';
import {
  AppealRulesDto,
  AuthorityDto,
  CriterionDto,
  DurationDto,
  EligibilityRulesDto,
  GrantKindDto,
  Lasting,
  LimitationRulesDto,
  ReportingDutyDto,
  StateAidRulesDto,
} from './regulation-parts.dto.js';

/** The rules of a regulation version; which version it is, its path or its body says. */
export class RegulationRulesDto {
  @CalendarDate()
  inForceFrom: string;

  @Optional()
  @Part(() => AuthorityDto)
  authority?: AuthorityDto;

  @Parts(() => CriterionDto, { min: 1, max: 50 })
  criteria: CriterionDto[];

  @Optional()
  @Parts(() => GrantKindDto, { min: 1, max: 20 })
  kinds?: GrantKindDto[];

  @Optional()
  @Part(() => EligibilityRulesDto)
  eligibility?: EligibilityRulesDto;

  @Optional()
  @Amount()
  maximumAmount?: MoneyDto;

  @Optional()
  @Whole(0, 100)
  coFundingPercent?: number;

  /** What a grant shrinks by when co-funding does not come; by nothing when left out. */
  @Optional()
  @IsIn(CO_FUNDING_BASES)
  coFundingShortfall?: CoFundingBasis;

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
  @Part(() => LimitationRulesDto)
  limitationRules?: LimitationRulesDto;

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
