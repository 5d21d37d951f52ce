import type { Measurements } from '../contract/measurements.js';
import type { OutcomeTerms } from '../contract/terms.js';
import { EVERYTHING, MEASURED } from './sample.js';

/** A document that must be refused, and where its fault is. */
export interface Invalid {
  readonly terms: unknown;
  readonly measurements: unknown;
  readonly document: 'terms' | 'measurements';
  readonly path: string;
}

/** Takes one of several; the same number takes the same. */
export type Choose = <T>(from: readonly T[]) => T;

type Node = Record<string, unknown>;
interface Place {
  readonly document: 'terms' | 'measurements';
  readonly path: string;
  readonly holder: Node;
  readonly member: string;
}

/** Each makes sound documents invalid in one way, at a place that it chooses. */
export const OPERATORS: Readonly<Record<string, (choose: Choose) => Invalid>> = {
  'required member dropped': anywhere(
    ({ path, holder }) => !Array.isArray(holder) && !OPTIONAL.some((optional) => optional.test(path)),
    ({ holder, member }) => {
      delete holder[member];
    },
  ),
  'wrong type': anywhere(
    () => true,
    ({ holder, member }, choose) => {
      const was = holder[member];
      const others = [null, true, 1.5, [], {}, 'a b'].filter((other) => kindOf(other) !== kindOf(was));
      holder[member] = choose(others);
    },
  ),
  negative: anywhere(
    ({ holder, member }) => member !== 'version' && isNumber(holder[member]),
    ({ holder, member }) => {
      holder[member] = typeof holder[member] === 'number' ? -1 : '-1';
    },
  ),
  'not whole': anywhere(
    ({ holder, member }) => typeof holder[member] === 'number',
    ({ holder, member }) => {
      holder[member] = 1.5;
    },
  ),
  'beyond exact numbers': anywhere(
    ({ holder, member }) => typeof holder[member] === 'number',
    ({ holder, member }) => {
      holder[member] = 2 ** 53;
    },
  ),
  'unknown member': (choose) => {
    const sound = copies();
    const { document, path, holder, member } = choose(
      placesOf(sound).filter(({ holder: node, member: name }) => kindOf(node[name]) === 'object'),
    );
    (holder[member] as Node)['surprise'] = 1;
    return { ...sound, document, path: `${path}/surprise` };
  },
  'tiers overlap': terms(({ metrics }, choose) => {
    const index = choose([1, 2]);
    change(metrics, `1/pricing/tiers/${index}/from`, (from) => (from as number) - choose([1, 5, 15]));
    return `/metrics/1/pricing/tiers/${index}/from`;
  }),
  'tiers have a gap': terms(({ metrics }, choose) => {
    const index = choose([0, 1, 2]);
    change(metrics, `1/pricing/tiers/${index}/from`, (from) => (from as number) + choose([1, 5, 15]));
    return `/metrics/1/pricing/tiers/${index}/from`;
  }),
  'steps overlap': terms(({ metrics }) => {
    change(metrics, '2/pricing/pooled/pays/steps/1/from', () => '7.50');
    return '/metrics/2/pricing/pooled/pays/steps/1/from';
  }),
  'a step pays less than the one before': terms(({ metrics }) => {
    change(metrics, '2/pricing/pooled/pays/steps/1/amount', () => 999_999);
    return '/metrics/2/pricing/pooled/pays/steps/1/amount';
  }),
  'tranches overlap': terms(({ split }, choose) => {
    change(split, 'tranches/1/upTo', () => choose([20_000_000, 1, 19_999_999]));
    return '/split/tranches/1/upTo';
  }),
  'shares are not 100 %': terms(({ split }, choose) => {
    const index = choose([0, 1]);
    change(split, `tranches/${index}/shares/0/percent`, () =>
      choose(['0', '50', '70.000000001', '99.9', '100']),
    );
    return `/split/tranches/${index}/shares`;
  }),
  'unknown payer': terms(({ split }, choose) => {
    const place = choose(['0/shares/0', '1/shares/1', '2/shares/0']);
    change(split, `tranches/${place}/payer`, () => 'nobody');
    return `/split/tranches/${place}/payer`;
  }),
  'cap of something unknown': terms(({ caps }, choose) => {
    const kind = choose(['metrics', 'cohorts', 'payers']);
    const code = choose(['nobody', 'constructor']);
    change(caps, kind, (known) => ({ ...(known as Node), [code]: 1 }));
    return `/caps/${kind}/${code}`;
  }),
  'return depends on an unknown metric': terms(({ metrics }, choose) => {
    change(metrics, '6/pricing/return/condition/metric', () => choose(['nothing', 'savings', 'start']));
    return '/metrics/6/pricing/return/condition/metric';
  }),
  'cap below the guarantee': terms(({ caps }, choose) => {
    const [path, most] = choose([
      ['overall', 8_999_999],
      ['state', 6_299_999],
      ['payers/town', 2_699_999],
      ['metrics/start', 4_999_999],
    ] as const);
    change(caps, path, () => choose([0, most]));
    return `/caps/${path}`;
  }),
  'break-even below the guarantee': terms(({ metrics }) => {
    change(metrics, '6/pricing/breakEven', () => 3_999_999);
    return '/metrics/6/pricing/breakEven';
  }),
  'cap of the return below break-even': terms(({ metrics }) => {
    change(metrics, '6/pricing/return/upTo', () => 9_999_999);
    return '/metrics/6/pricing/return/upTo';
  }),
  'code used twice': terms((document, choose) => {
    const [list, from] = choose([['cohorts', 'one'] as const, ['metrics', 'visits'] as const]);
    change(document, `${list}/1/code`, () => from);
    return `/${list}/1/code`;
  }),
  'no payer is the state': terms(({ payers }) => {
    change(payers, '1/role', () => 'other');
    return '/payers';
  }),
  'two payers are the state': terms(({ payers }) => {
    change(payers, '0/role', () => 'state');
    return '/payers/1/role';
  }),
  'metric without data source': terms(({ metrics }, choose) => {
    const index = choose([...metrics.keys()]);
    change(metrics, `${index}/dataSource`, () => choose(['', ' ']));
    return `/metrics/${index}/dataSource`;
  }),
  'no currency': terms((document, choose) => {
    change(document, 'currency', () => choose(['XYZ', 'nok', 'kr']));
    return '/currency';
  }),
  'no calendar date': anywhere(
    ({ path }) => /\/period\/(?:from|to)$/.test(path),
    ({ holder, member }, choose) => {
      holder[member] = choose(['2028-02-30', '2028-13-01', '2028-00-10', '28-01-01']);
    },
  ),
  'contract ends before it begins': terms(({ period }) => {
    change(period, 'to', () => '2026-12-31');
    return '/period/to';
  }),
  'period before contract': measured(({ measurements }, choose) => {
    const index = choose([...measurements.keys()]);
    change(measurements, `${index}/period/from`, () => '2026-12-31');
    return `/measurements/${index}/period/from`;
  }),
  'period after contract': measured(({ measurements }, choose) => {
    const index = choose([...measurements.keys()]);
    change(measurements, `${index}/period/to`, () => '2032-01-01');
    return `/measurements/${index}/period/to`;
  }),
  'period ends before it begins': measured(({ measurements }, choose) => {
    const index = choose([...measurements.keys()]);
    change(measurements, `${index}/period/to`, () => '2027-12-31');
    return `/measurements/${index}/period/to`;
  }),
  'period counted twice': measured((document, choose) => {
    const { measurements } = document;
    const again = structuredClone(choose(measurements));
    change(again, 'period', () => ({ from: '2028-12-31', to: '2029-12-31' }));
    change(document, 'measurements', () => [...measurements, again]);
    return `/measurements/${measurements.length}/period`;
  }),
  'unknown metric, cohort': measured(({ measurements }, choose) => {
    const index = choose([...measurements.keys()].slice(0, 6));
    const member = choose(['metric', 'cohort']);
    change(measurements, `${index}/${member}`, () => choose(['nothing', 'constructor']));
    return `/measurements/${index}/${member}`;
  }),
  'size of an unknown cohort': measured(({ cohorts }, choose) => {
    const index = choose([0, 1]);
    change(cohorts!, `${index}/cohort`, () => 'three');
    return `/cohorts/${index}/cohort`;
  }),
  'count above cohort': measured(({ measurements }, choose) => {
    const [path, most] = choose([
      ['1/count', 101],
      ['2/count', 81],
      ['3/intervention/persons', 101],
      ['5/intervention/persons', 81],
    ] as const);
    change(measurements, path, () => choose([most, most * 10]));
    return `/measurements/${path}`;
  }),
  'more persons with an event than persons': measured(({ measurements }, choose) => {
    const [arm, most] = choose([['intervention', 81] as const, ['baseline', 1001] as const]);
    change(measurements, `5/${arm}/events`, () => most);
    return `/measurements/5/${arm}/events`;
  }),
  'kind that does not fit the metric': measured(({ measurements }) => {
    change(measurements, '0/metric', () => 'offences');
    return '/measurements/0/kind';
  }),
  'measurement of what is guaranteed': measured(({ measurements }) => {
    change(measurements, '6/metric', () => 'start');
    return '/measurements/6/metric';
  }),
  'not verified': measured(({ measurements }, choose) => {
    const index = choose([...measurements.keys()]);
    change(measurements, `${index}/status`, () => choose(['recorded', 'disputed']));
    return `/measurements/${index}/status`;
  }),
  'no document at all': (choose) => {
    const document = choose(['terms', 'measurements'] as const);
    return {
      ...copies(),
      [document]: choose<unknown>([null, [], 'terms', 7, undefined, true]),
      document,
      path: '',
    };
  },
};

