import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CORRECTIONS,
  openPilotScheme,
  pilotCastOf,
  payoutsOf,
  type PilotCast,
} from '#test/support/pilot-cast.js';
import { pilotIn } from '#test/support/pilot-states.js';
import { reactAgain } from '#test/support/reactions-again.js';
import { DIRECTORATE, done, YEAR } from '#test/support/scheme.js';
import { startSystem, type Person, type System } from '#test/support/system.js';
import { headOf, settled } from '#test/support/time.js';

const problem = (status: number, code: string) => ({
  status,
  body: { type: `urn:tilsagn:problem:${code}` },
});
const UNDECLARED = problem(409, 'impartiality-not-declared');
const CONFLICT = problem(403, 'conflict-of-interest');
const married = { conflict: true, statement: 'I am married to the manager of the investor' };

describe('a conflict of interest in a pilot', () => {
  let system: System;
  let cast: PilotCast;
  let superior: Person;

  beforeAll(async () => {
    system = await startSystem();
    cast = await pilotCastOf(system);
    superior = await system.as('sara', 'superior', DIRECTORATE);
    await openPilotScheme(cast, 'conflicted');
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  const visit = (id: string) => [`/v1/pilots/${id}/visits`, { on: '2029-05-04', purpose: 'To see' }] as const;

  it('is declared once before the first official step, or with it', async () => {
    const { id } = await pilotIn('agreed', cast, 'conflicted');
    const fresh = await system.as('nina', 'caseworker', DIRECTORATE);
    const [at, body] = visit(id);
    expect(await fresh.postAsIs(at, body)).toMatchObject(UNDECLARED);
    done(await fresh.postAsIs(at, { ...body, impartiality: { conflict: false } }));
    done(await fresh.postAsIs(at, body));
  });

  it('stops every official step of that person in the pilot, and nobody else', async () => {
    const { id } = await pilotIn('agreed', cast, 'conflicted');
    done(await cast.caseworker.postAsIs(`/v1/pilots/${id}/impartiality`, married));
    const [at, body] = visit(id);
    expect(await cast.caseworker.postAsIs(at, body)).toMatchObject(CONFLICT);
    expect(
      await cast.caseworker.postAsIs(`/v1/pilots/${id}/impartiality`, { conflict: false }),
    ).toMatchObject(CONFLICT);
    done(await cast.otherCaseworker.post(at, body));
    // What is declared with a step is recorded, and the step refused.
    const inline = { ...body, impartiality: { conflict: false, doubt: true } };
    const doubting = await system.as('dina-d', 'caseworker', DIRECTORATE);
    expect(await doubting.postAsIs(at, inline)).toMatchObject(problem(409, 'impartiality-in-doubt'));
    expect(await doubting.postAsIs(at, body)).toMatchObject(problem(409, 'impartiality-in-doubt'));
  });

  it('is ruled on by a superior: the latest ruling counts, and may allow preparing only', async () => {
    const { id } = await pilotIn('agreed', cast, 'conflicted');
    const [at, body] = visit(id);
    done(await cast.caseworker.postAsIs(`/v1/pilots/${id}/impartiality`, married));
    const rule = (person: Person, ruling: object) =>
      person.postAsIs(`/v1/pilots/${id}/impartiality-ruling`, { person: 'anna', grounds: 'Seen', ...ruling });
    expect((await rule(cast.caseworker, { disqualified: false })).status).toBe(403);
    done(await rule(superior, { disqualified: true, mayPrepare: true }));
    done(await cast.caseworker.postAsIs(at, body));
    done(await rule(superior, { disqualified: true }));
    expect(await cast.caseworker.postAsIs(at, body)).toMatchObject(CONFLICT);
    done(await rule(superior, { disqualified: false }));
    done(await cast.caseworker.postAsIs(at, body));
  });

  it('stops what is paid for the pilot as well, whatever was declared elsewhere', async () => {
    const { id } = await pilotIn('payout due', cast, 'conflicted');
    await settled(system);
    const [payout] = await payoutsOf(cast.finance, id, await headOf(system));
    const at = `/v1/payouts/${payout!.id}`;
    done(await cast.attester.postAsIs(`/v1/pilots/${id}/impartiality`, married));
    expect(await cast.attester.postAsIs(`${at}/attestation`)).toMatchObject(CONFLICT);
    const other = await system.as('clara', 'attester', DIRECTORATE);
    expect(await other.postAsIs(`${at}/attestation`)).toMatchObject(UNDECLARED);
    done(await other.post(`${at}/attestation`));
  });

  it('found after the settlement holds what it pays, until a superior who had no part in it upholds it', async () => {
    const { id, attestation } = await flagged();
    const upholding = `/v1/pilots/${id}/settlements/1/upholding`;
    const grounds = { grounds: 'The counts were checked against the register by others.' };
    expect(await attestation()).toMatchObject(problem(409, 'decision-flagged'));
    expect(await cast.decisionMaker.post(upholding, grounds)).toMatchObject(problem(403, 'four-eyes'));
    const dora = await system.as('dora', 'decision-maker', DIRECTORATE);
    expect(await dora.post(upholding, grounds)).toMatchObject(problem(403, 'not-stand-in'));
    const standIn = `/v1/pilots/${id}/settlements/1/stand-in`;
    done(await superior.post(standIn, { person: 'dora', grounds: 'I know the manager myself.' }));
    done(await dora.post(upholding, grounds));
    expect(await dora.post(upholding, grounds)).toMatchObject(problem(409, 'decision-not-flagged'));
    expect(await versionsOf(id)).toMatchObject([{ version: 1, state: 'concluded', flagged: false }]);
    done(await attestation());
  });

  it('found after the settlement has others calculate it anew, where it is not upheld', async () => {
    const { id, attestation } = await flagged();
    const at = `/v1/pilots/${id}/settlements`;
    done(await cast.otherCaseworker.post(at, {}));
    const nora = await system.as('nora', 'caseworker', DIRECTORATE);
    done(await nora.post(`${at}/2/review`, {}));
    done(await cast.decisionMaker.post(`${at}/2/approval`, {}));
    expect(await attestation()).toMatchObject(problem(409, 'decision-flagged'));
    done(await cast.otherDecisionMaker.post(`${at}/2/approval`, {}));
    await settled(system);
    expect(await versionsOf(id)).toMatchObject([
      { version: 2, state: 'concluded', flagged: false },
      { version: 1, state: 'superseded', flagged: true },
    ]);
    done(await attestation());
  });

  /** A pilot with a payout that is due, by a settlement which somebody calculated who has a conflict. */
  async function flagged() {
    const { id } = await pilotIn('payout due', cast, 'conflicted');
    await settled(system);
    const [payout] = await payoutsOf(cast.finance, id, await headOf(system));
    done(await cast.caseworker.postAsIs(`/v1/pilots/${id}/impartiality`, married));
    await settled(system);
    const attestation = () => cast.attester.post(`/v1/payouts/${payout!.id}/attestation`);
    return { id, attestation };
  }

  async function versionsOf(id: string): Promise<unknown> {
    const path = `/v1/pilots/${id}/settlements?after=${await headOf(system)}`;
    return (await cast.finance.get<{ items: unknown }>(path)).body.items;
  }

  it('found of who proposed an early end stops its approval, until another person proposes it', async () => {
    const { id } = await pilotIn('termination proposed', cast, 'conflicted');
    const { subject: person } = cast.otherDecisionMaker;
    const ruling = { person, disqualified: true, grounds: 'Seen' };
    done(await superior.postAsIs(`/v1/pilots/${id}/impartiality-ruling`, ruling));
    const at = `/v1/pilots/${id}/termination`;
    expect(await cast.decisionMaker.post(`${at}/approval`)).toMatchObject(CONFLICT);
    done(await cast.decisionMaker.post(`${at}/rejection`, { grounds: 'Not by this proposal.' }));
    const beate = await system.as('beate-2', 'decision-maker', CORRECTIONS);
    done(await beate.post(at, { lastDay: `${YEAR}-01-31`, grounds: 'Too few are released.' }));
    done(await cast.decisionMaker.post(`${at}/approval`));
  });

  it('is declared for many pilots at once, with an answer for each', async () => {
    const one = await pilotIn('agreed', cast, 'conflicted');
    const other = await pilotIn('agreed', cast, 'conflicted');
    const items = [
      { id: one.id, conflict: false },
      { id: 'unknown', conflict: false },
      { id: other.id, ...married },
    ];
    const fresh = await system.as('nils', 'caseworker', DIRECTORATE);
    const { body } = await fresh.postAsIs<{ items: { ok: boolean }[] }>('/v1/pilots/impartiality', {
      items,
    });
    expect(body.items.map(({ ok }) => ok)).toEqual([true, false, true]);
    const [at, content] = visit(one.id);
    done(await fresh.postAsIs(at, content));
    const [elsewhere] = visit(other.id);
    expect(await fresh.postAsIs(elsewhere, content)).toMatchObject(CONFLICT);
  });

  it('leads to nothing more when reactions run again', async () => {
    await settled(system);
    const before = await headOf(system);
    await reactAgain(system);
    expect(await headOf(system)).toBe(before);
  });
});
