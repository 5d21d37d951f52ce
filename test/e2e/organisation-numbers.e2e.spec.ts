import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#eventsourcing/event.js';
import { newId } from '#eventsourcing/ids.js';
import { openPilotScheme, pilotCastOf, refusedAs } from '#test/support/pilot-cast.js';
import { pilotIn } from '#test/support/pilot-states.js';
import {
  DIRECTORATE,
  documentOf,
  done,
  officialsOf,
  openScheme,
  prepareGrant,
  submitApplication,
  YEAR,
  type Officials,
} from '#test/support/scheme.js';
import { startSystem, type Person, type System } from '#test/support/system.js';
import { headOf } from '#test/support/time.js';

const [SISTER, OLA, OLD, NILS] = ['910000012', '987654325', '974760673', '910000020'];
const NOK = (kroner: number) => ({ amount: kroner * 100, currency: 'NOK' });
const EUR = (euro: number) => ({ amount: euro * 100, currency: 'EUR' });

const invalid = (field: string) => refusedAs(422, 'organisation-number-invalid', { field });

interface Listed {
  readonly items: readonly { readonly id: string; readonly person?: string }[];
}

describe('an organisation number', () => {
  let system: System;
  let officials: Officials;
  let callId: string;

  beforeAll(async () => {
    system = await startSystem({ TILSAGN_NOW: `${YEAR}-03-02T10:00:00Z` });
    officials = await officialsOf(system);
    const stateAid = {
      kind: 'de-minimis',
      limitEuroCents: 300_000_00,
      window: { years: 3 },
      registerWithin: { days: 20 },
    };
    callId = await openScheme(officials.manager, 'aid', 100_000_000_00, { stateAid });
    const rate = { currency: 'NOK', date: `${YEAR}-01-01`, rate: '10', source: 'ECB' };
    done(await officials.manager.post('/v1/currency-rates', rate));
    // Such streams are there when a program that knows one form begins, and come no more.
    for (const [written, person] of [
      ['974.760.673', 'kari'],
      ['NO974760673', 'ola'],
    ] as const)
      await onRecord(`organisation-${written}`, 'RepresentativeAppointed', newId(), {
        organisation: written,
        person,
        powers: ['apply'],
        from: `${YEAR}-01-01`,
      });
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  /** An event as an earlier program wrote it. */
  const onRecord = async (
    stream: string,
    type: string,
    caseId: string,
    data: JsonObject,
    organisation?: string,
  ) => {
    const actor = { subject: 'before', roles: [], ...(organisation === undefined ? {} : { organisation }) };
    const commandId = newId();
    const at = `${YEAR}-01-10T10:00:00Z`;
    const metadata = {
      actor,
      caseId,
      commandId,
      commandHash: commandId,
      correlationId: commandId,
      occurredAt: at,
    };
    const event = { id: newId(), type, schemaVersion: 1, data, metadata };
    await system.standalone.stores.log.append(stream, 'any', [event]);
  };
  const drafted = (applicant: Person, kroner: number, group: readonly string[]) =>
    applicant.post('/v1/applications', {
      callId,
      ...documentOf(kroner * 100),
      stateAid: { group, otherAid: [] },
    });
  const applied = async (applicant: Person, kroner: number, group: readonly string[] = []) => {
    const { id } = done(await drafted(applicant, kroner, group));
    done(await applicant.post(`/v1/applications/${id}/submission`));
    await prepareGrant(officials.caseworker, id, kroner * 100);
    return id;
  };
  const approve = (id: string) =>
    officials.decisionMaker.post(`/v1/applications/${id}/approval`, { impartiality: { conflict: false } });

  it('of a group member counts against its limit however it is written', async () => {
    const sister = await system.as('siri', 'applicant', SISTER);
    done(await approve(await applied(sister, 2_000_000)));
    const ola = await system.as('ola', 'applicant', OLA);
    for (const written of ['910 000 012', 'NO 910.000.012 MVA', '９１０\u200b０００\u00a0０１２'])
      expect(await approve(await applied(ola, 1_500_000, [written]))).toMatchObject(
        refusedAs(409, 'de-minimis-exceeded', {
          previous: 200_000_00,
          free: 100_000_00,
          undertaking: [SISTER, OLA],
        }),
      );
    done(await approve(await applied(ola, 1_000_000, ['910 000 012'])));
    const { body } = await officials.caseworker.get<Listed>(
      `/v1/state-aid?undertaking=910%20000%20012&after=${await headOf(system)}`,
    );
    expect(body.items).toHaveLength(2);
  });

  it('with a wrong check digit is refused wherever one is taken, by the field', async () => {
    const ola = await system.as('ola', 'applicant', OLA);
    expect(await drafted(ola, 1, ['GB-CHC-1', '910 000 013'])).toMatchObject(invalid('/stateAid/group/1'));
    const { id } = done(await drafted(ola, 1, []));
    const otherAid = [{ grantor: 'G', recipient: '910000013', amount: NOK(1), grantedOn: `${YEAR}-01-01` }];
    expect(
      await ola.put(`/v1/applications/${id}`, { ...documentOf(100), stateAid: { group: [], otherAid } }),
    ).toMatchObject(invalid('/stateAid/otherAid/0/recipient'));

    const mistyped = await system.as('mia', 'applicant', 'NO 910 000 013');
    expect(await drafted(mistyped, 1, [])).toMatchObject(invalid('/applicant/organisation'));
    const chosen = await system.holding(
      { subject: 'ola', roles: ['applicant'], organisation: OLA },
      '910 000 013',
    );
    expect(await chosen.get('/v1/applications')).toMatchObject(invalid('Tilsagn-Organisation'));

    const root = await system.as('root', 'administrator');
    const kari = { person: 'kari', powers: ['all'], from: `${YEAR}-01-01` };
    expect(await root.post('/v1/organisations/910.000.013/representatives', kari)).toMatchObject(
      invalid('organisation'),
    );
    const until = `${YEAR + 11}-01-01T00:00:00Z`;
    expect(
      await officials.manager.post(`/v1/calls/${callId}/dispensations`, {
        organisation: '910.000.013',
        until,
        grounds: 'The portal was down.',
      }),
    ).toMatchObject(invalid('organisation'));
    expect(await officials.caseworker.get('/v1/state-aid?undertaking=910.000.013')).toMatchObject(
      invalid('undertaking'),
    );
  });

  it('opens one’s own cases and drafts, whichever way the token writes it', async () => {
    const plain = await system.as('nils', 'applicant', NILS);
    const spaced = await system.as('nora', 'applicant', '910 000 020');
    const submitted = await submitApplication(plain, callId, 100);
    const { id: draft } = done(await drafted(spaced, 1, []));
    const after = await headOf(system);
    for (const each of [plain, spaced]) {
      expect((await each.get(`/v1/cases/${submitted}?after=${after}`)).body).toMatchObject({
        applicant: { organisation: NILS },
      });
      const { body } = await each.get<Listed>(`/v1/applications?after=${after}`);
      expect(body.items.map(({ id }) => id)).toEqual([draft, submitted]);
    }
    const stranger = await system.as('olga', 'applicant', OLA);
    expect((await stranger.get(`/v1/cases/${submitted}`)).status).toBe(404);
    const chosen = await system.holding(
      { subject: 'nils', roles: ['applicant'], organisation: ['NO910000020MVA', OLA] },
      '910 000 020',
    );
    expect((await chosen.get(`/v1/applications/${draft}`)).status).toBe(200);
  });

  it('on record in another form is that of its organisation: the case, its representatives, its aid', async () => {
    const caseId = newId();
    await onRecord(`application-${caseId}`, 'ApplicationSubmitted', caseId, {
      callId,
      schemeId: 'aid',
      directorate: DIRECTORATE,
      regulationVersion: '1',
      applicant: { organisation: '974 760 673', name: 'Verkstedet' },
      title: 'Of before',
      amount: NOK(1000),
      budgetLines: [],
      coFunding: 0,
    });
    const kari = await system.as('kari', 'applicant', OLD);
    const nobody = await system.as('nobody', 'applicant', '974 760 673');
    const after = await headOf(system);
    expect((await kari.get(`/v1/cases/${caseId}?after=${after}`)).body).toMatchObject({
      applicant: { organisation: OLD },
    });
    const listed = await nobody.get<Listed>(`/v1/applications?after=${after}`);
    expect(listed.body.items).toMatchObject([{ id: caseId, applicant: { organisation: OLD } }]);
    const representatives = `/v1/organisations/${encodeURIComponent('974 760 673')}/representatives`;
    const { body } = await kari.get<Listed>(representatives);
    expect(body.items.map(({ person }) => person)).toEqual(['kari', 'ola']);
    const withdraw = (who: Person) => who.post(`/v1/applications/${caseId}/withdrawal`, {});
    expect(await withdraw(nobody)).toMatchObject(refusedAs(403, 'not-a-representative'));
    done(await withdraw(kari));
  });

  it('lets no excess of state aid on record stay hidden', async () => {
    const granted = (aidId: string, organisation: string, euro: number, group: readonly string[]) => ({
      aidId,
      caseId: newId(),
      schemeId: 'aid',
      directorate: DIRECTORATE,
      organisation,
      undertaking: [organisation, ...group],
      regulationVersion: '1',
      grantedOn: `${YEAR}-01-10`,
      window: { from: `${YEAR - 3}-01-11`, to: `${YEAR}-01-10` },
      previous: [],
      amount: NOK(euro * 10),
      amountEuroCents: euro * 100,
      rate: { rate: '10', date: `${YEAR}-01-01`, source: 'ECB' },
      total: euro * 100,
      limit: 300_000_00,
      registerBy: `${YEAR}-02-10`,
    });
    const [one, other] = [
      granted('first', '910 000 039', 200_000, []),
      granted('second', '983887457', 150_000, ['910.000.039']),
    ];
    await onRecord('aid-register', 'DeMinimisAidGranted', one.caseId, one);
    const declared = {
      caseId: other.caseId,
      organisation: '983887457',
      group: ['910.000.039'],
      otherAid: [],
    };
    await onRecord('aid-register', 'UndertakingDeclared', other.caseId, declared);
    await onRecord('aid-register', 'DeMinimisAidGranted', other.caseId, other);

    const expected = {
      undertaking: ['910000039', '983887457'],
      limit: EUR(300_000),
      total: EUR(350_000),
      excess: EUR(50_000),
      aid: [
        { id: 'first', caseId: one.caseId, organisation: '910000039', amount: EUR(200_000) },
        { id: 'second', caseId: other.caseId, organisation: '983887457', amount: EUR(150_000) },
      ],
    };
    expect((await officials.caseworker.get<Listed>('/v1/state-aid/excess')).body.items).toMatchObject([
      expected,
    ]);
    const auditor = await system.as('revi', 'auditor', 'auditor-general');
    expect((await auditor.get<Listed>('/v1/state-aid/excess')).body.items).toMatchObject([expected]);
    const elsewhere = await system.as('else', 'caseworker', 'another-directorate');
    expect((await elsewhere.get<Listed>('/v1/state-aid/excess')).body.items).toEqual([]);
    expect((await (await system.as('app', 'applicant', OLA)).get('/v1/state-aid/excess')).status).toBe(403);

    const sister = await system.as('sara', 'applicant', '910000039');
    expect(await approve(await applied(sister, 100))).toMatchObject(
      refusedAs(409, 'de-minimis-exceeded', { previous: 350_000_00, free: 0 }),
    );
  });

  it('of a partner of a pilot is one, and in the one form', async () => {
    const cast = await pilotCastOf(system);
    await openPilotScheme(cast, 'numbers-partners');
    const pilot = { code: 'numbers-pilot', schemeId: 'numbers-partners', title: 'T', targetGroup: 'G' };
    expect(await cast.manager.post('/v1/pilots', { ...pilot, together: '910.000.013' })).toMatchObject(
      invalid('together'),
    );
    const { id } = await pilotIn('framework adopted', cast, 'numbers-partners');
    const join = (organisation: string, role: string) =>
      cast.caseworker.post(`/v1/pilots/${id}/partners`, { organisation, name: 'A partner', role });
    expect(await join('910 000 013', 'investor')).toMatchObject(invalid('organisation'));
    done(await join('910 000 012', 'investor'));
    expect(await join('NO910000012MVA', 'evaluator')).toMatchObject(refusedAs(409, 'partner-conflict'));
    const partner = await system.as('pia', 'partner', '910.000.012');
    expect((await partner.get(`/v1/pilots/${id}`)).body).toMatchObject({
      partners: [{ organisation: SISTER, role: 'investor' }],
    });
  });
});
