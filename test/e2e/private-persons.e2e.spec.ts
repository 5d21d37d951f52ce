import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  documentOf,
  done,
  officialsOf,
  openScheme,
  prepareGrant,
  type Officials,
} from '#test/support/scheme.js';
import { startSystem, type System } from '#test/support/system.js';
import { headOf } from '#test/support/time.js';

const KARI = 'Kari Nordmann';

describe('a private person who is granted money', () => {
  let system: System;
  let officials: Officials;
  let callId: string;

  beforeAll(async () => {
    system = await startSystem();
    officials = await officialsOf(system);
    callId = await openScheme(officials.manager, 'persons', 100_000_000);
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  it('is the payee by name for whoever may see the payout, and nowhere in clear in the log', async () => {
    const { caseworker, decisionMaker, finance } = officials;
    const kari = await system.as('kari', 'applicant');
    const { contactPerson: _, ...applicant } = documentOf(0).applicant;
    const application = {
      callId,
      ...documentOf(50_000),
      applicant: { ...applicant, name: KARI, kind: 'person' },
    };
    const { id } = done(await kari.post('/v1/applications', application));
    done(await kari.post(`/v1/applications/${id}/submission`));
    await prepareGrant(caseworker, id, 50_000);
    done(await decisionMaker.post(`/v1/applications/${id}/approval`, { impartiality: { conflict: false } }));
    done(await caseworker.post(`/v1/applications/${id}/notification`, { channel: 'portal' }));
    done(await kari.post(`/v1/awards/${id}/acceptance`));

    const payee = { organisation: 'subject:kari', name: KARI };
    const { body } = await finance.get<{ items: { id: string }[] }>(
      `/v1/payouts?case=${id}&after=${await headOf(system)}`,
    );
    expect(body.items).toMatchObject([{ payee }]);
    const one = `/v1/payouts/${body.items[0]!.id}`;
    expect(await finance.get(one)).toMatchObject({ body: { payee } });
    expect(await kari.get(one)).toMatchObject({ body: { payee } });
    const { events } = await system.standalone.stores.log.readAll({ limit: 1_000 });
    expect(JSON.stringify(events)).not.toContain(KARI);

    const { body: history } = await finance.get<{ items: { what: string }[] }>(
      `/v1/cases/${id}/history?after=${await headOf(system)}`,
    );
    expect(history.items.map(({ what }) => what)).toContain(
      `A payout of NOK 500.00 to ${KARI} was opened for instalment 1`,
    );
  });
});
