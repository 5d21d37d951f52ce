import { List } from 'immutable';
import { deadlineAfter } from '#calendar/deadlines.js';
import { addDays } from '#calendar/oslo.js';
import { accept, refuse } from '#eventsourcing/decider.js';
import type { Money } from '#money/money.js';
import { sameOrganisation } from '#organisations/organisation-number.js';
import type { OutcomeBody, RecoveryEvent } from '../../contract/events.js';
import { givenUpBy, type Judge } from '#giving-up/giving-up.js';
import {
  barred,
  basisAnnulled,
  debtorRepresentative,
  deferred,
  dueInThePast,
  exceedsForewarned,
  fourEyes,
  inState,
  noAmount,
  otherCurrency,
  replyOpen,
  type Answer,
} from './refusals.js';
import { barringsBy, becameBarred, claimable } from './barring.js';
import { givenUpByClaiming, isOpen, type KnownRecovery } from './state.js';

/** Time to pay where neither the proposal nor the regulation says: as long as the usual time to appeal against the claim. */
const USUAL = { weeks: 3 } as const;

/** The debtor answers the forewarning. */
interface ReplyToForewarning {
  readonly type: 'ReplyToForewarning';
  readonly person: string;
  readonly answer: string;
}

/** The debtor answers; the forewarning may be answered as long as nothing is claimed. */
function reply({ person, answer: words }: ReplyToForewarning, state: KnownRecovery): Answer {
  if (state.status !== 'forewarned' && state.status !== 'proposed')
    return refuse(inState(state, 'forewarned'));
  const { recoveryId } = state.order;
  return accept<RecoveryEvent>({
    type: 'ForewarningAnswered',
    data: { recoveryId, person, answer: words },
  });
}

/** The time to answer the forewarning is over. */
interface LapseForewarning {
  readonly type: 'LapseForewarning';
  readonly dueAt: string;
}

/** The time to answer passed; an answer that came, or a claim on its way, makes that no matter. */
function lapse({ dueAt }: LapseForewarning, state: KnownRecovery): Answer {
  if (state.status !== 'forewarned' || !state.answeredBy.isEmpty() || state.lapsed)
    return accept<RecoveryEvent>();
  const { recoveryId } = state.order;
  return accept<RecoveryEvent>({ type: 'ForewarningLapsed', data: { recoveryId, dueAt } });
}

/** A caseworker proposes a claim. */
interface ProposeClaim {
  readonly type: 'ProposeClaim';
  readonly proposer: string;
  /** That of the acting person. */
  readonly organisation?: string | undefined;
  readonly amount: Money;
  /** Calendar date; left out: the time to pay from today. */
  readonly dueOn?: string | undefined;
  readonly grounds: string;
  /** Whether the decision it rests on was annulled, and no other is in force. */
  readonly basisAnnulled?: boolean | undefined;
  /** Calendar date. */
  readonly today: string;
}

/** A claim is proposed, once the debtor answered or did not in time; a further proposal replaces the one before. */
function propose(command: ProposeClaim, state: KnownRecovery): Answer {
  const { proposer, organisation, grounds, today } = command;
  const { amount, currency } = command.amount;
  const dueOn = command.dueOn ?? deadlineAfter(today, state.order.timeToPay ?? USUAL);
  if (state.status === 'barred') return refuse(barred(state.limitationDate!));
  if (state.status !== 'forewarned' && state.status !== 'proposed')
    return refuse(inState(state, 'forewarned'));
  if (actsForDebtor(proposer, organisation, state)) return refuse(debtorRepresentative());
  if (command.basisAnnulled) return refuse(basisAnnulled());
  if (waits(state, today)) return refuse(deferred(state.deferral?.until));
  if (state.answeredBy.isEmpty() && today <= state.replyBy) return refuse(replyOpen(state));
  if (currency !== state.order.amount.currency) return refuse(otherCurrency(state, currency));
  if (amount < 1) return refuse(noAmount());
  const forewarned = state.order.amount.amount;
  if (amount > forewarned) return refuse(exceedsForewarned(amount, forewarned));
  if (dueOn < today) return refuse(dueInThePast(dueOn));
  const { most, late } = claimableOn(today, state);
  if (amount > most) return refuse(barred(late));
  const { recoveryId } = state.order;
  const proposal = (state.proposal?.number ?? 0) + 1;
  return accept<RecoveryEvent>({
    type: 'ClaimProposed',
    data: { recoveryId, proposal, proposer, amount: { amount, currency }, dueOn, grounds },
  });
}

