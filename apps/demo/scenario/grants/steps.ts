import { called } from '#http/dev-login/cast.js';
import type { Person } from '../scene.js';
import { kroner, type Agency } from './agency.js';

/** An applicant and the case of its application. */
export interface Case {
  readonly id: string;
  readonly applicant: Person;
}

/** Who applies for each of the organisations, and is who to ask. */
const CONTACT_PERSON = 'Kari Nordmann';

/** An organisation's name as part of a person's id. */
function shortOf(name: string): string {
  const letters = name.toLowerCase().replaceAll('å', 'aa').replaceAll('ø', 'o').replaceAll('é', 'e');
  return letters.replace(/ as$/, '').replaceAll(' ', '-');
}

/** An organisation applies, under a number of those that are given to made-up ones. Amounts in kroner. */
export async function apply(
  { scene }: Agency,
  callId: string,
  about: {
    readonly organisation: string;
    readonly name: string;
    readonly title: string;
    readonly amount: number;
    readonly coFunding?: number;
  },
): Promise<Case> {
  const { organisation, name, title, amount, coFunding = 0 } = about;
  const applicant = await scene.person(
    called(`applicant-of-${shortOf(name)}`, CONTACT_PERSON),
    ['applicant'],
    organisation,
  );
  const { id } = await applicant.send('/v1/applications', {
    callId,
    applicant: { name, contactPerson: CONTACT_PERSON, account: '86011117947' },
    title,
    amount: kroner(amount),
    ...(coFunding === 0 ? {} : { coFunding: kroner(coFunding) }),
    budgetLines: [{ text: 'Lønn og materialer', amount: kroner(amount + coFunding) }],
    language: 'nb',
  });
  await applicant.send(`/v1/applications/${id}/submission`);
  return { id, applicant };
}

/** A caseworker takes the case, is impartial, checks who may apply, scores and recommends. Amount in kroner. */
export async function assess(
  caseworker: Person,
  { id }: Case,
  { amount, points = 4 }: { readonly amount: number; readonly points?: number },
): Promise<void> {
  const at = `/v1/applications/${id}`;
  await caseworker.send(`${at}/assignment`);
  await caseworker.send(`${at}/impartiality`, { conflict: false });
  await score(caseworker, id, points);
  const outcome = amount > 0 ? 'granted' : 'rejected';
  await caseworker.send(`${at}/recommendation`, {
    outcome,
    amount: kroner(amount),
    rationale: amount > 0 ? 'Prosjektet oppfyller målet med ordningen.' : 'Andre oppfyller målet bedre.',
  });
}

/** Eligibility and scores of someone who has the case and is impartial. */
export async function score(caseworker: Person, id: string, points: number): Promise<void> {
  const at = `/v1/applications/${id}`;
  await caseworker.send(`${at}/eligibility`, {
    checks: [{ code: 'no-dividend', met: true, note: 'Paragraf 9 i vedtektene.' }],
  });
  await caseworker.send(`${at}/scores`, {
    scores: ['need', 'solution', 'capacity'].map((criterion) => ({
      criterion,
      score: points,
      rationale: 'Som planen og referansene viser.',
    })),
  });
}

/** What a decision says beside its amount. */
export interface DecisionTerms {
  readonly amount: number;
  /** Kroner by due date; all on the day of the decision when left out. */
  readonly schedule?: Readonly<Record<string, number>>;
  readonly conditions?: readonly string[];
}

/** A decision is proposed by one and approved by another, and the applicant is told. Amounts in kroner. */
export async function decide(
  { scene, decisionMaker }: Agency,
  caseworker: Person,
  { id }: Case,
  { amount, schedule = { [scene.today]: amount }, conditions = [] }: DecisionTerms,
): Promise<void> {
  const at = `/v1/applications/${id}`;
  const granted = amount > 0;
  await caseworker.send(`${at}/proposal`, {
    outcome: granted ? 'granted' : 'rejected',
    amount: kroner(amount),
    grounds: granted
      ? 'Prosjektet oppfyller målet med ordningen, og det er plass i budsjettet.'
      : 'Ordningen har flere gode søknader enn penger; andre får flere poeng.',
    conditions,
    schedule: granted
      ? Object.entries(schedule).map(([dueDate, due]) => ({ dueDate, amount: kroner(due) }))
      : [],
  });
  await decisionMaker.send(`${at}/approval`, { impartiality: { conflict: false } });
  await notify(caseworker, id, scene.today);
}

/** The applicant is told of the decision. */
export async function notify(caseworker: Person, id: string, receivedOn: string): Promise<void> {
  await caseworker.send(`/v1/applications/${id}/notification`, { receivedOn, channel: 'portal' });
}

/** A payout as the ledger lists it. */
interface PayoutAnswer {
  readonly id: string;
  readonly status: string;
  readonly attempts: number;
}

/** Pays everything of a case that is due: attested, approved by another, instructed, settled. */
export async function payWhatIsDue(agency: Agency, { id }: Case): Promise<void> {
  const { finance, scene } = agency;
  await scene.catchUp();
  const { items } = await finance.read<{ readonly items: readonly PayoutAnswer[] }>(`/v1/payouts?case=${id}`);
  for (const payout of items.filter(({ status }) => status === 'due')) {
    const at = `/v1/payouts/${payout.id}`;
    await sendToTheBank(agency, payout.id);
    const attempt = payout.attempts + 1;
    const settlement = {
      status: 'settled',
      settledOn: scene.today,
      bankReference: `B-${payout.id.slice(0, 8)}${attempt === 1 ? '' : `-${attempt}`}`,
    };
    // From the second attempt on a report names its instruction.
    const { instructionId } = await finance.read<{ readonly instructionId: string }>(at);
    await finance.send(`${at}/settlement`, attempt === 1 ? settlement : { ...settlement, instructionId });
  }
}

/** A payout that is due is attested, approved by another, and handed to the bank. */
export async function sendToTheBank(
  { attester, secondDecisionMaker, finance }: Agency,
  payoutId: string,
): Promise<void> {
  const at = `/v1/payouts/${payoutId}`;
  await attester.send(`${at}/attestation`);
  await secondDecisionMaker.send(`${at}/approval`);
  await finance.send(`${at}/instruction`);
}

/** The recipient accepts the grant. */
export async function accept({ id, applicant }: Case): Promise<void> {
  await applicant.send(`/v1/awards/${id}/acceptance`);
}

/** The recipient appeals, against the first decision where nothing else is said; answers the appeal's id. */
export async function appeal(
  { id, applicant }: Case,
  grounds: string,
  against: object = { kind: 'decision', number: 1 },
): Promise<string> {
  const submitted = await applicant.send(`/v1/cases/${id}/appeals`, { against, grounds });
  return submitted.id;
}
