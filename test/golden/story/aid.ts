import { documentOf, done, officialsOf, openScheme, prepareGrant, YEAR } from '#test/support/scheme.js';
import type { Person, System } from '#test/support/system.js';
import { moveTo, settled } from '#test/support/time.js';
import { kr } from './office.js';

const BODY = 'ministry';
const [RECIPIENT, SISTER] = ['933333337', '944444440'];
const RATE = { currency: 'NOK', date: `${YEAR}-01-01`, rate: '10', source: 'ECB' };
const impartiality = { conflict: false };

/** De minimis aid: two grants of it under one commitment, lowered and released with it, entered and overdue. */
export async function deMinimisAid(system: System): Promise<void> {
  const officials = await officialsOf(system);
  const { manager, caseworker, decisionMaker } = officials;
  const applicant = await system.as('nils', 'applicant', RECIPIENT);
  const body = await system.as('mona', 'appeal-body', BODY);
  const callId = await openScheme(manager, 'aid', 100_000_000_00, {
    stateAid: {
      kind: 'de-minimis',
      limitEuroCents: 300_000_00,
      window: { years: 3 },
      registerWithin: { days: 20 },
    },
    appeal: {
      period: { weeks: 3 },
      outerLimit: { years: 1 },
      body: BODY,
      bodyName: 'The ministry of labour',
      provisionalReply: { months: 1 },
    },
    acceptance: { weeks: 3 },
  });
  done(await manager.post('/v1/currency-rates', RATE));

  const approve = (id: string) => decisionMaker.post(`/v1/applications/${id}/approval`, { impartiality });
  const granted = async (kroner: number, declared?: object) => {
    const id = await applied(applicant, callId, kroner + 200_000, declared);
    await prepareGrant(caseworker, id, kroner * 100);
    done(await approve(id));
    return id;
  };
  const appealed = async (id: string) => {
    const content = { against: { kind: 'decision', number: 1 }, grounds: 'The need was overlooked.' };
    return done(await applicant.post(`/v1/cases/${id}/appeals`, content)).id;
  };
  /** An appeal makes the grant larger: more aid is carried by the commitment that stands. */
  const raised = async (id: string, kroner: number) => {
    const appeal = `/v1/appeals/${await appealed(id)}`;
    done(await caseworker.post(`${appeal}/forwarding`, { statement: 'Nothing new was said.' }));
    const newDecision = {
      outcome: 'granted',
      amount: kr(kroner),
      conditions: [],
      schedule: [{ dueDate: `${YEAR}-12-31`, amount: kr(kroner) }],
    };
    const grounds = 'The need is documented.';
    const decision = { impartiality, outcome: 'changed', grounds, newDecision };
    done(await body.post(`${appeal}/decision`, decision));
    await settled(system);
  };
  const notify = async (id: string) =>
    done(await caseworker.post(`/v1/applications/${id}/notification`, { channel: 'portal' }));

  const lowered = await granted(300_000);
  await raised(lowered, 500_000);
  done(await applicant.post(`/v1/awards/${lowered}/acceptance`));
  const payments = [{ dueDate: `${YEAR}-12-31`, amount: kr(100_000) }];
  const less = { kind: 'amount', amount: kr(100_000), payments, grounds: 'Less is done.' };
  done(await caseworker.post(`/v1/awards/${lowered}/amendments`, less));
  done(await decisionMaker.post(`/v1/awards/${lowered}/amendments/1/approval`));
  await settled(system);

  const released = await granted(200_000);
  await raised(released, 400_000);
  await notify(released);

  // More than the group may have: the money that was reserved for it is given up at once.
  const sister = await system.as('siri', 'applicant', SISTER);
  const refused = await applied(sister, callId, 2_900_000, { group: [RECIPIENT], otherAid: [] });
  await prepareGrant(caseworker, refused, 2_900_000_00);
  mustExceed(await approve(refused));

  const alone = {
    group: [],
    otherAid: [{ grantor: 'Innovation Norway', amount: kr(1000), grantedOn: RATE.date }],
  };
  const continued = await granted(100_000, alone);
  done(await applicant.post(`/v1/awards/${continued}/acceptance`));
  done(
    await caseworker.post(`/v1/awards/${continued}/amendments`, {
      kind: 'continuation',
      amount: kr(2_800_000),
      payments: [{ dueDate: `${YEAR}-12-31`, amount: kr(2_800_000) }],
      grounds: 'It goes well.',
    }),
  );
  mustExceed(await decisionMaker.post(`/v1/awards/${continued}/amendments/1/approval`));
  // Nobody answers this appeal for a month.
  await appealed(continued);
  await moveTo(system, `${YEAR}-08-31T08:00:00.000Z`);
}

async function applied(who: Person, callId: string, kroner: number, declaration?: object): Promise<string> {
  const declared = declaration === undefined ? {} : { stateAid: declaration };
  const content = { callId, ...documentOf(kroner * 100), ...declared };
  const { id } = done(await who.post('/v1/applications', content));
  done(await who.post(`/v1/applications/${id}/submission`));
  return id;
}

function mustExceed({ status, body }: { readonly status: number; readonly body: unknown }): void {
  if (status !== 409) throw new Error(`aid beyond the limit: ${status} ${JSON.stringify(body)}`);
}