/** What may be left out where the sample has it. */
const OPTIONAL = [
  /^\/reference$/,
  /\/(?:pooled|return|condition|evidence)$/,
  /^\/caps\/(?:participant|metrics|cohorts|payers|overall)(?:\/|$)/,
];

function copies(): { readonly terms: OutcomeTerms; readonly measurements: Measurements } {
  return { terms: structuredClone(EVERYTHING), measurements: structuredClone(MEASURED) };
}

function terms(breaking: (document: OutcomeTerms, choose: Choose) => string): (choose: Choose) => Invalid {
  return (choose) => {
    const sound = copies();
    return { ...sound, document: 'terms', path: breaking(sound.terms, choose) };
  };
}

function measured(breaking: (document: Measurements, choose: Choose) => string): (choose: Choose) => Invalid {
  return (choose) => {
    const sound = copies();
    return { ...sound, document: 'measurements', path: breaking(sound.measurements, choose) };
  };
}

function anywhere(
  fits: (place: Place) => boolean,
  breaking: (place: Place, choose: Choose) => void,
): (choose: Choose) => Invalid {
  return (choose) => {
    const sound = copies();
    const place = choose(placesOf(sound).filter(fits));
    breaking(place, choose);
    return { ...sound, document: place.document, path: place.path };
  };
}

function placesOf({ terms: one, measurements: other }: ReturnType<typeof copies>): Place[] {
  return [
    ...within('terms', one as unknown as Node, ''),
    ...within('measurements', other as unknown as Node, ''),
  ];
}

function within(document: Place['document'], holder: Node, path: string): Place[] {
  return Object.entries(holder).flatMap(([member, value]) => {
    const at = `${path}/${member}`;
    const inner = typeof value === 'object' && value !== null ? within(document, value as Node, at) : [];
    return [{ document, path: at, holder, member }, ...inner];
  });
}

function change(document: object, path: string, to: (was: unknown) => unknown): void {
  const steps = path.split('/');
  const holder = steps.slice(0, -1).reduce((node, step) => node[step] as Node, document as Node);
  const last = steps.at(-1)!;
  holder[last] = to(holder[last]);
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && /^\d+(?:\.\d+)?$/.test(value));
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
