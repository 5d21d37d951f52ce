/** A published figure, as documents beside this file, and what the contract pays. */
export interface Fact {
  readonly fact: string;
  readonly terms: string;
  readonly measurements: string;
  /** Minor units. */
  readonly total: number;
  /** By payer, where the fact is about the split. */
  readonly shares?: Readonly<Record<string, number>>;
  /** What the explanation of the first line must say. */
  readonly says?: string;
}

const MILLION = 100_000_000;

/** The figures that the engine is held to; published, but the Peterborough prices and the fund's price, which are not. */
export const FACTS: readonly Fact[] = [
  {
    fact: 'Peterborough, cohort 1: 142 against 155 per 100 is less than 10 % fewer',
    terms: 'peterborough',
    measurements: 'peterborough-cohort-1',
    total: 0,
    says: '142 against 155 per 100 persons is ≈ 8.387 % fewer, which is less than 10 %: nothing',
  },
  {
    fact: 'Peterborough: 139.5 against 155 per 100 is exactly 10 % fewer',
    terms: 'peterborough',
    measurements: 'peterborough-exactly-10-percent',
    total: 77_500_000,
    says: '139.5 against 155 per 100 persons is 10 % fewer; 155 avoided',
  },
  {
    fact: 'Peterborough, final: no cohort alone, but 9 % pooled',
    terms: 'peterborough',
    measurements: 'peterborough-final',
    total: 139_500_000,
    says: '≈ 8.387 % fewer, which is less than 10 %: nothing',
  },
  ...(
    [
      [0, 0],
      [370, 407_000],
      [371, 408_000],
      [410, 447_000],
      [411, 448_350],
      [500, 568_500],
    ] as const
  ).map(([persons, pounds]) => ({
    fact: `tiers: ${persons} persons in work`,
    terms: 'tiered',
    measurements: `tiered-${persons}`,
    total: pounds * 100,
  })),
  ...([0, 5, 10] as const).map((savings) => ({
    fact: `Norrköping: ${savings} million saved`,
    terms: 'norrkoping',
    measurements: `norrkoping-${savings}-million`,
    total: [4, 7, 10][savings / 5]! * MILLION,
  })),
  {
    fact: 'Norrköping: no return without better school results',
    terms: 'norrkoping',
    measurements: 'norrkoping-15-million',
    total: 10 * MILLION,
    says: 'no return',
  },
  {
    fact: 'Norrköping: a return with better school results',
    terms: 'norrkoping',
    measurements: 'norrkoping-12-million-school',
    total: 11.2 * MILLION,
  },
  {
    fact: 'Norrköping: never more than 12 million',
    terms: 'norrkoping',
    measurements: 'norrkoping-15-million-school',
    total: 12 * MILLION,
    says: 'up to SEK 12,000,000.00',
  },
  {
    fact: 'Life Chances Fund: a central top-up of 20 %',
    terms: 'life-chances-fund',
    measurements: 'life-chances-fund',
    total: 41_000_021,
    shares: { fund: 8_200_004, council: 32_800_017 },
    says: 'rounded half-up to GBP 410,000.21',
  },
];
