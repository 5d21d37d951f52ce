import { IsBoolean, IsIn } from 'class-validator';
import { Optional, Parts, Slug, Text, Whole } from '#http/fields.js';
import { Amount, MoneyDto } from '#http/money.js';
import { Subject } from '#http/subject.js';
import type { DecisionOutcome } from '../contract/events.js';

/** How an application can be decided. */
export const OUTCOMES = ['granted', 'rejected', 'inadmissible'] as const satisfies readonly DecisionOutcome[];

/** Why an application is withdrawn. */
export class WithdrawalDto {
  @Optional()
  @Text(2000, { lines: true })
  grounds?: string;
}

/** Who gets the case: the acting caseworker when nobody is named. */
export class AssignmentDto {
  @Optional()
  @Subject()
  caseworker?: string;

  @Optional()
  @Text(2000, { lines: true })
  note?: string;
}

/** Points on one criterion, and why. */
export class ScoreDto {
  @Slug()
  criterion: string;

  @Whole(0, 1000)
  score: number;

  @Text(5000, { lines: true })
  rationale: string;
}

/** Points on all criteria. */
export class ScoresDto {
  @Parts(() => ScoreDto, { min: 1, max: 50 })
  scores: ScoreDto[];
}

/** Why a flagged decision stands, or is taken again. */
export class ReviewDto {
  @Text(5000, { lines: true })
  grounds: string;
}

/** Who looks at a flagged decision where no superior may. */
export class StandInDto extends ReviewDto {
  @Subject()
  person: string;
}

/** One check. */
export class CheckDto {
  @Slug()
  code: string;

  @IsBoolean()
  met: boolean;

  @Optional()
  @Text(2000, { lines: true })
  note?: string;
}

/** Every check of the regulation version. */
export class EligibilityFindingsDto {
  @Parts(() => CheckDto, { min: 1, max: 50 })
  checks: CheckDto[];
}

/** Who assesses besides the caseworker: the acting person when nobody is named. */
export class SecondAssessorDto {
  @Optional()
  @Subject()
  assessor?: string;

  @Optional()
  @Text(2000, { lines: true })
  note?: string;
}

/** Points on all criteria that count in place of those of two assessors. */
export class ModerationDto extends ScoresDto {
  @Text(5000, { lines: true })
  rationale: string;
}

/** What the caseworker recommends. */
export class RecommendationDto {
  @IsIn(OUTCOMES)
  outcome: DecisionOutcome;

  @Amount()
  amount: MoneyDto;

  @Text(10_000, { lines: true })
  rationale: string;
}
