import { IsIn } from 'class-validator';
import type { RiskLevel } from '../contract/pilot.js';
import { CalendarDate, Document, Optional, Part, Text, Whole } from '#http/fields.js';

const MOST_PERSONS = 1_000_000;

/** A cohort takes participants in. */
export class CohortDto {
  /** Code of the terms. */
  @Text(64)
  cohort: string;

  @CalendarDate()
  openedOn: string;
}

/** A cohort takes nobody in any more. */
export class CohortClosureDto {
  @CalendarDate()
  closedOn: string;

  /** Participants, each counted once. */
  @Whole(0, MOST_PERSONS)
  persons: number;
}

/** Participants were counted anew. */
export class RecountDto {
  @Whole(0, MOST_PERSONS)
  persons: number;

  @Text(5000, { lines: true })
  grounds: string;
}

/** Two days, both included. */
export class ServicePeriodDto {
  @CalendarDate()
  from: string;

  @CalendarDate()
  to: string;
}

/** What was delivered to a cohort. */
export class ServiceDto {
  @Part(() => ServicePeriodDto)
  period: ServicePeriodDto;

  @Whole(0, MOST_PERSONS)
  persons: number;

  @Optional()
  @Text(10_000, { lines: true })
  summary?: string;
}

/** A visit to come. */
export class VisitDto {
  @CalendarDate()
  on: string;

  @Text(5000, { lines: true })
  purpose: string;
}

/** What a visit found. */
export class VisitReportDto {
  @CalendarDate()
  heldOn: string;

  @Text(10_000, { lines: true })
  findings: string;
}

/** How the pilot goes. */
export class StatusReportDto {
  @Part(() => ServicePeriodDto)
  period: ServicePeriodDto;

  @Text(10_000, { lines: true })
  summary: string;
}

const LEVELS = ['low', 'medium', 'high'] as const satisfies readonly RiskLevel[];

/** How a risk stands. */
export class RiskAssessmentDto {
  @IsIn(LEVELS)
  likelihood: RiskLevel;

  @IsIn(LEVELS)
  consequence: RiskLevel;

  /** What is done about it. */
  @Optional()
  @Text(5000, { lines: true })
  measure?: string;
}

/** Something that may go wrong. */
export class RiskDto extends RiskAssessmentDto {
  @Text(300)
  title: string;
}

const OUTCOME = {
  description:
    'One entry of `measurements` as `measurements.schema.json` has it, with `evidence` and without `status`.',
};

/** What was measured. */
export class MeasurementDto {
  @Document(OUTCOME)
  outcome: object;
}

/** What is right instead, and why. */
export class CorrectionDto {
  @Document(OUTCOME)
  outcome: object;

  @Text(10_000, { lines: true })
  grounds: string;
}
