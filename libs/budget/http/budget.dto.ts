import { IsBoolean } from 'class-validator';
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

  /** Whether what is left of it may be transferred to the next year (kan overføres). */
  @Optional()
  @IsBoolean()
  transferable?: boolean;

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
