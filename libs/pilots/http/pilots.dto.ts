import { IsIn } from 'class-validator';
import type { PartnerRole } from '../contract/pilot.js';
import {
  Account,
  CalendarDate,
  List,
  MinorUnits,
  Optional,
  Organisation,
  Pattern,
  Reference,
  Slug,
  Text,
  Whole,
} from '#http/fields.js';
import { PageQuery } from '#http/list-query.js';

/** Two directorates begin a pilot. */
export class PilotDto {
  /** Becomes its id, and that of its case: it must not be one that an application could have. */
  @Slug()
  @Pattern(/^(?![0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$)/, 'a name, not a UUID')
  code: string;

  /** Scheme of the own directorate, whose budget bears the state's share. */
  @Reference()
  schemeId: string;

  @Text(300)
  title: string;

  @Text(2000, { lines: true })
  targetGroup: string;

  /** Organisation of the directorate it is run with. */
  @Organisation()
  together: string;
}

/** What both directorates lay down. */
export class FrameworkDto {
  @Text(64)
  version: string;

  @CalendarDate()
  inForceFrom: string;

  @Text(10_000, { lines: true })
  purpose: string;

  @Text(2000, { lines: true })
  targetGroup: string;

  /** Participants of all cohorts together, at most. */
  @Optional()
  @Whole(1, 1_000_000)
  maxParticipants?: number;

  /** What the state promises to pay at most, minor units. */
  @Optional()
  @MinorUnits()
  maxStateShare?: number;

  @List({ max: 50 })
  @Text(500, { each: true })
  legalReferences: string[];
}

/** The version that is adopted: so that nobody adopts what they have not seen. */
export class FrameworkAdoptionDto {
  @Text(64)
  version: string;
}

/** The roles in which organisations take part. */
export const ROLES = [
  'municipality',
  'service-provider',
  'investor',
  'intermediary',
  'evaluator',
  'validator',
] as const satisfies readonly PartnerRole[];

/** An organisation takes part. */
export class PartnerDto {
  @Organisation()
  organisation: string;

  @Text(300)
  name: string;

  @IsIn(ROLES)
  role: PartnerRole;

  /** Where the state's share would be paid to. */
  @Optional()
  @Account()
  account?: string;
}

/** An organisation takes part no longer. */
export class PartnerRemovalDto {
  @Organisation()
  organisation: string;

  @IsIn(ROLES)
  role: PartnerRole;

  @Text(5000, { lines: true })
  grounds: string;
}

/** An application for development costs. */
export class DevelopmentGrantDto {
  @Reference()
  applicationId: string;
}

/** Why something is done. */
export class PilotGroundsDto {
  @Text(10_000, { lines: true })
  grounds: string;
}

/** How the pilot is to end early. */
export class TerminationDto {
  /** The last day of service. */
  @CalendarDate()
  lastDay: string;

  @Text(10_000, { lines: true })
  grounds: string;
}

/** What came of the pilot. */
export class ConclusionDto {
  @Text(10_000, { lines: true })
  conclusion: string;
}

const STATES = [
  'established',
  'framework-adopted',
  'contract-drafted',
  'agreed',
  'terminated',
  'closed',
] as const;

/** Which pilots to list. */
export class PilotsQuery extends PageQuery {
  @Optional()
  @Reference()
  scheme?: string;

  @Optional()
  @IsIn(STATES)
  state?: (typeof STATES)[number];
}
