import {
  Document,
  InOneForm,
  MinorUnits,
  Optional,
  Organisation,
  Parts,
  Pattern,
  References,
  Text,
  Year,
} from '#http/fields.js';

/** What of the state's cap is expected to fall due in a year. */
export class LiabilityDto {
  @Year()
  year: number;

  /** Minor units. */
  @MinorUnits()
  amount: number;
}

/** The outcome that is aimed at. */
export class TargetDto {
  @Text(64)
  metric: string;

  @Optional()
  @Text(64)
  cohort?: string;

  /** Outcomes; for a rate reduction per cent, for savings minor units, for a milestone 1. */
  @Pattern(/^\d{1,15}(\.\d{1,9})?$/, 'a decimal number as text')
  value: string;
}

/** A drafted outcome contract. */
export class ContractDto {
  @Document({
    description:
      'Outcome terms, as `terms.schema.json` has them; new ones in format 2, which says what an early end does.',
  })
  terms: object;

  /** Organisations behind the payers of the terms, by code; the state has none. */
  @InOneForm()
  @References(50)
  payers: Record<string, string>;

  /** Organisation that is paid the state's share. */
  @Organisation()
  statePayee: string;

  /** By year; adds up to the cap of the state. */
  @Parts(() => LiabilityDto, { max: 30 })
  liability: LiabilityDto[];

  @Optional()
  @Parts(() => TargetDto, { max: 500 })
  targets?: TargetDto[];
}

/** What the signer has seen. */
export class SignatureDto {
  /** Digest of the contract, as the pilot shows it. */
  @Pattern(/^[0-9a-f]{64}$/, 'a SHA-256 of 64 hexadecimal digits')
  digest: string;
}

/** What is asked of terms that nobody has signed. */
export class ScenarioDto {
  @Document({ description: 'Outcome terms, as `terms.schema.json` has them.' })
  terms: object;

  /** How many persons each cohort would have: `[{cohort, persons}]`. */
  @Optional()
  cohorts?: unknown;

  /** Assumed results of what is not varied, as `measurements.schema.json` has them; period and status may be left out. */
  @Optional()
  measurements?: unknown;

  /** What if the pilot ended early on this day, as `measurements.schema.json` has it; for terms of format 2. */
  @Optional()
  lastDay?: unknown;

  /** What if these cohorts were never opened: their codes; for terms of format 2. */
  @Optional()
  neverOpened?: unknown;

  @Document({
    description:
      'The outcomes of one metric: `{metric, cohort?, from, to, points?, baseline?, persons?}`. For a rate reduction `from` and `to` are per cent, and `baseline` (`{events, persons}`) and `persons` are needed.',
  })
  vary: object;
}
