import type { AwardEvent, AwardInstalment } from '../../contract/events.js';
import { undoneOf, type AcceptedAward } from './state.js';

/** What stays in force goes on where that is something; what was revoked before in part stays so. */
export function revoked(
  state: AcceptedAward,
  { decision, amountInForce, revocation }: Extract<AwardEvent, { type: 'AwardRevoked' }>['data'],
  left: readonly AwardInstalment[],
): AcceptedAward {
  const { amount, schedule, dueBack } = state;
  const before = { amount, schedule, dueBack };
  const cut = {
    ...state,
    levelled: true,
    amount: amountInForce.amount,
    schedule: left,
    amendment: undefined,
    reducedBy: decision === undefined ? { revocation } : { decision },
  } as const;
  if (decision === undefined && amountInForce.amount > 0)
    return { ...cut, revocation: undefined, partly: { before, taken: amount - amountInForce.amount } };
  return {
    ...cut,
    ...(decision === undefined ? {} : { terms: { ...state.terms, decision } }),
    status: 'revoked',
    suspendedBy: undefined,
    endedBy: decision,
    before,
  };
}

/** What of a revocation holds when an appeal undid the rest of it, or an earlier one beneath it that still stands. */
export function partlyAfter(
  state: AcceptedAward,
  { upheld }: Extract<AwardEvent, { type: 'AwardReinstated' }>['data'],
): AcceptedAward['partly'] {
  const before = undoneOf(state);
  if (upheld && before) return { before, taken: upheld.stillRevoked.amount };
  return state.status === 'revoked' ? state.partly : undefined;
}
