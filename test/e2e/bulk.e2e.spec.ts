import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BulkAnswer } from '#http/bulk.js';
import { castOf, caseIn, openRichScheme, type Cast } from '#test/support/case-states.js';
import { DIRECTORATE, done, officialsOf, openScheme, submitApplication, YEAR } from '#test/support/scheme.js';
import { startSystem, TODAY, type Person, type System } from '#test/support/system.js';
import { headOf } from '#test/support/time.js';

const nok = (amount: number) => ({ amount, currency: 'NOK' });
const impartiality = { conflict: false };
const typesOf = ({ items }: BulkAnswer) =>
  items.map((item) => (item.ok ? 'ok' : item.problem.type.slice(20)));

describe('many commands at once', () => {
  let system: System;
  let cast: Cast;
  let approver: Person;

  beforeAll(async () => {
    system = await startSystem();
    cast = await castOf(system);
    approver = await system.as('beate', 'decision-maker', DIRECTORATE);
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  const payoutsOf = async (caseId: string) => {
    const { body } = await cast.finance.get<{ items: { id: string; status: string }[] }>(
      `/v1/payouts?case=${caseId}&limit=200&after=${await headOf(system)}`,
    );
    return body.items;
  };
  const send = (person: Person, path: string, items: readonly object[], key?: string) =>
    person.postAsIs<BulkAnswer>(path, { items }, key === undefined ? {} : { 'idempotency-key': key });

  /** A grant that is paid in so many instalments, all of them due. */
  async function grantedIn(instalments: number): Promise<string> {
    const { caseworker, decisionMaker, manager } = await officialsOf(system);
    const id = await submitApplication(
      cast.applicant,
      await openScheme(manager, 'hundred', 1_000_000),
      instalments,
    );
    const step = async (name: string, body?: unknown) =>
      done(await caseworker.post(`/v1/applications/${id}/${name}`, body));
    const grant = { outcome: 'granted', amount: nok(instalments) };
    await step('assignment');
    await step('impartiality', { conflict: false });
    await step('scores', { scores: [{ criterion: 'need', score: 5, rationale: 'Many need it' }] });
    await step('recommendation', { ...grant, rationale: 'Worth it' });
    const schedule = Array.from({ length: instalments }, () => ({
      dueDate: `${YEAR}-01-01`,
      amount: nok(1),
    }));
    await step('proposal', { ...grant, grounds: 'It fits', schedule });
    done(await decisionMaker.post(`/v1/applications/${id}/approval`, { impartiality }));
    done(await cast.applicant.post(`/v1/awards/${id}/acceptance`));
    return id;
  }

  it('attest and approve a hundred payouts; those that are refused are no matter to the others', async () => {
    const id = await grantedIn(98);
    const callId = await openRichScheme(cast, 'refused');
    const other = await caseIn('accepted, payout due', cast, callId);
    const married = { conflict: true, statement: 'Married to the manager' };
    done(await cast.attester.post(`/v1/applications/${other.id}/impartiality`, married));
    const payouts = [...(await payoutsOf(id)), ...(await payoutsOf(other.id))];
    expect(payouts).toHaveLength(99);
    const [first, ...rest] = payouts.map((payout) => ({ id: payout.id }));
    const items = [{ ...first, impartiality }, ...rest, { id: 'nobody-knows-it' }];

    const answer = await send(cast.attester, '/v1/payouts/attestations', items, 'k1');
    expect(answer.status).toBe(200);
    expect(typesOf(answer.body)).toEqual([
      ...Array<string>(98).fill('ok'),
      'conflict-of-interest',
      'not-found',
    ]);
    expect(answer.body.items.map((item) => item.id)).toEqual(items.map((item) => item.id));
    expect((await send(cast.attester, '/v1/payouts/attestations', items, 'k1')).body).toEqual(answer.body);
    expect(typesOf((await send(cast.attester, '/v1/payouts/attestations', items, 'k2')).body)[0]).toBe(
      'wrong-state',
    );

    const silent = await send(
      approver,
      '/v1/payouts/approvals',
      payouts.map(({ id: each }) => ({ id: each })),
    );
    expect(new Set(typesOf(silent.body))).toEqual(new Set(['impartiality-not-declared', 'wrong-state']));
    const cases = [
      { id, conflict: false },
      { id: other.id, conflict: false },
      { id: 'x', conflict: false },
    ];
    expect(typesOf((await send(approver, '/v1/impartiality', cases)).body)).toEqual([
      'ok',
      'ok',
      'not-found',
    ]);
    const approved = await send(
      approver,
      '/v1/payouts/approvals',
      payouts.map(({ id: each }) => ({ id: each })),
    );
    expect(typesOf(approved.body).filter((each) => each === 'ok')).toHaveLength(98);
    expect(approved.body.position).toBe(await headOf(system));
    expect((await payoutsOf(id)).every(({ status }) => status === 'approved')).toBe(true);
    expect((await payoutsOf(other.id)).map(({ status }) => status)).toEqual(['due']);
  });

  it('are refused as a whole when they are too many, none, or one twice, and then nothing is done', async () => {
    const ids = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `p${index}` }));
    for (const items of [ids(201), [], [...ids(2), ...ids(1)]])
      expect(await send(cast.attester, '/v1/payouts/attestations', items)).toMatchObject({
        status: 400,
        body: { type: 'urn:tilsagn:problem:invalid-request', errors: [{ pointer: '/items' }] },
      });
    expect(typesOf((await send(cast.attester, '/v1/payouts/attestations', ids(200))).body)).toHaveLength(200);
  });

  it('refuse an item that says something else under the same key', async () => {
    const callId = await openRichScheme(cast, 'keyed');
    const { id } = await caseIn('accepted, payout due', cast, callId);
    const [payout] = await payoutsOf(id);
    const item = { id: payout!.id, impartiality, note: `Seen on ${TODAY}` };
    const post = async (sent: object) =>
      typesOf((await send(cast.attester, '/v1/payouts/attestations', [sent], 'k3')).body);
    expect(await post(item)).toEqual(['ok']);
    expect(await post({ ...item, note: 'Another' })).toEqual(['idempotency-key-reused']);
    expect(await post(item)).toEqual(['ok']);
  });

  it('tell from where all is shown, also where the last item was done before', async () => {
    const callId = await openRichScheme(cast, 'twice');
    const cases = [
      await caseIn('accepted, payout due', cast, callId),
      await caseIn('accepted, payout due', cast, callId),
    ];
    const [first, second] = (await Promise.all(cases.map(({ id }) => payoutsOf(id)))).map(([one]) => ({
      id: one!.id,
      impartiality,
    }));
    const post = async (items: readonly object[]) =>
      (await send(cast.attester, '/v1/payouts/attestations', items, 'k4')).body;
    await post([second!]);
    const both = await post([first!, second!]);
    expect(typesOf(both)).toEqual(['ok', 'ok']);
    expect(both.position).toBe(await headOf(system));
  });
});
