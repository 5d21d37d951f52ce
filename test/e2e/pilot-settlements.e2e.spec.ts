import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays } from '#calendar/oslo.js';
import * as examples from '#pilots/http/examples/pilots.js';
import {
  CORRECTIONS,
  openPilotScheme,
  PARTNERS,
  payoutsOf,
  pilotCastOf,
  refusedAs,
  type PilotCast,
} from '#test/support/pilot-cast.js';
import {
  about,
  approves,
  calculates,
  cancels,
  concludes,
  corrects,
  instructs,
  isPaid,
  MEASURED_IN,
  pilotIn,
  records,
  type PilotStep,
  type PilotUnderTest,
} from '#test/support/pilot-states.js';
import { DIRECTORATE, done } from '#test/support/scheme.js';
import { startSystem, type Person, type System } from '#test/support/system.js';
import { todayIn } from '#test/support/time.js';

const kr = (kroner: number) => kroner * 100;
const conclusion = { conclusion: 'The town goes on with it.' };

/** Six sentences avoided in the second cohort; 360 000 kroner. */
const SECOND = {
  ...examples.outcome,
  cohort: 'second',
  period: MEASURED_IN,
  intervention: { events: 36, persons: 60 },
} as const;

const secondCohort: readonly PilotStep[] = [
  ({ cast, send }) => send(cast.caseworker, 'cohorts', { ...examples.cohort, cohort: 'second' }),
  ({ cast, send }) =>
    send(cast.caseworker, 'cohorts/second/closure', { ...examples.cohortClosure, persons: 60 }),
  records({ ...SECOND, metric: 'sentences' }),
  about('sentences', 'validator', 'verification'),
];

