import { ArrivalDto } from '#http/arrival.js';
import { Optional, Organisation, Part } from '#http/fields.js';
import { AppealDto, OtherAppellantDto } from './appeals.dto.js';
import { DraftDto } from './drafts.dto.js';
import { NumbersOfAnswerDto } from './supplements.dto.js';

/** An application as it came outside the portal. */
export class RegisteredApplicationDto extends DraftDto {
  /** Whose application it is. */
  @Organisation()
  organisation: string;

  @Part(() => ArrivalDto)
  arrival: ArrivalDto;
}

/** An answer to the request for supplement as it came outside the portal. */
export class RegisteredSupplementDto extends NumbersOfAnswerDto {
  @Part(() => ArrivalDto)
  arrival: ArrivalDto;
}

/** Who appeals without having applied, as its letter says. */
export class RegisteredAppellantDto extends OtherAppellantDto {
  @Optional()
  @Organisation()
  organisation?: string;
}

/** An appeal as it came outside the portal. */
export class RegisteredAppealDto extends AppealDto {
  @Part(() => ArrivalDto)
  arrival: ArrivalDto;

  /** Left out where the applicant appeals. */
  @Optional()
  @Part(() => RegisteredAppellantDto)
  appellant?: RegisteredAppellantDto;
}
