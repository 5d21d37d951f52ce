import { IsIn, ValidateIf } from 'class-validator';
import type { DelegationKind } from '../contract/events.js';
import { CalendarDate, Currency, List, Optional, Part, Pattern, Slug, Text } from '#http/fields.js';
import { Amount, MoneyDto } from '#http/money.js';
import { Subject } from '#http/subject.js';
import { RegulationDto } from './regulation.dto.js';

const DIGITS = /^\d{1,4}$/;

/** Must be there, unless a template may know it. */
function Templated(): PropertyDecorator {
  return ValidateIf(
    ({ template }: { readonly template?: unknown }, own: unknown) =>
      own !== undefined || template === undefined,
  );
}

/** A scheme as it is established: all of it, or a template and what differs from it. */
export class SchemeDto {
  @Slug()
  code: string;

  @Optional()
  @Slug()
  template?: string;

  /** The day a template's rules are in force from. */
  @Optional()
  @CalendarDate()
  inForceFrom?: string;

  @Templated()
  @Text(200)
  name?: string;

  @Templated()
  @Text(200)
  ministry?: string;

  @Templated()
  @Pattern(DIGITS, 'a budget chapter of up to 4 digits')
  budgetChapter?: string;

  @Templated()
  @Pattern(DIGITS, 'a budget post of up to 4 digits')
  budgetPost?: string;

  @Templated()
  @Text(2000, { lines: true })
  goal?: string;

  @Templated()
  @Text(2000, { lines: true })
  targetGroup?: string;

  @Templated()
  @Currency()
  currency?: string;

  @Templated()
  @Part(() => RegulationDto)
  regulation?: RegulationDto;
}

/** A consultation that was held. */
export class ConsultationDto {
  @List({ min: 1, max: 500 })
  @Text(200, { each: true })
  heard: string[];

  @CalendarDate()
  from: string;

  @CalendarDate()
  to: string;

  @Text(10_000, { lines: true })
  summary: string;
}

/** How a draft is adopted. */
export class RegulationAdoptionDto {
  @Optional()
  @Text(2000, { lines: true })
  withoutConsultation?: string;
}

const DELEGATION_KINDS = ['award', 'giving-up'] as const satisfies readonly DelegationKind[];

/** A written delegation. */
export class DelegationDto {
  @Subject()
  person: string;

  /** To decide on grants when left out. */
  @Optional()
  @IsIn(DELEGATION_KINDS)
  kind?: DelegationKind;

  /** Of one decision, or of all that is given up of one claim together. */
  @Optional()
  @Amount()
  upTo?: MoneyDto;

  @CalendarDate()
  validFrom: string;

  @Optional()
  @CalendarDate()
  validTo?: string;

  @Text(200)
  reference: string;
}

/** Why something ends or changes; it is kept in clear, so it names no person. */
export class PublicGroundsDto {
  @Text(2000, { lines: true })
  grounds: string;
}
