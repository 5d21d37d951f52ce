import type { Story } from '../player.js';
import { kroner, type Agency } from './agency.js';
import { accept, apply, assess, decide, payWhatIsDue, type Case } from './steps.js';
import { report, type Begun } from './straight.js';

/** Two years are granted; the continuation into the second finds no room in the budget, then a smaller one does. */
export async function* continuation(agency: Agency, callId: string, begun: Begun): Story {
  const about = { organisation: '313669467', name: 'Langsiktig', title: 'Tre år til en jobb' };
  const its = await apply(agency, callId, { ...about, amount: 800_000 });
  begun(its);
  yield '2027-02-24';
  await assess(agency.caseworker, its, { amount: 500_000 });
  yield '2027-03-05';
  await decide(agency, agency.caseworker, its, {
    amount: 500_000,
    schedule: { '2027-04-01': 300_000, '2028-04-15': 200_000 },
  });
  yield '2027-03-11';
  await accept(its);
  yield '2027-04-02';
  await payWhatIsDue(agency, its);
  yield '2028-02-01';
  const { caseworker, decisionMaker } = agency;
  const at = `/v1/awards/${its.id}/amendments`;
  await propose(caseworker, its, 300_000);
  await decisionMaker.refused('budget-exceeded', `${at}/1/approval`);
  await decisionMaker.send(`${at}/1/return`, { grounds: 'Budsjettet for 2028 har bare plass til 100 000.' });
  await propose(caseworker, its, 100_000);
  await decisionMaker.send(`${at}/2/approval`);
  yield '2028-03-25';
  await report(agency, its, 300_000);
  yield '2028-05-16';
  await payWhatIsDue(agency, its);
}

async function propose(caseworker: Agency['caseworker'], { id }: Case, amount: number): Promise<void> {
  await caseworker.send(`/v1/awards/${id}/amendments`, {
    kind: 'continuation',
    amount: kroner(amount),
    payments: [{ dueDate: '2028-05-15', amount: kroner(amount) }],
    grounds: 'Prosjektet går som planlagt.',
  });
}

/** The report does not come: the second payout waits; then it comes, and what was not spent is claimed back. */
export async function* overdueReport(agency: Agency, callId: string, begun: Begun): Story {
  const about = { organisation: '317234406', name: 'Treg Post', title: 'Brev til ensomme' };
  const its = await apply(agency, callId, { ...about, amount: 400_000 });
  begun(its);
  yield '2027-02-25';
  await assess(agency.caseworker, its, { amount: 400_000 });
  yield '2027-03-08';
  await decide(agency, agency.caseworker, its, {
    amount: 400_000,
    schedule: { '2027-04-01': 300_000, '2028-04-15': 100_000 },
  });
  yield '2027-03-15';
  await accept(its);
  yield '2027-04-02';
  await payWhatIsDue(agency, its);
  yield '2028-04-20';
  await payWhatIsDue(agency, its);
  yield '2028-05-02';
  await report(agency, its, 220_000);
  yield '2028-05-03';
  await payWhatIsDue(agency, its);
  yield '2028-05-18';
  yield* recover(agency, its, { '2028-06-08': 80_000 });
}

/** The grant is used for something else: it is revoked, and repaid in instalments. */
export async function* revocation(agency: Agency, callId: string, begun: Begun): Story {
  const about = { organisation: '311074881', name: 'Annet Formål', title: 'Et kjøkken for alle' };
  const its = await apply(agency, callId, { ...about, amount: 600_000 });
  begun(its);
  yield '2027-02-26';
  await assess(agency.caseworker, its, { amount: 600_000 });
  yield '2027-03-09';
  await decide(agency, agency.caseworker, its, { amount: 600_000 });
  yield '2027-03-16';
  await accept(its);
  await payWhatIsDue(agency, its);
  yield '2027-10-01';
  const grounds = 'En kontroll viste at kjøkkenet aldri ble bygd.';
  await forewarn(agency, its, grounds);
  yield '2027-10-25';
  await revoke(agency, its, { inForce: 0, grounds });
  yield '2027-11-10';
  yield* recover(agency, its, { '2028-01-15': 200_000, '2028-02-15': 200_000, '2028-03-15': 200_000 });
}

/** The recipient is told that the grant may be revoked. */
export async function forewarn({ caseworker }: Agency, { id }: Case, grounds: string): Promise<void> {
  await caseworker.send(`/v1/awards/${id}/revocation-forewarning`, { grounds });
}

/** The grant is revoked but for what stays in force, in kroner. */
export async function revoke(
  { caseworker, decisionMaker }: Agency,
  { id }: Case,
  { inForce, grounds }: { readonly inForce: number; readonly grounds: string },
): Promise<void> {
  const at = `/v1/awards/${id}`;
  await caseworker.send(`${at}/revocation`, { amountInForce: kroner(inForce), grounds });
  await decisionMaker.send(`${at}/revocation-approval`);
}

/** What is due back is claimed under four eyes, and repaid in these parts: kroner by calendar date. */
export async function* recover(
  { caseworker, decisionMaker, finance }: Agency,
  { id }: Case,
  parts: Readonly<Record<string, number>>,
): Story {
  const { items } = await finance.read<{ readonly items: readonly { readonly id: string }[] }>(
    `/v1/recoveries?case=${id}`,
  );
  const at = `/v1/recoveries/${items[0]!.id}`;
  const due = Object.entries(parts);
  const [lastDate] = due.at(-1)!;
  await caseworker.send(`${at}/claim`, {
    amount: kroner(due.reduce((all, [, part]) => all + part, 0)),
    dueOn: lastDate,
    grounds: 'Penger som ikke er brukt etter formålet, betales tilbake.',
  });
  await decisionMaker.send(`${at}/claim-approval`);
  if (due.length > 1)
    await caseworker.send(`${at}/instalments`, {
      instalments: due.map(([dueOn, part]) => ({ dueOn, amount: kroner(part) })),
      grounds: 'Mottakeren kan ikke betale alt på én gang.',
    });
  for (const [index, [date, part]] of due.entries()) {
    yield date;
    await finance.send(`${at}/repayments`, {
      amount: kroner(part),
      receivedOn: date,
      bankReference: `R-${index + 1}`,
    });
  }
}
