import { accept, refuse } from '#eventsourcing/decider.js';
import type { Money } from '#money/money.js';
import type { RecoveryEvent } from '../../contract/events.js';
import type { GivenUp, GivingUpForm } from '#giving-up/given-up.js';
import { barredFromJudging, barredFromNaming, givenUpBy, type Judge } from '#giving-up/giving-up.js';
import { claimable } from './barring.js';
import { actsForDebtor } from './claim.js';
import {
  debtorRepresentative,
  exceedsOwed,
  inState,
  noAmount,
  nothingProposed,
  otherCurrency,
  type Answer,
} from './refusals.js';
import {
  barredOwed,
  expected,
  givenUpByClaiming,
  isClaimed,
  owed,
  stillWrittenOff,
  type KnownRecovery,
} from './state.js';

/** An official proposes to give up money that is due back. */
interface ProposeGivingUp {
  readonly type: 'ProposeGivingUp';
  readonly proposer: string;
  readonly form: GivingUpForm;
  /** Left out: all there is to give up; nothing is dropped in part. */
  readonly amount?: Money | undefined;
  /** The rule that allows it. */
  readonly authority?: string | undefined;
  readonly grounds: string;
}

/** To give up is proposed; a further proposal replaces the one before, also one in another form. */
function propose(command: ProposeGivingUp, state: KnownRecovery): Answer {
  const { proposer, form, authority, grounds } = command;
  if (actsForDebtor(proposer, undefined, state)) return refuse(debtorRepresentative());
  const wrong = wrongFor(form, state);
  if (wrong) return refuse(wrong);
  const { currency } = state.order.amount;
  const most = mostOf(form, state);
  const amount = form === 'drop' ? most : (command.amount?.amount ?? most);
  if (command.amount && command.amount.currency !== currency)
    return refuse(otherCurrency(state, command.amount.currency));
  if (amount < 1) return refuse(noAmount());
  if (amount > most) return refuse(exceedsOwed(amount, most));
  const { recoveryId } = state.order;
  const proposal = state.givingUps + 1;
  return accept<RecoveryEvent>({
    type: 'GivingUpProposed',
    data: {
      recoveryId,
      proposal,
      proposer,
      form,
      amount: { amount, currency },
      ...(authority === undefined ? {} : { authority }),
      grounds,
    },
  });
}

/** A decision-maker, or the stand-in named for it, gives up what was proposed. */
interface ApproveGivingUp {
  readonly type: 'ApproveGivingUp';
  readonly judge: Judge;
  /** That of the acting person. */
  readonly organisation?: string | undefined;
  readonly note?: string | undefined;
}

/** Another person gives up, by an authority for all that is given up of the claim: what was proposed, or what is left of it. */
function approve({ judge, organisation, note }: ApproveGivingUp, state: KnownRecovery): Answer {
  const { givingUp, order } = state;
  if (!givingUp) return refuse(nothingProposed());
  if (actsForDebtor(judge.person, organisation, state)) return refuse(debtorRepresentative());
  const { form } = givingUp;
  const wrong = wrongFor(form, state);
  if (wrong) return refuse(wrong);
  const some = Math.min(givingUp.amount, mostOf(form, state));
  if (some < 1) return refuse(nothingProposed());
  const judged = givenUpBy(informed(judge, state), givingUp, givenUpWith(form, some, state));
  if ('refused' in judged) return refuse(judged.refused);
  return accept<RecoveryEvent>(...given(form, some, judged.givenUp, note, state, order.amount.currency));
}

/** A decision-maker, or the stand-in named for it, returns what was proposed. */
interface ReturnGivingUp {
  readonly type: 'ReturnGivingUp';
  readonly judge: Judge;
  /** That of the acting person. */
  readonly organisation?: string | undefined;
  readonly grounds: string;
}

/** Nothing is given up. It takes the same person as to give up, but no authority for the sum. */
function giveBack({ judge, organisation, grounds }: ReturnGivingUp, state: KnownRecovery): Answer {
  const { givingUp, order } = state;
  if (!givingUp) return refuse(nothingProposed());
  if (actsForDebtor(judge.person, organisation, state)) return refuse(debtorRepresentative());
  const barred = barredFromJudging(informed(judge, state), givingUp);
  if (barred) return refuse(barred);
  const { recoveryId } = order;
  return accept<RecoveryEvent>({
    type: 'GivingUpReturned',
    data: { recoveryId, proposal: givingUp.number, person: judge.person, grounds },
  });
}

