import { ArrivalDto } from '#http/arrival.js';
import { Optional, Part, Text } from '#http/fields.js';

/** What the recipient asks for. */
export class AmendmentRequestDto {
  /** What is to change, and to what. */
  @Text(10_000, { lines: true })
  wish: string;

  @Text(10_000, { lines: true })
  grounds: string;

  /** Of what an official registers, which nobody else does. */
  @Optional()
  @Part(() => ArrivalDto)
  arrival?: ArrivalDto;
}

/** The recipient takes its request back. */
export class AmendmentRequestWithdrawalDto {
  @Optional()
  @Text(5000, { lines: true })
  grounds?: string;

  /** Of what an official registers, which nobody else does. */
  @Optional()
  @Part(() => ArrivalDto)
  arrival?: ArrivalDto;
}

/** Why a request is refused, as the letter says it. */
export class AmendmentRefusalDto {
  @Text(10_000, { lines: true })
  grounds: string;
}
