import { done, YEAR } from '#test/support/scheme.js';
import type { System } from '#test/support/system.js';
import { moveTo, settled } from '#test/support/time.js';
import { kr, Office } from './office.js';

const [EARLY, LATER] = [`${YEAR}-01-10`, `${YEAR}-02-10`];
const NEXT_YEAR = `${YEAR + 1}-02-01`;

/** Grants in which one event is followed by several commands of the same process manager. */
export async function severalAtOnce(system: System): Promise<void> {
  const office = await Office.open(system, 'several');
  await stopped(office);
  const inDebt = await lowered(office);
  await waiting(await Office.open(system, 'several-waiting'));
  await revoked(office);
  await reopened(office);
  await claimed(office, inDebt);
}

/** Two payouts are due when the decision falls, and both are cancelled; a smaller grant takes its place. */
async function stopped(office: Office): Promise<void> {
  const id = await office.grant({ [EARLY]: 100_000, [LATER]: 50_000, [`${YEAR}-03-01`]: 20_000 });
  await office.pay(id, 1);
  await office.overturn(id, 1, { outcome: 'annulled' });
  await office.decide(id, { [EARLY]: 100_000, [`${YEAR}-04-01`]: 30_000 });
  await office.pay(id);
}

/** Four decisions, each for less than was paid: the claims that rest on those before fall with them. */
async function lowered(office: Office): Promise<string> {
  const id = await office.grant({ [EARLY]: 400_000, [NEXT_YEAR]: 10_000 });
  await office.pay(id);
  for (const [index, left] of [300_000, 200_000, 100_000].entries()) {
    await office.overturn(id, index + 1, { outcome: 'annulled' });
    await office.decide(id, { [EARLY]: left });
  }
  return id;
}

/** Two grants that were won without free money get it at the same moment. */
async function waiting(office: Office): Promise<void> {
  const { scheme, system } = office;
  const appropriate = async (kroner: number) => {
    const appropriation = { year: YEAR, amount: kr(kroner) };
    done(await office.cast.manager.post(`/v1/budgets/${scheme}/appropriations`, appropriation));
    await settled(system);
  };
  await appropriate(0);
  for (const _ of [1, 2]) {
    const id = await office.applied();
    await office.decide(id);
    await office.overturn(id, 1, { outcome: 'changed', schedule: { [`${YEAR}-12-01`]: 50_000 } });
  }
  await appropriate(1_000_000);
}

/** One of three payouts is paid and the grant goes on for another year, then all of it is revoked. */
async function revoked(office: Office): Promise<void> {
  const { system } = office;
  const payouts = { [EARLY]: 100_000, [LATER]: 50_000, [`${YEAR}-03-01`]: 20_000 };
  const id = await office.grant({ ...payouts, [`${YEAR}-12-01`]: 30_000 });
  await office.pay(id, 1);
  await office.award(id, 'caseworker', 'amendments', {
    kind: 'continuation',
    amount: kr(40_000),
    payments: [{ dueDate: NEXT_YEAR, amount: kr(40_000) }],
    grounds: 'Half of them have work.',
  });
  await office.award(id, 'decisionMaker', 'amendments/1/approval');
  await office.award(id, 'caseworker', 'revocation-forewarning', { grounds: 'The workshop closed.' });
  await moveTo(system, `${YEAR}-05-25T08:00:00.000Z`);
  await office.award(id, 'caseworker', 'revocation', { amountInForce: kr(0), grounds: 'It stays closed.' });
  await office.award(id, 'decisionMaker', 'revocation-approval');
  await deferred(office, id);
}

/** The claim waits for an appeal that is withdrawn, then falls with the revocation. */
async function deferred(office: Office, id: string): Promise<void> {
  const { applicant, decisionMaker } = office.cast;
  const appeal = async () => {
    const appealId = await office.appeal(id, { kind: 'revocation', id });
    done(await decisionMaker.post(`/v1/appeals/${appealId}/deferral`, { grounds: 'Jobs would be lost.' }));
    await settled(office.system);
    return appealId;
  };
  done(await applicant.post(`/v1/appeals/${await appeal()}/withdrawal`));
  await settled(office.system);
  await office.decideAppeal(await appeal(), { outcome: 'changed' });
}

/** An appeal that came too late is dismissed; the dismissal is appealed against, and falls. */
async function reopened(office: Office): Promise<void> {
  const { cast, system } = office;
  const id = await office.applied();
  await office.decide(id);
  done(await cast.caseworker.post(`/v1/applications/${id}/notification`, { channel: 'portal' }));
  await moveTo(system, `${YEAR}-06-22T08:00:00.000Z`);
  const late = await office.appeal(id, { kind: 'decision', number: 1 });
  const at = `/v1/appeals/${late}`;
  done(await cast.caseworker.post(`${at}/dismissal`, { grounds: 'It came days late, for no reason given.' }));
  done(await cast.decisionMaker.post(`${at}/dismissal-approval`));
  await office.decideAppeal(await office.appeal(id, { kind: 'dismissal', id: late }), {
    outcome: 'annulled',
  });
  await moveTo(system, `${YEAR}-07-27T08:00:00.000Z`);
}

/** What is due back is claimed, and nobody pays it in time. */
async function claimed(office: Office, id: string): Promise<void> {
  const { caseworker, decisionMaker } = office.cast;
  const recoveries = await office.listed('recoveries', id);
  const { id: recovery, amount } = recoveries.find(({ state }) => state === 'forewarned')!;
  const at = `/v1/recoveries/${recovery}`;
  const claim = { amount, dueOn: `${YEAR}-08-14`, grounds: 'The grant is lower now.' };
  done(await caseworker.post(`${at}/claim`, claim));
  done(await decisionMaker.post(`${at}/claim-approval`));
}
