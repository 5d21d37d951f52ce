import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as examples from '#pilots/http/examples/pilots.js';
import {
  openPilotScheme,
  PARTNERS,
  payoutsOf,
  pilotCastOf,
  refusedAs,
  sendToTheBank,
  settlePayout,
  type PilotCast,
} from '#test/support/pilot-cast.js';
import { pilotIn, PILOT_STATES, corrects, concludes, type PilotState } from '#test/support/pilot-states.js';
import { bankDayOf, done } from '#test/support/scheme.js';
import { startSystem, type Person, type System } from '#test/support/system.js';
import { headOf } from '#test/support/time.js';

const OLD = examples.partner.account;
const { account: NEW, evidence } = examples.partnerAccount;
const NEWER = 'NO9386011117947';

describe('where the state’s share of a pilot is paid to', () => {
  let system: System;
  let cast: PilotCast;

  beforeAll(async () => {
    system = await startSystem();
    cast = await pilotCastOf(system);
    await openPilotScheme(cast, 'accounts');
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  const correction = (account: string) => ({
    organisation: PARTNERS.town,
    role: 'municipality',
    account,
    evidence,
  });
  const propose = (person: Person, id: string, account = NEW) =>
    person.post(`/v1/pilots/${id}/account-corrections`, correction(account));
  const approve = (person: Person, id: string, number = 1) =>
    person.post(`/v1/pilots/${id}/account-corrections/${number}/approval`);

  async function correct(id: string, account = NEW, number = 1): Promise<void> {
    done(await propose(cast.finance, id, account));
    done(await approve(cast.decisionMaker, id, number));
  }

  /** The payouts of the pilot: how each stands and where it goes. */
  async function payouts(id: string) {
    const after = await headOf(system);
    const ids = (await payoutsOf(cast.finance, id, after)).map((payout) => payout.id);
    const shown = ids.map(async (payout) => {
      const { body } = await cast.finance.get<{ status: string; payee: { account: string } }>(
        `/v1/payouts/${payout}?after=${after}`,
      );
      return { payout, as: [body.status, body.payee.account] };
    });
    return Promise.all(shown);
  }

  const firstOf = async (id: string) => (await payouts(id))[0]!.payout;
  const shown = async (id: string) => (await payouts(id)).map(({ as }) => as);
  const pilotAs = (state: PilotState) => pilotIn(state, cast, 'accounts');

  it('is corrected after money came back from a closed account, and paid there once attested anew', async () => {
    const { id } = await pilotAs('paid to the end');
    const payout = await firstOf(id);
    const returned = { returnedOn: bankDayOf(cast.finance), bankReference: 'R-1', reasonCode: 'AC04' };
    done(await cast.finance.post(`/v1/payouts/${payout}/return`, returned));
    done(await propose(cast.town, id));
    expect(await shown(id)).toEqual([['returned', OLD]]);
    done(await approve(cast.decisionMaker, id));
    expect(await shown(id)).toEqual([['due', NEW]]);
    expect(await cast.finance.post(`/v1/payouts/${payout}/instruction`)).toMatchObject(
      refusedAs(409, 'wrong-state'),
    );
    await sendToTheBank(cast, payout);
    expect(await shown(id)).toEqual([['instructed', NEW]]);
  });

  it('is another for what is due, and the same for what is with the bank until that fails', async () => {
    const due = await pilotAs('payout due');
    await correct(due.id);
    expect(await shown(due.id)).toEqual([['due', NEW]]);

    const { id } = await pilotAs('payout with the bank');
    await correct(id);
    expect(await shown(id)).toEqual([['instructed', OLD]]);
    const payout = await firstOf(id);
    const failed = { status: 'failed', reasonCode: 'AC04', reason: 'Account closed' };
    done(await cast.finance.post(`/v1/payouts/${payout}/settlement`, failed));
    expect(await shown(id)).toEqual([['due', NEW]]);
  });

  it('holds for shares that are ordered later, by the last one that was approved', async () => {
    const its = await pilotAs('verified');
    await correct(its.id);
    await correct(its.id, NEWER, 2);
    await its.take(...concludes(1));
    expect(await shown(its.id)).toEqual([['due', NEWER]]);
    const payout = await firstOf(its.id);
    await sendToTheBank(cast, payout);
    await settlePayout(cast, payout);
    await its.take(...corrects(20), ...concludes(2));
    expect(await shown(its.id)).toEqual([
      ['settled', NEWER],
      ['due', NEWER],
    ]);
  });

  it('takes two persons, and is no matter of other partners', async () => {
    const { id } = await pilotAs('payout due');
    expect(await propose(cast.provider, id)).toMatchObject(refusedAs(403, 'not-own-account'));
    expect(await propose(cast.evaluator, id)).toMatchObject(refusedAs(403, 'forbidden'));
    done(await propose(cast.caseworker, id));
    expect(await propose(cast.town, id, NEWER)).toMatchObject(
      refusedAs(409, 'account-correction-waits', { correction: 1 }),
    );
    expect(await approve(cast.caseworker, id)).toMatchObject(refusedAs(403, 'four-eyes'));
    expect(await approve(cast.town, id)).toMatchObject(refusedAs(403, 'forbidden'));
    const toneInside = await system.as('tone', 'caseworker', 'directorate');
    expect(await approve(toneInside, id)).toMatchObject(refusedAs(403, 'four-eyes'));
    const rejection = `/v1/pilots/${id}/account-corrections/1/rejection`;
    done(await cast.otherCaseworker.post(rejection, { grounds: 'The letter names somebody else.' }));
    expect(await approve(cast.decisionMaker, id)).toMatchObject(refusedAs(409, 'no-account-correction'));
    expect(await shown(id)).toEqual([['due', OLD]]);
  });

  it('may not be let go by whoever proposed it for the partner', async () => {
    const { id } = await pilotAs('payout due');
    const nina = await system.as('nina', 'partner', PARTNERS.town);
    done(await propose(nina, id));
    done(await approve(cast.decisionMaker, id));
    const payout = await firstOf(id);
    const ninaInside = await system.as('nina', 'attester', 'directorate');
    expect(await ninaInside.post(`/v1/payouts/${payout}/attestation`)).toMatchObject(
      refusedAs(403, 'payee-representative'),
    );
  });

  it('is shown to the directorates and the partner, and to no other partner', async () => {
    const { id } = await pilotAs('payout due');
    done(await propose(cast.town, id));
    const waiting = {
      number: 1,
      organisation: PARTNERS.town,
      proposer: 'tone',
      byPartner: true,
      account: NEW,
      evidence,
    };
    interface Seen {
      readonly accountCorrection: object | null;
      readonly partners: readonly { readonly role: string; readonly account?: string }[];
    }
    const seen = async (person: Person) => (await person.get<Seen>(`/v1/pilots/${id}`)).body;
    const accountOf = ({ partners }: Seen) => partners.find(({ role }) => role === 'municipality')!.account;
    for (const person of [cast.caseworker, cast.town])
      expect((await seen(person)).accountCorrection).toMatchObject(waiting);
    expect((await seen(cast.provider)).accountCorrection).toBeNull();
    done(await approve(cast.decisionMaker, id));
    expect(accountOf(await seen(cast.town))).toBe(NEW);
    expect(accountOf(await seen(cast.provider))).toBeUndefined();
    expect((await seen(cast.town)).accountCorrection).toBeNull();
  });

  it('is an account that can be one, told with evidence', async () => {
    const { id } = await pilotIn(PILOT_STATES['partners joined'], cast, 'accounts');
    const at = `/v1/pilots/${id}/account-corrections`;
    expect(await propose(cast.town, id, '12345678912')).toMatchObject(
      refusedAs(400, 'invalid-request', { errors: [{ pointer: '/account' }] }),
    );
    const { evidence: _, ...bare } = correction(NEW);
    expect(await cast.town.post(at, bare)).toMatchObject(
      refusedAs(400, 'invalid-request', { errors: [{ pointer: '/evidence' }] }),
    );
    const joined = { ...examples.partner, organisation: 'fund', role: 'investor', account: '12345678912' };
    expect(await cast.caseworker.post(`/v1/pilots/${id}/partners`, joined)).toMatchObject(
      refusedAs(400, 'invalid-request', { errors: [{ pointer: '/account' }] }),
    );
  });
});