/** A decision-maker approves the claim. */
interface ApproveClaim {
  readonly type: 'ApproveClaim';
  /** Asked for an authority where less is claimed than is due back: the rest is given up. */
  readonly judge: Judge;
  /** That of the acting person. */
  readonly organisation?: string | undefined;
  readonly note?: string | undefined;
  /** As when it is proposed. */
  readonly basisAnnulled?: boolean | undefined;
  /** Calendar date. */
  readonly today: string;
}

/** Another person approves: the claim is a decision, and so is to leave the rest of what is due back. */
function approve(command: ApproveClaim, state: KnownRecovery): Answer {
  const { judge, organisation, note, today } = command;
  const approver = judge.person;
  const { proposal, limitationDate } = state;
  if (state.status !== 'proposed' || !proposal) return refuse(inState(state, 'proposed'));
  if (actsForDebtor(approver, organisation, state)) return refuse(debtorRepresentative());
  if (state.proposers.includes(approver)) return refuse(fourEyes('a claim'));
  if (command.basisAnnulled) return refuse(basisAnnulled());
  if (waits(state, today)) return refuse(deferred(state.deferral?.until));
  const { most, late, barrings, barredUnclaimed } = claimableOn(today, state);
  if (most === 0 || proposal.amount > most) return refuse(barred(late));
  if (proposal.dueOn < today) return refuse(dueInThePast(proposal.dueOn));
  const { recoveryId, awardId, schemeId, debtor, basis } = state.order;
  const amount = { ...state.order.amount, amount: proposal.amount };
  const left = givenUpByClaiming(proposal.amount, { ...state, barredUnclaimed });
  const waiting = { number: proposal.number, proposers: state.proposers, standIns: List<string>() };
  const judged = left > 0 ? givenUpBy(judge, waiting, left) : undefined;
  if (judged && 'refused' in judged) return refuse(judged.refused);
  return accept<RecoveryEvent>(...barrings, {
    type: 'RepaymentClaimed',
    data: {
      recoveryId,
      awardId,
      schemeId,
      debtor,
      basis,
      proposal: proposal.number,
      approver,
      amount,
      decidedOn: today,
      dueOn: proposal.dueOn,
      limitationDate,
      note,
      ...(judged ? { givenUp: judged.givenUp } : {}),
    },
  });
}

/** A decision-maker returns the claim. */
interface ReturnClaim {
  readonly type: 'ReturnClaim';
  readonly person: string;
  /** That of the acting person. */
  readonly organisation?: string | undefined;
  readonly grounds: string;
}

/** Another person returns it: it is proposed anew, or given up. */
function giveBack({ person, organisation, grounds }: ReturnClaim, state: KnownRecovery): Answer {
  const { proposal } = state;
  if (state.status !== 'proposed' || !proposal) return refuse(inState(state, 'proposed'));
  if (actsForDebtor(person, organisation, state)) return refuse(debtorRepresentative());
  if (state.proposers.includes(person)) return refuse(fourEyes('a claim'));
  const { recoveryId } = state.order;
  return accept<RecoveryEvent>({
    type: 'ClaimReturned',
    data: { recoveryId, proposal: proposal.number, person, grounds },
  });
}

/** An appeal has it wait. */
interface DeferClaim {
  readonly type: 'DeferClaim';
  readonly appealId: string;
  /** Calendar date; the appeal's outcome when left out. */
  readonly until?: string | undefined;
}

