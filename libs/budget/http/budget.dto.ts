import { Optional, Text, Year } from '#http/fields.js';
import { Amount, MoneyDto } from '#http/money.js';

/** An appropriation (bevilgning) as parliament gave it. */
export class AppropriationDto {
  @Year()
  year: number;

  @Amount()
  amount: MoneyDto;

  @Optional()
  @Amount()
  transferredIn?: MoneyDto;

  @Optional()
  @Text(200)
  reference?: string;
}

/** A commitment authority (tilsagnsfullmakt) as parliament gave it. */
export class CommitmentAuthorityDto {
  @Year()
  year: number;

  @Amount()
  amount: MoneyDto;

  @Optional()
  @Text(200)
  reference?: string;
}
