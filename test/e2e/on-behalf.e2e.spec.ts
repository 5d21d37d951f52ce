import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DevToken } from '#access/identity/dev-issuer.js';
import type { Role } from '#access/roles.js';
import { caseIn, castOf, openRichScheme, type Cast } from '#test/support/case-states.js';
import { refusedAs } from '#test/support/pilot-cast.js';
import { DIRECTORATE, done } from '#test/support/scheme.js';
import { startSystem, type Person, type System } from '#test/support/system.js';
import { headOf } from '#test/support/time.js';

const APPLICANT = '987654325';
/** Acts for an applicant through a portal, and is an official of the directorate besides. */
const DEPUTY = 'rolf';

describe('a token that was exchanged for a person', () => {
  let system: System;
  let cast: Cast;
  let call: string;

  beforeAll(async () => {
    system = await startSystem();
    cast = await castOf(system);
    call = await openRichScheme(cast, 'behalf');
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  const behalf = (subject: string, role: Role, organisation: string): Promise<Person> => {
    const token: DevToken = { subject, roles: [role], organisation, client: 'portal', actedBy: [DEPUTY] };
    return system.holding(token);
  };
  const deputy = (role: Role) => system.as(DEPUTY, role, DIRECTORATE);
  /** A case whose applicant applied, or accepted, through the deputy. */
  const throughDeputy = async (state: string) =>
    (await caseIn(state, { ...cast, applicant: await behalf('ola', 'applicant', APPLICANT) }, call)).id;
  const payoutOf = async (id: string) => {
    const { body } = await cast.auditor.get<{ items: { id: string }[] }>(
      `/v1/payouts?case=${id}&after=${await headOf(system)}`,
    );
    return body.items[0]!.id;
  };

  it('stands in what is recorded with who acted, through which client, for whom', async () => {
    const id = await throughDeputy('submitted');
    const { body } = await cast.caseworker.get<{ items: { actor: unknown }[] }>(
      `/v1/cases/${id}/history?after=${await headOf(system)}`,
    );
    expect(body.items.find(({ actor }) => (actor as { subject: string }).subject === 'ola')?.actor).toEqual({
      subject: 'ola',
      roles: ['applicant'],
      organisation: APPLICANT,
      client: 'portal',
      actedBy: [DEPUTY],
    });
  });

  it('is no program either: with roles of its own it takes no side of what needs two persons', async () => {
    const { id } = await caseIn('proposed', cast, call);
    const program = await system.holding({
      subject: 'robot',
      client: 'robot',
      roles: ['decision-maker', 'finance'],
      organisation: DIRECTORATE,
    });
    const approval = { impartiality: { conflict: false } };
    expect(await program.post(`/v1/applications/${id}/approval`, approval)).toMatchObject(
      refusedAs(403, 'not-a-person'),
    );
    expect((await program.get('/v1/me')).body).toMatchObject({ subject: 'robot', program: true });
  });

  it('takes no side of what needs two persons, and says so before it is tried', async () => {
    const { id } = await caseIn('recommended', cast, call);
    const proposer = await behalf('anna', 'caseworker', DIRECTORATE);
    const before = await headOf(system);
    const { body } = await proposer.get<{ commands: { name: string; example: object; problem?: object }[] }>(
      `/v1/cases/${id}?after=${before}`,
    );
    const possible = body.commands.find(({ name }) => name === 'propose-decision')!;
    expect(possible.problem).toMatchObject({ type: 'urn:tilsagn:problem:acts-for-another' });
    const tried = await proposer.post(`/v1/applications/${id}/proposal`, possible.example);
    expect(tried).toMatchObject(refusedAs(403, 'acts-for-another'));
    const approver = await behalf('berit', 'decision-maker', DIRECTORATE);
    const { id: proposed } = await caseIn('proposed', cast, call);
    const approval = { impartiality: { conflict: false } };
    expect(await approver.post(`/v1/applications/${proposed}/approval`, approval)).toMatchObject(
      refusedAs(403, 'acts-for-another'),
    );
    expect(await (await behalf('berit', 'decision-maker', 'elsewhere')).get(`/v1/cases/${id}`)).toMatchObject(
      {
        status: 404,
      },
    );
  });

  it('takes the other steps, each recorded with who took it', async () => {
    const { id } = await caseIn('payout instructed', cast, call);
    const payout = await payoutOf(id);
    const finance = await behalf('dina', 'finance', DIRECTORATE);
    const acknowledged = await finance.post(`/v1/payouts/${payout}/acknowledgement`);
    expect(acknowledged.status).toBe(200);
    const [last] = await system.standalone.stores.log.readStream(`payout-${payout}`, {
      direction: 'backwards',
      limit: 1,
    });
    expect(last!.metadata.actor).toMatchObject({ subject: 'dina', client: 'portal', actedBy: [DEPUTY] });
  });

  it('puts who acts with it on the side of the person: they decide nothing of that case', async () => {
    const id = await throughDeputy('proposed');
    const at = `/v1/applications/${id}`;
    const approval = { impartiality: { conflict: false } };
    const fourEyes = refusedAs(403, 'four-eyes');
    expect(await (await deputy('decision-maker')).post(`${at}/approval`, approval)).toMatchObject(fourEyes);
    const fresh = await throughDeputy('submitted');
    expect(await (await deputy('caseworker')).post(`/v1/applications/${fresh}/assignment`)).toMatchObject(
      fourEyes,
    );
    // Somebody else goes on, and the deputy does elsewhere what their role allows.
    done(await cast.decisionMaker.post(`${at}/approval`, approval));
    const { id: other } = await caseIn('submitted', cast, call);
    done(await (await deputy('caseworker')).post(`/v1/applications/${other}/assignment`));
  });

  it('does so also for the award and what is paid of it, which are streams of their own', async () => {
    const id = await throughDeputy('accepted, payout due');
    const payout = await payoutOf(id);
    const attested = await (await deputy('attester')).post(`/v1/payouts/${payout}/attestation`);
    expect(attested).toMatchObject(refusedAs(403, 'payee-representative'));
    const { id: submitted } = await caseIn('submitted', cast, call);
    expect(submitted).not.toBe(id);
    const amendment = {
      kind: 'conditions',
      addConditions: [{ text: 'Results are published' }],
      grounds: 'Others want to know',
    };
    const proposed = await (await deputy('caseworker')).post(`/v1/awards/${id}/amendments`, amendment);
    expect(proposed).toMatchObject(refusedAs(403, 'four-eyes'));
  });

  it('bars from the award also who acted for the application alone', async () => {
    const applied = await throughDeputy('notified');
    done(await cast.applicant.post(`/v1/awards/${applied}/acceptance`));
    const payout = await payoutOf(applied);
    const attested = await (await deputy('attester')).post(`/v1/payouts/${payout}/attestation`);
    expect(attested).toMatchObject(refusedAs(403, 'payee-representative'));
    const forewarned = await (
      await deputy('caseworker')
    ).post(`/v1/awards/${applied}/revocation-forewarning`, {
      grounds: 'The work was stopped',
    });
    expect(forewarned).toMatchObject(refusedAs(403, 'conflict-of-interest'));
  });

  it('bars from judging the report and the appeal that it handed in', async () => {
    const { id } = await caseIn('paid', cast, call);
    const { body } = await cast.auditor.get<{ items: { id: string }[] }>(
      `/v1/reports?case=${id}&after=${await headOf(system)}`,
    );
    const report = body.items[0]!.id;
    const spent = { amount: 300_000, currency: 'NOK' };
    const applicant = await behalf('ola', 'applicant', APPLICANT);
    done(
      await applicant.post(`/v1/reports/${report}/submission`, {
        text: 'Done',
        accounts: [{ text: 'Salaries', amount: spent }],
        spent,
      }),
    );
    const approved = await (await deputy('caseworker')).post(`/v1/reports/${report}/approval`);
    expect(approved).toMatchObject(refusedAs(403, 'four-eyes'));
    const appealed = await throughDeputy('appealed');
    const appeals = await cast.auditor.get<{ items: { id: string }[] }>(
      `/v1/appeals?case=${appealed}&after=${await headOf(system)}`,
    );
    const appeal = appeals.body.items[0]!.id;
    const prepared = await (await deputy('caseworker')).post(`/v1/appeals/${appeal}/preparation`);
    expect(prepared).toMatchObject(refusedAs(403, 'four-eyes'));
  });
});