/** The appeal has it wait, as long as something may still be claimed or is to be paid. */
function defer({ appealId, until }: DeferClaim, state: KnownRecovery): Answer {
  const same = state.deferral?.appealId === appealId && state.deferral.until === until;
  if (!isOpen(state) || same) return accept<RecoveryEvent>();
  const { recoveryId } = state.order;
  return accept<RecoveryEvent>({ type: 'ClaimDeferred', data: { recoveryId, appealId, until } });
}

/** The appeal has it wait no more. */
interface EndDeferral {
  readonly type: 'EndDeferral';
  readonly appealId: string;
  /** Only where it was deferred until that day. */
  readonly until?: string | undefined;
}

/** It waits no more: the appeal has its outcome, or the day has passed. */
function endDeferral({ appealId, until }: EndDeferral, state: KnownRecovery): Answer {
  const { deferral } = state;
  if (deferral?.appealId !== appealId || (until !== undefined && deferral.until !== until))
    return accept<RecoveryEvent>();
  const { recoveryId } = state.order;
  return accept<RecoveryEvent>({ type: 'ClaimDeferralEnded', data: { recoveryId, appealId } });
}

/** The claim is annulled, or what was forewarned. */
interface AnnulClaim {
  readonly type: 'AnnulClaim';
  readonly appealId?: string | undefined;
  /** Who decided, where the appeal is against the claim itself. */
  readonly by?: OutcomeBody | undefined;
  /** Somebody with a conflict had a part in it: it is decided anew. */
  readonly retaken?: number | undefined;
}

/** What the claim rests on does not hold, or it is decided anew: what was repaid is owed to the debtor. */
function annul({ appealId, by, retaken }: AnnulClaim, state: KnownRecovery): Answer {
  const { recoveryId, awardId, amount } = state.order;
  switch (state.status) {
    case 'annulled':
      return accept<RecoveryEvent>();
    case 'forewarned':
    case 'proposed':
    case 'claimed':
    case 'in-instalments':
    case 'settled':
    case 'written-off':
    case 'barred':
    case 'waived':
      return accept<RecoveryEvent>({
        type: 'ClaimAnnulled',
        data: {
          recoveryId,
          awardId,
          ...(appealId === undefined ? {} : { appealId }),
          ...(by === undefined ? { supersedes: true } : { by }),
          ...(retaken === undefined ? {} : { retaken }),
          amount: { ...amount, amount: state.claimed },
          repaid: { ...amount, amount: state.repaid },
        },
      });
    case 'dropped':
      return refuse(inState(state, 'claimed'));
  }
}

/** Whether and how much is claimed. */
export const claiming = {
  ReplyToForewarning: reply,
  LapseForewarning: lapse,
  ProposeClaim: propose,
  ApproveClaim: approve,
  ReturnClaim: giveBack,
  DeferClaim: defer,
  EndDeferral: endDeferral,
  AnnulClaim: annul,
};

/** Whether a person acts, acted in the case or answered, for the debtor. */
export function actsForDebtor(
  person: string,
  organisation: string | undefined,
  { order, answeredBy }: KnownRecovery,
): boolean {
  if (answeredBy.includes(person) || order.excluded?.includes(person)) return true;
  return sameOrganisation(organisation, order.debtor);
}

/** Whether an appeal has it wait on that day. */
function waits({ deferral }: KnownRecovery, today: string): boolean {
  return deferral !== undefined && (deferral.until === undefined || today <= deferral.until);
}

/** Minor units that may be claimed on a day, what is barred by then, and since when; also where nobody has said so yet. */
function claimableOn(today: string, state: KnownRecovery) {
  const barrings = barringsBy(addDays(today, -1), state);
  const after = barrings.reduce((before, { data }) => becameBarred(before, data), state);
  const most = claimable(after);
  const passed = after.parts.filter((each) => each.barred).map((each) => each.limitationDate ?? '');
  const late = passed.toSorted()[0] ?? '';
  return { barrings, most, late, barredUnclaimed: state.order.amount.amount - most };
}
