import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import type { OutcomeContract } from '../../contract/pilot.js';
import type { OutcomeTerms } from '../../contract/terms.js';
import { pilot } from './pilot.js';
import { CONTRACT, FRAMEWORK, TERMS } from './testing/contract.js';
import { contracting } from './testing/contracting.js';
import { framing } from './testing/framing.js';
import { and, samples } from './testing/samples.js';

const { states } = samples;
const { DraftContract } = contracting;

/** Places of the faults for which the contract is refused; the code where it is refused for something else. */
function faultsOf(contract: OutcomeContract, history = states['partners joined']): readonly string[] {
  const decision = pilot.decide({ ...DraftContract, contract }, fold(pilot, history));
  if (!('refused' in decision)) return [];
  const { code, facts } = decision.refused;
  if (code !== 'contract-invalid') return [code];
  return (facts!['faults'] as readonly { readonly path: string }[]).map(({ path }) => path);
}

const withTerms = (changes: Partial<OutcomeTerms>): OutcomeContract => ({
  ...CONTRACT,
  terms: { ...TERMS, ...changes },
});
const withTarget = (target: OutcomeContract['targets'][number]): OutcomeContract => ({
  ...CONTRACT,
  targets: [target],
});

describe('a contract', () => {
  it('is drafted with a number and a digest', () => {
    const decision = pilot.decide(DraftContract, fold(pilot, states['partners joined']));
    expect(decision).toEqual({
      events: [
        {
          type: 'ContractDrafted',
          data: {
            pilotId: 'p',
            draft: 1,
            contract: CONTRACT,
            digest: DraftContract.digest,
            draftedBy: 'carl',
          },
        },
      ],
    });
  });

  it.each(['municipality', 'service-provider', 'evaluator', 'validator'] as const)(
    'is not drafted without a %s',
    (role) => {
      const history = states['partners joined'].filter(
        ({ type, data }) => type !== 'PartnerJoined' || data.role !== role,
      );
      const decision = pilot.decide(DraftContract, fold(pilot, history));
      expect(decision).toMatchObject({ refused: { code: 'partner-missing', facts: { roles: [role] } } });
    },
  );

  it.each<readonly [string, Partial<OutcomeTerms>, readonly string[]]>([
    ['a cap of the state is missing', { caps: {} as OutcomeTerms['caps'] }, ['/terms/caps/state']],
    [
      'the period ends before it begins',
      { period: { from: '2028-01-01', to: '2027-01-01' } },
      ['/terms/period/to'],
    ],
    ['a code is used twice', { cohorts: [TERMS.cohorts[0]!, TERMS.cohorts[0]!] }, ['/terms/cohorts/1/code']],
    [
      'shares do not add up',
      { split: { by: 'percentages', shares: [{ payer: 'state', percent: '70' }] } },
      ['/terms/split/shares', '/terms/payers/1'],
    ],
  ])('shows the faults of its terms below /terms: %s', (_, changes, places) => {
    expect(faultsOf(withTerms(changes))).toEqual(places);
  });

  it('is in the currency of the pilot', () => {
    expect(faultsOf(withTerms({ currency: 'EUR' }))).toEqual(['/terms/currency']);
  });

  it('promises no more of the state than the framework allows', () => {
    const dear = withTerms({ caps: { state: 1_000_000_001 } });
    expect(faultsOf(dear)).toEqual(['/terms/caps/state', '/liability']);
    const just = withTerms({ caps: { state: 1_000_000_000 } });
    expect(faultsOf({ ...just, liability: [{ year: 2030, amount: 1_000_000_000 }] })).toEqual([]);
  });

  it('may promise anything where the framework names no limit', () => {
    const { maxStateShare: _, ...open } = FRAMEWORK;
    const history = states['partners joined'].map((event) =>
      event.type === 'FrameworkDrafted' ? { ...event, data: { ...event.data, framework: open } } : event,
    );
    const dear = { ...withTerms({ caps: { state: 2e9 } }), liability: [{ year: 2030, amount: 2e9 }] };
    expect(faultsOf(dear, history)).toEqual([]);
  });

  it('begins when the framework is in force', () => {
    const period = { from: '2026-08-31', to: '2031-12-31' };
    expect(faultsOf(withTerms({ period }))).toEqual(['/terms/period/from']);
    expect(faultsOf(withTerms({ period: { ...period, from: '2026-09-01' } }))).toEqual([]);
  });
});

describe('a payer', () => {
  it('has an organisation behind it, unless it is the state', () => {
    expect(faultsOf({ ...CONTRACT, payers: {} })).toEqual(['/payers/town']);
    expect(faultsOf({ ...CONTRACT, payers: { town: 'town', state: 'welfare' } })).toEqual(['/payers/state']);
  });

  it('is one of the terms, shown by a JSON pointer whatever its name is', () => {
    expect(faultsOf({ ...CONTRACT, payers: { town: 'town', 'a/b~c': 'town' } })).toEqual(['/payers/a~1b~0c']);
  });

  it('is not found in what every object has', () => {
    const payers = TERMS.payers.with(1, { code: 'constructor', name: 'The town', role: 'municipality' });
    const shares = [
      { payer: 'state', percent: '70' },
      { payer: 'constructor', percent: '30' },
    ];
    const contract = withTerms({ payers, split: { by: 'percentages', shares } });
    expect(faultsOf({ ...contract, payers: {} })).toEqual(['/payers/constructor']);
  });

  it.each(['fund', 'workshop', 'institute', 'corrections', 'stranger'])(
    'that is a municipality is not %s',
    (organisation) => {
      expect(faultsOf({ ...CONTRACT, payers: { town: organisation } })).toEqual(['/payers/town']);
    },
  );

  it('of another kind is a municipality, an investor or an intermediary, and never who delivers or measures', () => {
    const other = (organisation: string) => ({
      ...withTerms({ payers: [TERMS.payers[0]!, { code: 'town', name: 'The fund', role: 'other' }] }),
      payers: { town: organisation },
    });
    const history = and(states['partners joined'], framing.JoinPartner);
    for (const organisation of ['fund', 'broker', 'town'])
      expect(faultsOf(other(organisation), history)).toEqual([]);
    for (const organisation of ['workshop', 'institute', 'auditors'])
      expect(faultsOf(other(organisation), history)).toEqual(['/payers/town']);
  });
});