describe('the settlement of a pilot', () => {
  let system: System;
  let cast: PilotCast;
  let schemes = 0;

  beforeAll(async () => {
    system = await startSystem();
    cast = await pilotCastOf(system);
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  const at = ({ id }: PilotUnderTest, path = '') => `/v1/pilots/${id}${path}`;

  /** A pilot under a scheme of its own, whose budget tells about nothing else. */
  async function pilot(state: Parameters<typeof pilotIn>[0]) {
    const scheme = `settled-${++schemes}`;
    await openPilotScheme(cast, scheme);
    return { ...(await pilotIn(state, cast, scheme)), scheme };
  }

  /** What the dashboard says of each payer, in kroner. */
  async function figures(of: PilotUnderTest) {
    const { body } = await cast.auditor.get<{ payers: Payer[] }>(at(of, `/dashboard?after=${of.position()}`));
    const kroner = (money: { amount: number } | null) => (money === null ? null : money.amount / 100);
    return Object.fromEntries(
      body.payers.map(({ payer, settled, paid, owed, remaining }) => [
        payer.code,
        [settled, paid, owed, remaining].map(kroner),
      ]),
    );
  }

  interface Payer {
    readonly payer: { readonly code: string };
    readonly settled: { readonly amount: number };
    readonly paid: { readonly amount: number };
    readonly owed: { readonly amount: number };
    readonly remaining: { readonly amount: number } | null;
  }

  /** Payouts in the order they were opened: how each stands, and its kroner. */
  async function payouts(of: PilotUnderTest) {
    const shown = await payoutsOf(cast.finance, of.id, of.position());
    return shown.map(({ status, amount }) => `${status} ${amount.amount / 100}`);
  }

  async function recoveries({ id, position }: PilotUnderTest) {
    const { body } = await cast.finance.get<{
      items: { id: string; state: string; amount: { amount: number }; debtor: string }[];
    }>(`/v1/recoveries?case=${id}&after=${position()}`);
    return body.items;
  }

  /** What is reserved this year and next year, in kroner. */
  async function reserved({ scheme, position }: Awaited<ReturnType<typeof pilot>>) {
    const { body } = await cast.manager.get<{ years: { reserved: { amount: number } }[] }>(
      `/v1/budgets/${scheme}?after=${position()}`,
    );
    return body.years.map(({ reserved: { amount } }) => amount / 100);
  }

  async function versions(of: PilotUnderTest) {
    const { body } = await cast.provider.get<{ items: { version: number; state: string; total: number }[] }>(
      at(of, '/settlements'),
    );
    return body.items.map(({ version, state, total }) => `${version} ${state} ${total / 100}`);
  }

  const orderAgain = (of: PilotUnderTest) => cast.caseworker.post(at(of, '/state-share'));
  const close = (of: PilotUnderTest) => cast.decisionMaker.post(at(of, '/closure'), conclusion);

  it('is calculated by one, reviewed by another, approved by two who had no hand in it', async () => {
    const its = await pilot('settlement calculated');
    const review = (person: Person) => person.post(at(its, '/settlements/1/review'));
    const approve = (person: Person) => person.post(at(its, '/settlements/1/approval'));
    expect(await approve(cast.decisionMaker)).toMatchObject(refusedAs(409, 'settlement-state'));
    expect(await review(cast.caseworker)).toMatchObject(refusedAs(403, 'four-eyes'));
    done(await review(cast.otherCaseworker));
    for (const [subject, directorate] of [
      ['anna', DIRECTORATE],
      ['knut', CORRECTIONS],
      ['eva', DIRECTORATE],
      ['vidar', CORRECTIONS],
    ] as const) {
      const hadAHand = await system.as(subject, 'decision-maker', directorate);
      expect(await approve(hadAHand)).toMatchObject(refusedAs(403, 'four-eyes'));
    }
    done(await approve(cast.otherDecisionMaker));
    expect(await approve(cast.otherSecondDecisionMaker)).toMatchObject(refusedAs(403, 'other-directorate'));
    const kjerstiHere = await system.as('kjersti', 'decision-maker', DIRECTORATE);
    expect(await approve(kjerstiHere)).toMatchObject(refusedAs(403, 'four-eyes'));
    expect(await versions(its)).toEqual(['1 approved-once 560000']);
    done(await approve(cast.decisionMaker));
    expect(await versions(its)).toEqual(['1 concluded 560000']);
  });

  it('explains each line, and says whether it still comes out the same', async () => {
    const its = await pilot('settlement reviewed');
    const { body } = await cast.town.get<{
      settlement: { lines: { explanation: string; amount: number }[] };
      recalculation: { identical: boolean };
    }>(at(its, '/settlements/1'));
    expect(body.settlement.lines.map(({ amount }) => amount / 100)).toEqual([360_000, 200_000]);
    for (const { explanation } of body.settlement.lines) expect(explanation).toMatch(/\.$/);
    expect(body.recalculation.identical).toBe(true);
    expect(await cast.town.get(at(its, '/settlements/2'))).toMatchObject({ status: 404 });
  });

  it('that is sent back is calculated anew, from the same if need be', async () => {
    const its = await pilot('settlement returned');
    expect(await cast.decisionMaker.post(at(its, '/settlements/1/approval'))).toMatchObject(
      refusedAs(409, 'settlement-state'),
    );
    await its.take(...concludes(2));
    expect(await versions(its)).toEqual(['2 concluded 560000', '1 superseded 560000']);
  });

  it('leaves out what is disputed; a final one waits until that is resolved', async () => {
    const its = await pilot('measurement disputed');
    expect(await cast.caseworker.post(at(its, '/settlements'), { final: true })).toMatchObject(
      refusedAs(409, 'measurements-open'),
    );
    await its.take(about('started', 'validator', 'verification'), ...calculates(1));
    expect(await versions(its)).toEqual(['1 reviewed 200000']);
    await its.take(
      about('sentences', 'validator', 'dispute-dismissal', () => ({ grounds: 'The register is right.' })),
      about('sentences', 'validator', 'verification'),
    );
    expect(await cast.otherDecisionMaker.post(at(its, '/settlements/1/approval'))).toMatchObject(
      refusedAs(409, 'settlement-outdated'),
    );
    await its.take(...concludes(2, true));
    expect(await versions(its)).toEqual(['2 concluded 560000', '1 superseded 200000']);
    expect(await cast.caseworker.post(at(its, '/settlements'), {})).toMatchObject(
      refusedAs(409, 'already-final'),
    );
  });

  it('is paid in an interim and a final part, which moves the difference', async () => {
    const its = await pilot('verified');
    expect(await figures(its)).toEqual({ state: [0, 0, 0, 1_200_000], town: [0, 0, 0, 800_000] });
    await its.take(...concludes(1));
    expect(await payouts(its)).toEqual(['due 336000']);
    expect(await figures(its)).toEqual({
      state: [336_000, 0, 336_000, 864_000],
      town: [224_000, 0, 224_000, 576_000],
    });
    await its.take(instructs, isPaid);
    expect(await figures(its)).toMatchObject({ state: [336_000, 336_000, 0, 864_000] });
    expect(await reserved(its)).toEqual([700_000, 500_000]);

    await its.take(...secondCohort, ...concludes(2, true));
    expect(await payouts(its)).toEqual(['settled 336000', 'due 216000']);
    expect(await figures(its)).toEqual({
      state: [552_000, 336_000, 216_000, 0],
      town: [368_000, 0, 368_000, 0],
    });
    // What no settlement needs any more is free again: the commitment is what was ordered.
    expect(await reserved(its)).toEqual([552_000, 0]);
    expect(await close(its)).toMatchObject(refusedAs(409, 'not-settled'));
    await its.take(instructs, isPaid);
    expect(await figures(its)).toMatchObject({ state: [552_000, 552_000, 0, 0] });
    done(await close(its));
  });

  it('is final only with a final version: an interim one that is paid does not close the pilot', async () => {
    const its = await pilot('paid');
    expect(await close(its)).toMatchObject(refusedAs(409, 'not-settled'));
    await its.take(...concludes(2, true));
    expect(await payouts(its)).toEqual(['settled 336000']);
    expect(await reserved(its)).toEqual([336_000, 0]);
    done(await close(its));
  });

  it('pays a second time when a correction after its conclusion pays more', async () => {
    const its = await pilot('paid to the end');
    await its.take(...corrects(20));
    expect(await cast.caseworker.post(at(its, '/settlements'), {})).toMatchObject(
      refusedAs(409, 'already-final'),
    );
    const position = await its.take(...concludes(2, true));
    expect(await versions(its)).toEqual(['2 concluded 680000', '1 superseded 560000']);
    expect(await payouts(its)).toEqual(['settled 336000', 'due 72000']);
    // Whoever approved last can pass on the position that was answered, and sees the payout.
    const { log } = system.standalone.stores;
    const { events } = await log.readAll({ limit: 10_000, types: ['PayoutOpened'] });
    expect(log.compare(position, events.at(-1)!.position)).toBeGreaterThanOrEqual(0);
    expect(await figures(its)).toEqual({
      state: [408_000, 336_000, 72_000, 0],
      town: [272_000, 0, 272_000, 0],
    });
    expect(await reserved(its)).toEqual([408_000, 0]);
  });

  it('has a payout that is not with the bank cancelled, and a smaller one opened, when less is due', async () => {
    const its = await pilot('payout due');
    await its.take(...corrects(24), ...concludes(2));
    expect(await payouts(its)).toEqual(['cancelled 336000', 'due 264000']);
    expect(await recoveries(its)).toEqual([]);
    expect(await figures(its)).toEqual({
      state: [264_000, 0, 264_000, 936_000],
      town: [176_000, 0, 176_000, 624_000],
    });
    await its.take(instructs, isPaid, ...concludes(3, true));
    expect(await figures(its)).toMatchObject({ state: [264_000, 264_000, 0, 0] });
    expect(await reserved(its)).toEqual([264_000, 0]);
    done(await close(its));
  });

  it('has every payout cancelled that can be, before anything is claimed back', async () => {
    const its = await pilot('payout due');
    await its.take(...corrects(20), ...concludes(2));
    expect(await payouts(its)).toEqual(['due 336000', 'due 72000']);
    await its.take(...corrects(26), ...concludes(3, true));
    expect(await payouts(its)).toEqual(['cancelled 336000', 'cancelled 72000', 'due 120000']);
    expect(await recoveries(its)).toEqual([]);
    expect(await reserved(its)).toEqual([120_000, 0]);
  });

  it('claims the difference back where it was paid, and counts what is paid back', async () => {
    const its = await pilot('recovery opened');
    expect(await payouts(its)).toEqual(['settled 336000']);
    const [recovery, ...others] = await recoveries(its);
    expect([recovery, others]).toMatchObject([
      { state: 'forewarned', amount: { amount: kr(72_000) }, debtor: PARTNERS.town },
      [],
    ]);
    expect(await figures(its)).toMatchObject({ state: [264_000, 336_000, -72_000, 936_000] });
    const step = async (person: Person, name: string, body?: object) =>
      done(await person.post(`/v1/recoveries/${recovery!.id}/${name}`, body));
    await step(cast.town, 'reply', { answer: 'We agree.' });
    const owed = { amount: kr(72_000), currency: 'NOK' };
    const today = todayIn(system);
    await step(cast.caseworker, 'claim', {
      amount: owed,
      dueOn: today,
      grounds: 'It was paid too much.',
    });
    await step(cast.decisionMaker, 'claim-approval');
    const { position } = await step(cast.finance, 'repayments', {
      amount: owed,
      receivedOn: today,
      bankReference: 'BANK-7',
    });
    expect(await figures({ ...its, position: () => position })).toMatchObject({
      state: [264_000, 264_000, 0, 936_000],
    });
  });

  it('claims the difference back of a payout that the bank has, since that cannot be stopped any more', async () => {
    const its = await pilot('payout with the bank');
    await its.take(...corrects(24), ...concludes(2));
    expect(await payouts(its)).toEqual(['instructed 336000']);
    expect(await recoveries(its)).toMatchObject([{ amount: { amount: kr(72_000) } }]);
  });

  it('is ordered once more when a person cancelled its payout, in full and only then', async () => {
    const its = await pilot('payout due');
    expect(await orderAgain(its)).toMatchObject(refusedAs(409, 'nothing-owed'));
    await its.take(cancels);
    expect(await payouts(its)).toEqual(['cancelled 336000']);
    const { position } = done(await orderAgain(its));
    expect(await payouts({ ...its, position: () => position })).toEqual(['cancelled 336000', 'due 336000']);
    expect(await orderAgain(its)).toMatchObject(refusedAs(409, 'nothing-owed'));
    await its.take(instructs, isPaid);
    expect(await figures(its)).toMatchObject({ state: [336_000, 336_000, 0, 864_000] });
  });

  it('keeps what others pay on record, up to their share', async () => {
    const its = await pilot('payout due');
    const pay = (amount: number, reference: string, paidOn = todayIn(system)) =>
      cast.finance.post(at(its, '/share-payments'), {
        payer: 'town',
        amount: { amount: kr(amount), currency: 'NOK' },
        paidOn,
        reference,
      });
    // Neither in the future nor before the share was claimed.
    for (const day of ['2199-12-31', addDays(todayIn(system), -1)])
      expect(await pay(200_000, 'TOWN-1', day)).toMatchObject(refusedAs(422, 'date-out-of-range'));
    done(await pay(200_000, 'TOWN-1'));
    expect(await pay(24_000, ' TOWN-1')).toMatchObject(refusedAs(409, 'reference-used'));
    expect(await pay(24_001, 'TOWN-2')).toMatchObject(refusedAs(409, 'exceeds-share', { owed: kr(24_000) }));
    expect(await figures(its)).toMatchObject({ town: [224_000, 200_000, 24_000, 576_000] });
    done(await pay(24_000, 'TOWN-2'));
    expect(await figures(its)).toMatchObject({ town: [224_000, 224_000, 0, 576_000] });
  });

  it('is shown beside its outcomes: what was aimed at, recorded and verified', async () => {
    const outcomes = async (of: PilotUnderTest) => {
      const { body } = await cast.town.get<{
        outcomes: {
          metric: { code: string };
          cohort?: { code: string };
          target: number;
          recorded: number;
          verified: number;
        }[];
        measurements: object;
      }>(at(of, '/dashboard'));
      return [
        ...body.outcomes.map(({ metric, cohort, target, recorded, verified }) => [
          cohort?.code ?? metric.code,
          target,
          recorded,
          verified,
        ]),
        body.measurements,
      ];
    };
    const its = await pilot('measured');
    expect(await outcomes(its)).toEqual([
      ['first', 15, 21.429, null],
      ['second', null, null, null],
      ['started', 1, 1, null],
      { recorded: 2, verified: 0, disputed: 0 },
    ]);
    await its.take(about('sentences', 'validator', 'verification'));
    await its.take(about('started', 'town', 'dispute', () => ({ grounds: 'One prison took nobody in.' })));
    expect(await outcomes(its)).toEqual([
      ['first', 15, 21.429, 21.429],
      ['second', null, null, null],
      ['started', 1, null, null],
      { recorded: 0, verified: 1, disputed: 1 },
    ]);
    await its.take(...corrects(24));
    expect((await outcomes(its))[0]).toEqual(['first', 15, 14.286, 14.286]);
  });

  it('moves what other years hold to the year it is paid in', async () => {
    const its = await pilot('verified');
    expect(await reserved(its)).toEqual([700_000, 500_000]);
    // 28 expected of the first cohort and 42 of the second, nearly all avoided: more than this year holds.
    await its.take(...corrects(2), ...secondCohort, ...calculates(1), ...approves(1));
    expect(await versions(its)).toEqual(['1 concluded 2000000']);
    expect(await figures(its)).toMatchObject({ state: [1_200_000, 0, 1_200_000, 0] });
    expect(await reserved(its)).toEqual([1_200_000, 0]);
  });
});
