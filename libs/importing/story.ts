import { addDays } from '#calendar/oslo.js';
import type { Actor, Position } from '#eventsourcing/event.js';
import { derivedId } from '#eventsourcing/ids.js';
import { TakeApplicationStep } from '#grants/application/applications/steps.js';
import { AcceptAward } from '#grants/application/awards/accept-award.js';
import { ApproveDecision } from '#grants/application/decisions/approve-decision.js';
import { payoutIdsOf } from '#grants/application/awards/awards.js';
import { CreateDraft } from '#grants/application/drafts/create-draft.js';
import { SubmitApplication } from '#grants/application/drafts/submit-application.js';
import { TakePayoutStep } from '#payouts/application/payouts/steps.js';
import type { Assumptions } from './assumptions.js';
import type { Grant } from './records/grant-record.js';
import { castOf, step, type Pseudonym } from './officials.js';
import { paymentsOf, scheduleOf } from './programmes.js';
import { at, DAYS_TO_DECISION } from './set-up.js';
import type { Run } from './until-refused.js';

/** What a story is told with. */
export interface Stage {
  readonly run: Run;
  /** UTC instant now: payments that are due by it are made. */
  readonly now: string;
  readonly pseudonym: Pseudonym;
  readonly assumed: Assumptions;
  /** Waits until what must follow from the log up to a position has. */
  readonly followed: (position: Position) => Promise<void>;
}

/** Id of a grant's case. */
export function caseIdOf(grant: Grant): string {
  return derivedId('demo-case', grant.id);
}

/** Drives one real grant through every step from application to settled payouts; steps taken before change nothing. */
export async function play(grant: Grant, callId: string, stage: Stage): Promise<void> {
  const id = caseIdOf(grant);
  const { run, pseudonym, assumed } = stage;
  const cast = castOf(grant, pseudonym, assumed.subject);
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
      account: assumed.account(grant.recipient.id),
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
  const { points, scoring, recommendation, grounds } = assumed[outcome];
  const scores = assumed.criteria.map((criterion) => ({
    criterion: criterion.code,
    score: points(criterion),
    rationale: scoring,
  }));
  await assess({ type: 'ScoreApplication', scores }, 'score', decided);
  await assess(
    { type: 'RecommendDecision', outcome, amount, rationale: recommendation },
    'recommend',
    decided,
  );
  const { currency } = grant;
  const schedule = (granted ? scheduleOf(grant) : []).map((due) => ({
    dueDate: due.dueDate,
    amount: { amount: due.amount, currency },
  }));
  await assess({ type: 'ProposeDecision', outcome, amount, grounds, schedule }, 'propose', decided);
  const impartiality = { conflict: false };
  await run(
    new ApproveDecision(
      id,
      { impartiality, letterElsewhere: true },
      as(cast.decisionMaker, 'approve', decided),
    ),
  );
  if (granted) await pay(grant, stage);
}

/**
 * Acceptance and payouts: judged now, or on the day the last instalment falls due if that is later. What was not paid
 * stays open: the last payout is settled in part, those after it wait for attestation.
 */
export async function pay(
  grant: Grant,
  { run, now: today, pseudonym, assumed, followed }: Stage,
): Promise<void> {
  const id = caseIdOf(grant);
  const cast = castOf(grant, pseudonym, assumed.subject);
  const schedule = scheduleOf(grant).map((each, index) => ({ ...each, number: index + 1 }));
  const lastDue = at(schedule.at(-1)!.dueDate);
  const now = today > lastDue ? today : lastDue;
  const accepted = await run(
    new AcceptAward(id, {}, step(cast.applicant, now, at(grant.awardDate), grant.id, 'accept')),
  );
  // Its payouts are opened.
  await followed(accepted.position);
  const payoutIds = payoutIdsOf(id, schedule);
  for (const [index, paid] of paymentsOf(grant).entries()) {
    const payoutId = payoutIds[index]!;
    const { dueDate, number, amount } = schedule[index]!;
    const as = (actor: Actor, name: string) => step(actor, now, at(dueDate), grant.id, `${name} ${number}`);
    /** Who has not taken a step in the case before declares with this one. */
    const declared = (content: TakePayoutStep['content'], actor: Actor, name: string) =>
      run(new TakePayoutStep(payoutId, content, { ...as(actor, name), impartiality: { conflict: false } }));
    const take = (content: TakePayoutStep['content'], actor: Actor, name: string) =>
      run(new TakePayoutStep(payoutId, content, as(actor, name)));
    await declared({ type: 'AttestPayout' }, cast.attester, 'attest');
    await declared({ type: 'ApprovePayout' }, cast.approver, 'approve payout');
    await take({ type: 'InstructPayout' }, cast.finance, 'instruct');
    const settled = {
      type: 'SettlePayout',
      settledOn: dueDate,
      bankReference: assumed.bankReference(payoutId),
      ...(paid < amount && { amount: { amount: paid, currency: grant.currency } }),
    } as const;
    await take(settled, cast.finance, 'settle');
  }
}
