import { addDays } from '#calendar/oslo.js';
import type { CommandOfCase } from '#cqrs/possible-commands.js';

interface Money {
  readonly amount: number;
  readonly currency: string;
}

/** What the variations of an example are made from. */
export interface TwistFacts {
  readonly caseId: string;
  /** Calendar date. */
  readonly today: string;
  /** Ids of what else can be appealed against. */
  readonly appealable: readonly {
    readonly kind: 'dismissal' | 'recovery' | 'revocation';
    readonly id: string;
  }[];
  /** The grant in force, minor units. */
  readonly granted: number;
  readonly released: number;
}

type Twist = (example: Body, facts: TwistFacts) => object;
type Body = Readonly<Record<string, unknown>>;

const nok = (amount: number): Money => ({ amount, currency: 'NOK' });
const nothing = { outcome: 'rejected', amount: nok(0) };

const conflict: Twist = () => ({ conflict: true, statement: 'My sister works there.' });
const conflictToo: Twist = (body) => ({ ...body, impartiality: { conflict: true } });

function inTwo(amount: number, today: string) {
  const first = Math.floor(amount / 2);
  return [
    { dueDate: today, amount: nok(first) },
    { dueDate: addDays(today, 340), amount: nok(amount - first) },
  ].filter((each) => each.amount.amount > 0);
}

function changed(outcome: 'granted' | 'rejected', amount: number, today: string) {
  return {
    outcome,
    amount: nok(amount),
    schedule: outcome === 'granted' ? inTwo(amount, today) : [],
  };
}

/** Other turns a command can take than its example. */
const TWISTS: Readonly<Record<string, readonly Twist[]>> = {
  'declare-impartiality': [conflict, () => ({ conflict: false, doubt: true })],
  'rule-on-impartiality': [
    (body) => ({ ...body, disqualified: true, mayPrepare: true }),
    (body) => ({ ...body, disqualified: true }),
  ],
  'check-eligibility': [() => ({ checks: [{ code: 'no-dividend', met: false }] })],
  'recommend-decision': [(body) => ({ ...body, ...nothing })],
  'propose-decision': [
    (body) => ({ ...body, ...nothing, schedule: [] }),
    (body, { today }) => ({
      ...body,
      conditions: ['Accounts'],
      payoutConditions: ['A lease'],
      schedule: inTwo((body['amount'] as Money).amount, today),
    }),
    (body, { today }) => ({ ...body, schedule: inTwo((body['amount'] as Money).amount, today) }),
    (body) => ({ ...body, ...nothing, outcome: 'inadmissible', schedule: [] }),
  ],
  'approve-decision': [conflictToo],
  'propose-amendment': [
    (body, { today, granted, released }) => ({
      kind: 'amount',
      amount: nok(granted + 100_000),
      payments: inTwo(granted + 100_000 - released, today),
      grounds: body['grounds'],
    }),
    (body, { today, granted, released }) => ({
      kind: 'amount',
      amount: nok(released + Math.floor((granted - released) / 2)),
      payments: inTwo(Math.floor((granted - released) / 2), today),
      grounds: body['grounds'],
    }),
    (body, { today }) => ({
      kind: 'continuation',
      amount: nok(120_000),
      payments: inTwo(120_000, today),
      grounds: body['grounds'],
    }),
    (body, { today, granted, released }) => ({
      kind: 'dates',
      payments: inTwo(granted - released, addDays(today, 30)),
      grounds: body['grounds'],
    }),
    (body) => ({ ...body, addConditions: [{ text: 'A lease is signed.', beforePayout: true }] }),
  ],
  'propose-revocation': [(body) => ({ ...body, amountInForce: nok(0) })],
  'submit-appeal': [0, 1, 2].map((index): Twist => (body, { appealable }) => ({
    ...body,
    ...(appealable.length === 0 ? {} : { against: appealable[index % appealable.length] }),
  })),
  'decide-appeal': [
    (body) => ({ ...body, outcome: 'annulled' }),
    (body, { today }) => ({ ...body, outcome: 'changed', newDecision: changed('granted', 200_000, today) }),
    (body) => ({ ...body, outcome: 'changed' }),
    (body, { today }) => ({ ...body, outcome: 'changed', newDecision: changed('granted', 380_000, today) }),
    conflictToo,
  ],
  'propose-reversal': [
    (body, { today }) => ({ ...body, newDecision: changed('granted', 350_000, today) }),
    (body, { today }) => ({ ...body, newDecision: changed('rejected', 0, today) }),
  ],
  'submit-report': [
    (body) => ({ ...body, spent: nok(50_000), accounts: [{ text: 'Salaries', amount: nok(50_000) }] }),
  ],
};

/** The body to send: the example as it is, another turn it can take, or with its amounts halved or doubled. */
export function twisted({ name, example }: CommandOfCase, twist: number, facts: TwistFacts): object {
  if (twist < 0) return example;
  const others: readonly Twist[] = [
    ...(TWISTS[name] ?? []),
    (body) => scaled(body, (amount) => Math.floor(amount / 2)) as object,
    (body) => scaled(body, (amount) => amount * 2) as object,
  ];
  return others[twist % others.length]!(example as Body, facts);
}

function scaled(value: unknown, by: (amount: number) => number): unknown {
  if (Array.isArray(value)) return value.map((each) => scaled(each, by));
  if (typeof value !== 'object' || value === null) return value;
  if ('amount' in value && 'currency' in value) return { ...value, amount: by(Number(value.amount)) };
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, scaled(each, by)]));
}