/** A superior names who judges the proposal, where nobody else is left. */
interface NameGivingUpStandIn {
  readonly type: 'NameGivingUpStandIn';
  readonly namedBy: string;
  readonly person: string;
  readonly grounds: string;
  readonly decidedBy: readonly string[];
}

/** Neither who is named nor who names had a part in it. */
function nameStandIn(command: NameGivingUpStandIn, state: KnownRecovery): Answer {
  const { namedBy, person, grounds, decidedBy } = command;
  const { givingUp, order, claimApprovers } = state;
  if (!givingUp) return refuse(nothingProposed());
  for (const each of [person, namedBy])
    if (actsForDebtor(each, undefined, state)) return refuse(debtorRepresentative());
  const barred = barredFromNaming({ namedBy, person }, givingUp, [...decidedBy, ...claimApprovers]);
  if (barred) return refuse(barred);
  if (givingUp.standIns.includes(person)) return accept<RecoveryEvent>();
  const { recoveryId } = order;
  return accept<RecoveryEvent>({
    type: 'GivingUpStandInNamed',
    data: { recoveryId, proposal: givingUp.number, person, namedBy, grounds },
  });
}

/** Money that is due back is given up by two persons. */
export const givingUp = {
  ProposeGivingUp: propose,
  ApproveGivingUp: approve,
  ReturnGivingUp: giveBack,
  NameGivingUpStandIn: nameStandIn,
};

/** Whoever approved the claim counts as having decided what is given up. */
export function informed(judge: Judge, { claimApprovers }: KnownRecovery): Judge {
  return { ...judge, decidedBy: [...judge.decidedBy, ...claimApprovers] };
}

function wrongFor(form: GivingUpForm, state: KnownRecovery) {
  const { status } = state;
  switch (form) {
    case 'drop':
      return status === 'forewarned' || status === 'proposed' || state.fallen?.sentBack
        ? undefined
        : inState(state, 'forewarned or proposed');
    case 'waive':
      return isClaimed(state) || status === 'written-off' ? undefined : inState(state, 'claimed');
    case 'write-off':
      return isClaimed(state) ? undefined : inState(state, 'claimed');
  }
}

/** Minor units that may be given up in that form. */
function mostOf(form: GivingUpForm, state: KnownRecovery): number {
  switch (form) {
    case 'drop':
      return state.fallen?.sentBack ? state.fallen.undecided : claimable(state);
    case 'waive':
      return owed(state) - barredOwed(state);
    case 'write-off':
      return expected(state);
  }
}

/** Minor units given up of the claim in all, together with so much more. */
function givenUpWith(form: GivingUpForm, some: number, state: KnownRecovery): number {
  if (form === 'drop') return some;
  const less = givenUpByClaiming(state.claimed, state);
  // What is waived of what was written off was given up before.
  return form === 'write-off'
    ? less + stillWrittenOff(state) + some
    : less + some + Math.min(stillWrittenOff(state), mostOf('waive', state) - some);
}

function given(
  form: GivingUpForm,
  some: number,
  givenUp: GivenUp,
  note: string | undefined,
  state: KnownRecovery,
  currency: string,
): RecoveryEvent[] {
  const { recoveryId, awardId } = state.order;
  const { approver } = givenUp;
  const amount = { amount: some, currency };
  switch (form) {
    case 'drop':
      return [
        { type: 'RecoveryDropped', data: { recoveryId, awardId, person: approver, amount, note, givenUp } },
      ];
    case 'waive': {
      const left = { amount: owed(state) - some, currency };
      return [{ type: 'ClaimWaived', data: { recoveryId, awardId, amount, left, note, givenUp } }];
    }
    case 'write-off': {
      const left = { amount: expected(state) - some, currency };
      const { authority = '' } = state.givingUp!;
      return [
        {
          type: 'ClaimWrittenOff',
          data: { recoveryId, awardId, approver, authority, amount, left, note, givenUp },
        },
      ];
    }
  }
}
