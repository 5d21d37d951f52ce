import type { Money } from '#money/money.js';
import { possibleSteps, possibleUnder, type PossibleCommand } from '#cqrs/possible-commands.js';
import { NotifyAppealOutcome } from '../../application/appeals/notify-appeal-outcome.js';
import { RegisterAppeal } from '../../application/appeals/register-appeal.js';
import { TakeAppealStep } from '../../application/appeals/steps.js';
import { SubmitAppeal } from '../../application/appeals/submit-appeal.js';
import type { Appealed } from '../../contract/events.js';

/** An appeal as its possible commands need it. */
export interface KnownAppeal {
  readonly id: string;
  readonly against: Appealed;
  /** Somebody else than the applicant appealed. */
  readonly ofOther?: boolean;
}

/** What the possible commands on appeals in a case are made of. */
export interface AppealFacts {
  readonly caseId: string;
  /** What was applied for. */
  readonly applied: Money;
  /** Calendar date. */
  readonly today: string;
  /** Number of the decision in force; none before it. */
  readonly decision: number | undefined;
  readonly appeals: readonly KnownAppeal[];
}

/** Every command a person may send on appeals in a case, with a body that fits the case. */
export function possibleOnAppeal(facts: AppealFacts): PossibleCommand[] {
  return [...submission(facts), ...facts.appeals.flatMap((appeal) => possibleOn(appeal, facts))];
}

function submission({ caseId, decision, today }: AppealFacts): PossibleCommand[] {
  if (decision === undefined) return [];
  const body = {
    against: { kind: 'decision', number: decision },
    grounds: 'The need was overlooked.',
  } as const;
  const command = possibleUnder(`/v1/cases/${caseId}`);
  const onPaper = { ...body, arrival: { channel: 'post', sentOn: today } } as const;
  return [
    command('submit-appeal', 'appeals', body, (context) => new SubmitAppeal(caseId, body, context)),
    command(
      'register-appeal',
      'appeal-registration',
      onPaper,
      (context) => new RegisterAppeal(caseId, onPaper, context),
    ),
  ];
}

function possibleOn(
  { id, against, ofOther }: KnownAppeal,
  { applied, today }: AppealFacts,
): PossibleCommand[] {
  const base = `/v1/appeals/${id}`;
  const command = possibleUnder(base);
  const step = possibleSteps(
    base,
    (content: TakeAppealStep['content'], context) => new TakeAppealStep(id, content, context),
  );
  const impartial = { impartiality: { conflict: false } };
  // Only a decision on the application is replaced by another one.
  const replacing =
    against.kind === 'decision'
      ? {
          newDecision: {
            outcome: 'granted' as const,
            amount: applied,
            schedule: [{ dueDate: today, amount: applied }],
          },
        }
      : {};
  const notice = { receivedOn: today, channel: 'portal' } as const;
  return [
    step('preparation', { type: 'PrepareAppeal', ...impartial }),
    ...(ofOther
      ? [
          step('standing', {
            type: 'RecogniseStanding',
            ...impartial,
            grounds: 'The neighbour loses the places it offers.',
          }),
          step('knowledge', { type: 'RecordKnowledge', ...impartial, knownOn: today }),
        ]
      : []),
    step('late-acceptance', {
      type: 'AcceptLateAppeal',
      ...impartial,
      grounds: 'The applicant was in hospital when the notice came.',
    }),
    step('dismissal', {
      type: 'ProposeDismissal',
      ...impartial,
      grounds: 'Whoever appeals is not a party to the case.',
    }),
    step('dismissal-approval', { type: 'ApproveDismissal', ...impartial }),
    step('reversal', {
      type: 'ProposeReversal',
      ...impartial,
      grounds: 'The need is documented after all.',
      ...replacing,
    }),
    step('reversal-approval', { type: 'ApproveReversal', ...impartial }),
    step('forwarding', { type: 'ForwardAppeal', ...impartial, statement: 'Nothing new was said.' }),
    step('decision', {
      type: 'DecideAppeal',
      ...impartial,
      grounds: 'All applicants were treated alike.',
      outcome: 'stands',
    }),
    step('closing', { type: 'CloseOvertakenAppeal', ...impartial }),
    step('withdrawal', { type: 'WithdrawAppeal', grounds: 'We have found another way.' }),
    step('provisional-reply', { type: 'SendProvisionalReply', text: 'Your appeal is being treated.' }),
    step('detriment-notice', { type: 'RecordDetrimentNotice', sentOn: today }),
    step('deferral', {
      type: 'DeferEnforcement',
      grounds: 'Jobs would be lost before the appeal is decided.',
    }),
    step('costs', {
      type: 'CoverCosts',
      amount: { amount: 100_000, currency: applied.currency },
      grounds: 'Legal advice was needed.',
    }),
    command(
      'notify-appeal-outcome',
      'notification',
      notice,
      (context) => new NotifyAppealOutcome(id, notice, context),
    ),
    step('receipt-correction', {
      type: 'ProposeReceiptCorrection',
      receivedOn: today,
      grounds: 'The postal receipt bears this day.',
    }),
    step('receipt-correction-approval', { type: 'ApproveReceiptCorrection', correction: 1 }),
    step('receipt-correction-rejection', {
      type: 'RejectReceiptCorrection',
      correction: 1,
      grounds: 'That receipt is of another letter.',
    }),
  ];
}
