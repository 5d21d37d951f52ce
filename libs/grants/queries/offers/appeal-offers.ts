import type { Money } from '#money/money.js';
import { offeringUnder, type Offer } from '#cqrs/offer.js';
import {
  againstOf,
  impartialityOf,
  newDecisionOf,
  type AppealedBody,
} from '../../application/appeals/content.js';
import { DecideAppeal } from '../../application/appeals/decide-appeal.js';
import { ApproveDismissal, ProposeDismissal } from '../../application/appeals/dismiss-appeal.js';
import { NotifyAppealOutcome, SendProvisionalReply } from '../../application/appeals/inform-party.js';
import { AcceptLateAppeal, ForwardAppeal, PrepareAppeal } from '../../application/appeals/prepare-appeal.js';
import { CoverCosts, DeferEnforcement } from '../../application/appeals/relieve-party.js';
import { ApproveReversal, ProposeReversal } from '../../application/appeals/reverse-decision.js';
import { SubmitAppeal } from '../../application/appeals/submit-appeal.js';
import { WithdrawAppeal } from '../../application/appeals/withdraw-appeal.js';
import type { Appealed } from '../../contract/events.js';

/** An appeal as its offers need it. */
export interface AppealOffered {
  readonly id: string;
  readonly against: Appealed;
}

/** What the offers on appeals in a case are made of. */
export interface AppealFacts {
  readonly caseId: string;
  /** What was applied for. */
  readonly applied: Money;
  /** Calendar date. */
  readonly today: string;
  /** Number of the decision in force; none before it. */
  readonly decision: number | undefined;
  readonly appeals: readonly AppealOffered[];
}

/** Every command a person may send on appeals in a case, with a body that fits the case. */
export function appealOffers(facts: AppealFacts): Offer[] {
  return [...submission(facts), ...facts.appeals.flatMap((appeal) => offersOn(appeal, facts))];
}

function submission({ caseId, decision }: AppealFacts): Offer[] {
  if (decision === undefined) return [];
  const body = {
    against: { kind: 'decision', number: decision } satisfies AppealedBody,
    grounds: 'The need was overlooked.',
  };
  return [
    {
      name: 'submit-appeal',
      method: 'POST',
      href: `/v1/cases/${caseId}/appeals`,
      example: body,
      command: (context) =>
        new SubmitAppeal(caseId, { against: againstOf(body.against)!, grounds: body.grounds }, context),
    },
  ];
}

const step = { impartiality: { conflict: false } };

function offersOn({ id, against }: AppealOffered, { applied, today }: AppealFacts): Offer[] {
  const impartiality = impartialityOf(step.impartiality);
  const grounds = (words: string) => ({ ...step, grounds: words });
  const replacement = {
    outcome: 'granted',
    amount: applied,
    schedule: [{ dueDate: today, amount: applied }],
  } as const;
  // Only a decision on the application is replaced by another one.
  const replaced = against.kind === 'decision' ? replacement : undefined;

  const late = grounds('The applicant was in hospital when the notice came.');
  const dismissal = grounds('Whoever appeals is not a party to the case.');
  const reversal = {
    ...grounds('The need is documented after all.'),
    ...(replaced ? { newDecision: replaced } : {}),
  };
  const forwarding = { ...step, statement: 'Nothing new was said.' };
  const decision = { ...grounds('All applicants were treated alike.'), outcome: 'stands' } as const;
  const withdrawal = { grounds: 'We have found another way.' };
  const reply = { text: 'Your appeal is being treated.' };
  const deferral = { grounds: 'Jobs would be lost before the appeal is decided.' };
  const costs = {
    amount: { amount: 100_000, currency: applied.currency },
    grounds: 'Legal advice was needed.',
  };
  const notice = { receivedOn: today, channel: 'portal' } as const;

  const offer = offeringUnder(`/v1/appeals/${id}`);
  return [
    offer(
      'prepare-appeal',
      'preparation',
      step,
      (context) => new PrepareAppeal(id, { impartiality }, context),
    ),
    offer(
      'accept-late-appeal',
      'late-acceptance',
      late,
      (context) => new AcceptLateAppeal(id, { impartiality, grounds: late.grounds }, context),
    ),
    offer(
      'propose-dismissal',
      'dismissal',
      dismissal,
      (context) => new ProposeDismissal(id, { impartiality, grounds: dismissal.grounds }, context),
    ),
    offer(
      'approve-dismissal',
      'dismissal-approval',
      step,
      (context) => new ApproveDismissal(id, { impartiality }, context),
    ),
    offer(
      'propose-reversal',
      'reversal',
      reversal,
      (context) =>
        new ProposeReversal(
          id,
          { impartiality, grounds: reversal.grounds, newDecision: newDecisionOf(replaced) },
          context,
        ),
    ),
    offer(
      'approve-reversal',
      'reversal-approval',
      step,
      (context) => new ApproveReversal(id, { impartiality }, context),
    ),
    offer(
      'forward-appeal',
      'forwarding',
      forwarding,
      (context) => new ForwardAppeal(id, { impartiality, statement: forwarding.statement }, context),
    ),
    offer(
      'decide-appeal',
      'decision',
      decision,
      (context) =>
        new DecideAppeal(id, { impartiality, outcome: 'stands', grounds: decision.grounds }, context),
    ),
    offer(
      'withdraw-appeal',
      'withdrawal',
      withdrawal,
      (context) => new WithdrawAppeal(id, withdrawal, context),
    ),
    offer(
      'send-provisional-reply',
      'provisional-reply',
      reply,
      (context) => new SendProvisionalReply(id, reply, context),
    ),
    offer(
      'defer-enforcement',
      'deferral',
      deferral,
      (context) => new DeferEnforcement(id, deferral, context),
    ),
    offer('cover-costs', 'costs', costs, (context) => new CoverCosts(id, costs, context)),
    offer(
      'notify-appeal-outcome',
      'notification',
      notice,
      (context) => new NotifyAppealOutcome(id, notice, context),
    ),
  ];
}