describe('the state’s share', () => {
  it('is paid to a partner in the role that the terms name', () => {
    expect(faultsOf({ ...CONTRACT, statePayee: 'fund' })).toEqual(['/statePayee']);
    expect(faultsOf(withTerms({ statePayee: 'investor' }))).toEqual(['/statePayee']);
    expect(faultsOf({ ...withTerms({ statePayee: 'investor' }), statePayee: 'fund' })).toEqual([]);
  });
});

describe('the liability', () => {
  const adding = (...liability: OutcomeContract['liability']) => faultsOf({ ...CONTRACT, liability });

  it('adds up to the cap of the state', () => {
    expect(adding({ year: 2029, amount: 699_999_999 })).toEqual(['/liability']);
    expect(adding({ year: 2029, amount: 700_000_001 })).toEqual(['/liability']);
    expect(adding()).toEqual(['/liability']);
  });

  it('falls due in no year before the contract, and is given once for each', () => {
    expect(adding({ year: 2026, amount: 700_000_000 })).toEqual(['/liability/0/year']);
    expect(adding({ year: 2029, amount: 1 }, { year: 2029, amount: 699_999_999 })).toEqual([
      '/liability/1/year',
    ]);
  });

  it('may fall due after the contract, when it is settled', () => {
    expect(adding({ year: 2033, amount: 700_000_000 })).toEqual([]);
  });

  it.each([-1, 0.5, Number.NaN, 2 ** 53])('is whole minor units, never below 0: %d', (amount) => {
    expect(adding({ year: 2029, amount: 700_000_001 }, { year: 2030, amount })).toEqual([
      '/liability/1/amount',
    ]);
  });

  it('is added up exactly, however much it is', () => {
    const much = Number.MAX_SAFE_INTEGER;
    expect(adding({ year: 2029, amount: much }, { year: 2030, amount: much })).toEqual(['/liability']);
  });
});

describe('a target', () => {
  it('is of a metric that is measured', () => {
    expect(faultsOf(withTarget({ metric: 'jobs', value: '10' }))).toEqual(['/targets/0/metric']);
    const guaranteed = { ...TERMS.metrics[1]!, pricing: { form: 'guaranteed' as const, amount: 1 } };
    expect(
      faultsOf({
        ...withTerms({ metrics: [TERMS.metrics[0]!, guaranteed] }),
        targets: [{ metric: 'set-up', value: '1' }],
      }),
    ).toEqual(['/targets/0/metric']);
  });

  it('is set once for each metric and cohort', () => {
    const targets = [
      { metric: 'reoffending', value: '10' },
      { metric: 'reoffending', value: '20' },
    ];
    expect(faultsOf({ ...CONTRACT, targets })).toEqual(['/targets/1']);
  });

  it('is that of a cohort only where the metric is measured by cohort', () => {
    expect(faultsOf(withTarget({ metric: 'reoffending', cohort: 'third', value: '10' }))).toEqual([
      '/targets/0/cohort',
    ]);
    expect(faultsOf(withTarget({ metric: 'set-up', cohort: 'first', value: '1' }))).toEqual([
      '/targets/0/cohort',
    ]);
  });

  it.each(['0', '10', '7.5', '99.999999', '100', '100.00'])('may be a reduction by %s per cent', (value) => {
    expect(faultsOf(withTarget({ metric: 'reoffending', value }))).toEqual([]);
  });

  it.each(['100.5', '101', '-1', '1e1', ' 5', '', '7,5'])('is no reduction by "%s" per cent', (value) => {
    expect(faultsOf(withTarget({ metric: 'reoffending', value }))).toEqual(['/targets/0/value']);
  });

  it('of a milestone is that it is reached', () => {
    expect(faultsOf(withTarget({ metric: 'set-up', value: '2' }))).toEqual(['/targets/0/value']);
  });

  it('of what is counted is a whole number', () => {
    const counted = withTerms({
      metrics: [
        { ...TERMS.metrics[1]!, pricing: { form: 'per-unit', unit: 'event', price: 100 } },
        {
          ...TERMS.metrics[1]!,
          code: 'savings',
          pricing: { form: 'savings-share', guaranteed: 0, share: '10', breakEven: 100 },
        },
      ],
    });
    for (const metric of ['set-up', 'savings']) {
      expect(faultsOf({ ...counted, targets: [{ metric, value: '12' }] })).toEqual([]);
      expect(faultsOf({ ...counted, targets: [{ metric, value: '12.5' }] })).toEqual(['/targets/0/value']);
    }
  });
});
