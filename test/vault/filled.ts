import { createHash } from 'node:crypto';
import { documentOf, done, officialsOf, openScheme } from '#test/support/scheme.js';
import type { Person, Receipt, System } from '#test/support/system.js';

/** Bytes of the file that comes with every draft. */
export const UPLOADED = Buffer.from('Budget and plan of the application\n'.repeat(500));

/** What was put into a system. */
export interface Filled {
  readonly callId: string;
  readonly applicant: Person;
  /** A draft with an attachment that stays one. */
  readonly draft: string;
  /** A case that began as such a draft. */
  readonly submitted: string;
}

/** Leaves something in every store of a system. */
export async function fill(system: System): Promise<Filled> {
  const { manager } = await officialsOf(system);
  const callId = await openScheme(manager, 'vault', 10_000_000);
  const applicant = await system.as('ola', 'applicant', '987654325');
  const draft = async () => {
    const { id } = done(await applicant.post('/v1/applications', { callId, ...documentOf(1000) }));
    await attach(applicant, id);
    return id;
  };
  const submitted = await draft();
  done(await applicant.post(`/v1/applications/${submitted}/submission`));
  return { callId, applicant, submitted, draft: await draft() };
}

/** Adds the file to a draft. */
export async function attach(applicant: Person, id: string): Promise<Receipt> {
  const digest = createHash('sha256').update(UPLOADED).digest('base64');
  const answer = await applicant.send(`/v1/applications/${id}/attachments?name=plan.txt`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain', 'content-digest': `sha-256=:${digest}:` },
    body: UPLOADED,
  });
  if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Receipt;
}
