import { createHash } from 'node:crypto';
import { yearOf } from '#calendar/oslo.js';
import { derivedId } from '#eventsourcing/ids.js';
import { TakeAwardStep } from '#grants/application/awards/steps.js';
import { TakeApplicationStep } from '#grants/application/applications/steps.js';
import { documentOf, done } from '#test/support/scheme.js';
import type { Person, System } from '#test/support/system.js';
import { settled } from '#test/support/time.js';
import { kr, Office } from './office.js';

const STATUTES = 'The statutes of Verkstedet\n'.repeat(20);

/** What is not finished when the folder is left: drafts, files, deadlines that run, grants without money, parked keys. */
export async function leftOpen(system: System): Promise<void> {
  const office = await Office.open(system, 'left-open');
  const { applicant, caseworker, manager } = office.cast;
  const year = yearOf(office.today);
  const appropriate = async (kroner: number) =>
    done(await manager.post('/v1/budgets/left-open/appropriations', { year, amount: kr(kroner) }));
  await appropriate(1_000_000);
  await drafts(office);

  const asked = await office.applied();
  const items = ['The accounts of last year'];
  done(await caseworker.post(`/v1/applications/${asked}/supplement-request`, { items }));
  const offered = await office.applied();
  await office.decide(offered, { [`${year}-12-01`]: 200_000 });
  done(await caseworker.post(`/v1/applications/${offered}/notification`, { channel: 'portal' }));
  const accepted = await office.grant({ [`${year}-01-10`]: 100_000, [`${year}-12-01`]: 50_000 });
  const appealed = await office.applied();
  await office.decide(appealed);
  await office.appeal(appealed, { kind: 'decision', number: 1 });

  await appropriate(350_000);
  for (const _ of [1, 2]) {
    const id = await office.applied();
    await office.decide(id);
    await office.overturn(id, 1, { outcome: 'changed', schedule: { [`${year}-12-01`]: 60_000 } });
  }
  await parked(system, offered, accepted);
  done(await applicant.post(`/v1/applications/${await office.applied()}/withdrawal`, { grounds: 'Enough.' }));
}

/** Two drafts, one of them with a file; a file that was submitted; one that was added afterwards. */
async function drafts({ callId, cast: { applicant } }: Office): Promise<void> {
  const draft = async () =>
    done(await applicant.post('/v1/applications', { callId, ...documentOf(300_000) })).id;
  await draft();
  const changed = await draft();
  const { title: _, ...document } = documentOf(250_000);
  done(await applicant.put(`/v1/applications/${changed}`, { ...document, title: 'Work training, again' }));
  await upload(applicant, changed, 'statutes.txt', STATUTES);
  const submitted = await draft();
  await upload(applicant, submitted, 'vedtekter æøå.txt', `${STATUTES}Signed\n`);
  done(await applicant.post(`/v1/applications/${submitted}/submission`));
  await upload(applicant, submitted, 'later.txt', 'The accounts come later.\n');
}

async function upload(who: Person, id: string, name: string, text: string): Promise<void> {
  const digest = createHash('sha256').update(text).digest('base64');
  const path = `/v1/applications/${id}/attachments?name=${encodeURIComponent(name)}`;
  const { status } = await who.send(path, {
    method: 'POST',
    headers: { 'content-type': 'text/plain', 'content-digest': `sha-256=:${digest}:` },
    body: text,
  });
  if (status !== 201) throw new Error(`an upload was answered with ${status}`);
}

/**
 * Reservations are given up that the budget never heard of, so it refuses to let them go for as long as there is a
 * log: two keys that no start frees, one with a second event behind the first.
 */
async function parked(system: System, application: string, award: string): Promise<void> {
  const { commands, clock } = system.standalone;
  const grounds = 'no decision followed the reservation';
  const unknown = (name: string) => ({ reservationId: derivedId('unknown', name), grounds });
  const context = (name: string) => ({
    actor: { subject: 'process:watch-reservations', roles: ['process'] },
    commandId: derivedId('gives-up', name),
    commandHash: derivedId('gives-up', name),
    correlationId: derivedId('gives-up', name),
    now: clock.now(),
  });
  for (const command of [
    new TakeApplicationStep(
      application,
      { type: 'AbandonReservation', ...unknown('first') },
      context('first'),
    ),
    new TakeApplicationStep(
      application,
      { type: 'AbandonReservation', ...unknown('second') },
      context('second'),
    ),
    new TakeAwardStep(award, { type: 'AbandonAmendment', ...unknown('third') }, context('third')),
  ]) {
    const outcome = await commands.execute(command);
    if (!outcome.ok) throw new Error(outcome.refusal.code);
  }
  await settled(system);
}
