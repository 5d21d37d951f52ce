import { addDays } from '#calendar/oslo.js';
import { possibleSteps, possibleUnder, type PossibleCommand } from '#cqrs/possible-commands.js';
import { DeclineAward } from '../../application/awards/decline-award.js';
import { AskToReopenOffer } from '../../application/awards/reopen-offer.js';
import { SetAcceptanceDate } from '../../application/awards/set-acceptance-date.js';
import { AcceptAward } from '../../application/awards/accept-award.js';
import { ApproveAmendment } from '../../application/awards/approve-amendment.js';
import { ForewarnRevocation } from '../../application/awards/forewarn-revocation.js';
import { TakeAwardStep } from '../../application/awards/steps.js';
import { possibleOnRequests } from './amendment-request-commands.js';
import { releasedOf, wasAccepted, type AcceptedAward, type Award } from '../../domain/award/state.js';

/** What the possible commands on the award of a case are made of. */
export interface AwardFacts {
  readonly caseId: string;
  /** Calendar date. */
  readonly today: string;
  readonly state: Award;
  /** Officials register what came otherwise than through the portal. */
  readonly official: boolean;
}

/** Every command a person may send on the award of a case, with a body that fits it. */
export function possibleOnAward(facts: AwardFacts): PossibleCommand[] {
  const { caseId, state } = facts;
  const accept: PossibleCommand = {
    name: 'accept-award',
    method: 'POST',
    href: `/v1/awards/${caseId}/acceptance`,
    command: (context) => new AcceptAward(caseId, {}, context),
  };
  if (wasAccepted(state)) return [accept, ...possibleOn(facts, state)];
  const command = possibleUnder(`/v1/awards/${caseId}`);
  const declining = { grounds: 'The premises were let to somebody else.' };
  const date = { lastDay: addDays(facts.today, 21) };
  const reopen: PossibleCommand = {
    name: 'reopen-offer',
    method: 'POST',
    href: `/v1/awards/${caseId}/offer-reopening`,
    command: (context) => new AskToReopenOffer(caseId, {}, context),
  };
  return [
    accept,
    reopen,
    command(
      'decline-award',
      'declining',
      declining,
      (context) => new DeclineAward(caseId, declining, context),
    ),
    command(
      'set-acceptance-date',
      'acceptance-date',
      date,
      (context) => new SetAcceptanceDate(caseId, date, context),
    ),
  ];
}

function possibleOn(facts: AwardFacts, state: AcceptedAward): PossibleCommand[] {
  const { caseId: id, today } = facts;
  const base = `/v1/awards/${id}`;
  const command = possibleUnder(base);
  const step = possibleSteps(
    base,
    (content: TakeAwardStep['content'], context) => new TakeAwardStep(id, content, context),
  );
  const { currency } = state.terms.amount;
  const words = { grounds: 'As proposed.' };
  const forewarning = { grounds: 'The work was stopped.', replyBy: addDays(today, 21) };
  const kept = Math.max(0, Math.min(releasedOf(state), state.amount - 1));
  const amendment = state.amendments;
  return [
    ...state.conditions
      .filter(({ fulfilled }) => !fulfilled)
      .map(({ number: condition }) =>
        step(
          `conditions/${condition}/fulfilment`,
          { type: 'FulfilCondition', condition, evidence: 'The lease was sent in.' },
          'condition',
        ),
      ),
    step('amendments', {
      type: 'ProposeAmendment',
      kind: 'conditions',
      addConditions: [{ text: 'What was learned is published.' }],
      grounds: 'Others want to do the same.',
    }),
    ...(amendment === 0
      ? []
      : [
          command(
            'approve-amendment',
            `amendments/${amendment}/approval`,
            words,
            (context) => new ApproveAmendment(id, { amendment, ...words }, context),
          ),
          step(
            `amendments/${amendment}/return`,
            { type: 'ReturnAmendment', amendment, grounds: 'The need is not documented.' },
            'amendment',
          ),
        ]),
    command(
      'forewarn-revocation',
      'revocation-forewarning',
      forewarning,
      (context) => new ForewarnRevocation(id, forewarning, context),
    ),
    step('revocation', {
      type: 'ProposeRevocation',
      amountInForce: { amount: kept, currency },
      grounds: 'The work was stopped.',
    }),
    step('revocation-approval', { type: 'ApproveRevocation', ...words }),
    step('reinstatement', {
      type: 'ProposeReinstatement',
      grounds: 'The letter about the new premises had been overlooked.',
    }),
    step('reinstatement-approval', { type: 'ApproveReinstatement', ...words }),
    step('reinstatement-return', {
      type: 'ReturnReinstatement',
      grounds: 'Say when the premises can be used.',
    }),
    ...possibleOnRequests(facts, state),
    ...accountCommands(step, state),
    step('ending', { type: 'EndWithdrawnAward' }),
    step('closing', { type: 'CloseAward', note: 'All is paid and reported.' }),
  ];
}

/** Where the grant is paid to; approval and rejection are about the correction that waits. */
function accountCommands(
  step: ReturnType<typeof possibleSteps<TakeAwardStep['content']>>,
  { accountCorrection }: AcceptedAward,
): PossibleCommand[] {
  const propose = step('account-corrections', {
    type: 'ProposeAccountCorrection',
    account: '12345678911',
    evidence: 'A letter of the bank says that the account is the recipient’s.',
  });
  if (!accountCorrection) return [propose];
  const { number: correction } = accountCorrection;
  return [
    propose,
    step(
      `account-corrections/${correction}/approval`,
      { type: 'ApproveAccountCorrection', correction, grounds: 'The letter was seen.' },
      'correction',
    ),
    step(
      `account-corrections/${correction}/rejection`,
      {
        type: 'RejectAccountCorrection',
        correction,
        grounds: 'The letter names another organisation.',
      },
      'correction',
    ),
  ];
}
