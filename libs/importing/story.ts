import { addDays } from '#calendar/oslo.js';
import type { EventStore } from '#event-store/port.js';
import type { Actor } from '#eventsourcing/event.js';
import { derivedId } from '#eventsourcing/ids.js';
import { TakeApplicationStep } from '#grants/application/applications/steps.js';
import { AcceptAward } from '#grants/application/awards/accept-award.js';
import { ApproveDecision } from '#grants/application/decisions/approve-decision.js';
import { payoutIdsOf } from '#grants/application/awards/awards.js';
import { CreateDraft } from '#grants/application/drafts/create-draft.js';
import { SubmitApplication } from '#grants/application/drafts/submit-application.js';
import { streams } from '#grants/contract/events.js';
import { ApprovePayout } from '#payouts/application/payouts/approve-payout.js';
import { AttestPayout } from '#payouts/application/payouts/attest-payout.js';
import { InstructPayout } from '#payouts/application/payouts/instruct-payout.js';
import { SettlePayout } from '#payouts/application/payouts/settle-payout.js';
import { payoutStream } from '#payouts/contract/events.js';
import { testAccountOf } from './test-accounts.js';
import type { Grant } from './records/grant-record.js';
import { castOf, step, type Pseudonym } from './officials.js';
import { paymentsOf, scheduleOf } from './programmes.js';
import { at, CRITERIA, DAYS_TO_DECISION } from './set-up.js';
import type { Run } from './until-refused.js';

/** What a story is told with. */
export interface Stage {
  readonly run: Run;
  readonly store: EventStore;
  /** UTC instant now: payments that are due by it are made. */
  readonly now: string;
  readonly pseudonym: Pseudonym;
}

/** Id of a grant's case. */
export function caseIdOf(grant: Grant): string {
  return derivedId('demo-case', grant.id);
}

/** Drives one real grant through every step from application to settled payouts; steps taken before change nothing. */
export async function play(grant: Grant, callId: string, stage: Stage): Promise<void> {
  if (await isOver(grant, stage)) return;
  const id = caseIdOf(grant);
  const { run, pseudonym } = stage;
  const cast = castOf(grant, pseudonym);
  const granted = grant.amount > 0;
  const outcome = granted ? 'granted' : 'rejected';
  const amount = { amount: grant.amount, currency: grant.currency };
  const submitted = at(addDays(grant.awardDate, -DAYS_TO_DECISION));
  const decided = at(grant.awardDate);
  const as = (actor: Actor, name: string, now: string) => step(actor, now, now, grant.id, name);
  const assess = (taken: TakeApplicationStep['content'], name: string, now: string) =>
    run(new TakeApplicationStep(id, taken, as(cast.caseworker, name, now)));

  const document = {
    applicant: {
      name: grant.recipient.name,
      kind: grant.recipient.kind,
      account: testAccountOf(grant.recipient.id),
    },
    title: grant.title,
    // Sealed, unlike whom the case belongs to.
    ...(grant.recipient.kind === 'person' && { summary: `Published as ${grant.recipient.id}` }),
    amount: { amount: grant.applied, currency: grant.currency },
  };
  await run(new CreateDraft(id, { callId, document }, as(cast.applicant, 'draft', submitted)));
  await run(new SubmitApplication(id, {}, as(cast.applicant, 'submit', submitted)));
  await assess({ type: 'AssignCaseworker' }, 'assign', submitted);
  await assess({ type: 'DeclareImpartiality', conflict: false }, 'impartiality', submitted);
  const scores = CRITERIA.map(({ code, max }) => ({
    criterion: code,
    score: granted ? max - 1 : 2,
    rationale: granted
      ? 'The plan meets the criterion.'
      : 'The plan does not show how it meets the criterion.',
  }));
  await assess({ type: 'ScoreApplication', scores }, 'score', decided);
  const rationale = granted ? 'Scores well on all criteria.' : 'Nothing can be granted.';
  await assess({ type: 'RecommendDecision', outcome, amount, rationale }, 'recommend', decided);
  const grounds = granted
    ? 'The application scores well and there is room in the budget.'
    : 'The amount published is 0: nothing was granted.';
  const { currency } = grant;
  const schedule = (granted ? scheduleOf(grant) : []).map((due) => ({
    dueDate: due.dueDate,
    amount: { amount: due.amount, currency },
  }));
  await assess({ type: 'ProposeDecision', outcome, amount, grounds, schedule }, 'propose', decided);
  const impartiality = { conflict: false };
  await run(new ApproveDecision(id, { impartiality }, as(cast.decisionMaker, 'approve', decided)));
  if (granted) await pay(grant, stage);
}

/**
 * Acceptance and payouts: judged now, or on the day the last instalment falls due if that is later. What was not paid
 * stays open: the last payout is settled in part, those after it wait for attestation.
 */
async function pay(grant: Grant, { run, now: today, pseudonym }: Stage): Promise<void> {
  const id = caseIdOf(grant);
  const cast = castOf(grant, pseudonym);
  const schedule = scheduleOf(grant).map((each, index) => ({ ...each, number: index + 1 }));
  const lastDue = at(schedule.at(-1)!.dueDate);
  const now = today > lastDue ? today : lastDue;
  await run(new AcceptAward(id, {}, step(cast.applicant, now, at(grant.awardDate), grant.id, 'accept')));
  const payoutIds = payoutIdsOf(id, schedule);
  for (const [index, paid] of paymentsOf(grant).entries()) {
    const payoutId = payoutIds[index]!;
    const { dueDate, number, amount } = schedule[index]!;
    const as = (actor: Actor, name: string) => step(actor, now, at(dueDate), grant.id, `${name} ${number}`);
    await run(new AttestPayout(payoutId, {}, as(cast.attester, 'attest')));
    await run(new ApprovePayout(payoutId, {}, as(cast.approver, 'approve payout')));
    await run(new InstructPayout(payoutId, {}, as(cast.finance, 'instruct')));
    const settled = {
      settledOn: dueDate,
      bankReference: `DEMO-${payoutId.slice(0, 8)}`,
      ...(paid < amount && { amount: paid }),
    };
    await run(new SettlePayout(payoutId, settled, as(cast.finance, 'settle')));
  }
}

/** Whether the grant's last step was taken in an earlier run; of one that nothing was paid of all are taken again. */
async function isOver(grant: Grant, { store }: Stage): Promise<boolean> {
  const id = caseIdOf(grant);
  const number = paymentsOf(grant).length;
  if (grant.amount > 0 && number === 0) return false;
  const [stream, types] =
    grant.amount > 0
      ? [payoutStream(derivedId('payout', id, number)), ['PayoutSettled', 'PayoutPartiallySettled']]
      : [streams.application(id), ['DecisionApproved']];
  const [last] = await store.readStream(stream, { direction: 'backwards', limit: 1 });
  return last !== undefined && types.includes(last.type);
}
