import { ArrivalDto } from '#http/arrival.js';
import { Organisation, Part } from '#http/fields.js';
import { AppealDto } from './appeals.dto.js';
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

/** An appeal as it came outside the portal. */
export class RegisteredAppealDto extends AppealDto {
  @Part(() => ArrivalDto)
  arrival: ArrivalDto;
}
