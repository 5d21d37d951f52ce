import { OrderedSet } from 'immutable';
import type { AwardInstalment, AwardReinstated, AwardRevoked } from '../../contract/events.js';
import { leaving, reducedBy, standingRevocation, without } from './reductions.js';
import { afterUndoing } from './own-reinstatement.js';
import type { AcceptedAward } from './state.js';

/** What stays in force goes on where that is something; what was revoked before in part stays so. */
export function revoked(
  state: AcceptedAward,
  { decision, amountInForce, revocation }: AwardRevoked['data'],
  left: readonly AwardInstalment[],
): AcceptedAward {
  const { amount, schedule, dueBack } = state;
  const before = { amount, schedule, dueBack };
  const cut = {
    ...withRevocation(state, { decision, amountInForce, revocation }),
    levelled: true,
    amount: amountInForce.amount,
    schedule: left,
    amendment: undefined,
    reducedBy: decision === undefined ? { revocation } : { decision },
  } as const;
  if (decision === undefined && amountInForce.amount > 0) return { ...cut, revocation: undefined };
  return {
    ...cut,
    ...(decision === undefined ? {} : { terms: { ...state.terms, decision } }),
    status: 'revoked',
    suspendedBy: undefined,
    endedBy: decision,
    before,
  };
}

/** The award with one more revocation that can be undone; a decision that grants nothing is none. */
export function withRevocation(
  state: AcceptedAward,
  {
    decision,
    amountInForce,
    revocation,
  }: Pick<AwardRevoked['data'], 'decision' | 'amountInForce' | 'revocation'>,
): AcceptedAward {
  if (decision !== undefined) return { ...state, granted: 0 };
  const { schedule } = state;
  return reducedBy(state, { by: 'revocation', number: revocation, leaves: amountInForce.amount, schedule });
}

/** A revocation is undone, or leaves more than it did; others still stand. Events of before undo the last, whatever they name. */
export function reinstated(
  state: AcceptedAward,
  { upheld, amount, revocation: number, appealId, levelled }: AwardReinstated['data'],
): AcceptedAward {
  const revocation = standingRevocation(state, number) ?? standingRevocation(state);
  const left =
    upheld && revocation
      ? leaving(
          state,
          revocation,
          (upheld.leaves ?? amount).amount,
          upheld.by === 'appeal' ? { leftBy: 'appeal' } : {},
        )
      : without(state, revocation);
  const before = state.reinstatedBy ?? OrderedSet<string>();
  const reinstatedBy = appealId === undefined ? before : before.add(appealId);
  const undone = upheld ? left : afterUndoing(left, number);
  return { ...undone, reinstatedBy, ...(levelled ? { levelled } : {}) };
}
