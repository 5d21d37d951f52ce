import { IsBoolean, IsIn } from 'class-validator';
import { ArrivalDto } from '#http/arrival.js';
import { List, Optional, Organisation, Part, Text } from '#http/fields.js';
import type { CasePower, CaseRepresentationEnded } from '../contract/events.js';

const POWERS = ['apply', 'accept', 'appeal', 'all'] as const satisfies readonly CasePower[];
const BY = ['party', 'representative'] as const satisfies readonly CaseRepresentationEnded['data']['by'][];

/** Who acts in the case beside its party. */
export class CaseRepresentativeDto {
  /** Whose people act in the portal; who has none acts by post. */
  @Optional()
  @Organisation()
  organisation?: string;

  @Text(200)
  name: string;

  @Optional()
  @List({ min: 1, max: 6 })
  @Text(200, { each: true })
  address?: string[];

  /** A lawyer needs no written power. */
  @IsBoolean()
  lawyer: boolean;

  @List({ min: 1, max: 4 })
  @IsIn(POWERS, { each: true })
  powers: CasePower[];

  /** The written power: where it is found. */
  @Optional()
  @Text(500)
  powerOfAttorney?: string;

  /** The party wants its notices as well. */
  @Optional()
  @IsBoolean()
  copyToParty?: boolean;

  /** Of what an official registers, which nobody else does. */
  @Optional()
  @Part(() => ArrivalDto)
  arrival?: ArrivalDto;
}

/** That the representation ended. */
export class RepresentationEndDto {
  /** Whose word an official registers; the party's when left out. */
  @Optional()
  @IsIn(BY)
  by?: (typeof BY)[number];

  /** Of what an official registers, which nobody else does. */
  @Optional()
  @Part(() => ArrivalDto)
  arrival?: ArrivalDto;
}
