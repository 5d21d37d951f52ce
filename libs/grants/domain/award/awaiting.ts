import { accept } from '#eventsourcing/decider.js';
import { money } from '#money/money.js';
import type { AppropriationAwaited, AwardEvent } from '../../contract/events.js';
import { keyOf, type Awaited } from './awaited.js';
import { standingRevocation } from './reductions.js';
import type { Answer } from './standing.js';
import type { AcceptedAward } from './state.js';

/** No money is free for something that follows. */
interface AwaitAppropriation extends Awaited, Pick<AppropriationAwaited['data'], 'limit' | 'year'> {
  readonly type: 'AwaitAppropriation';
  /** Minor units. */
  readonly missing: number;
}

/** Said once, as long as it waits. */
function awaitMoney(command: AwaitAppropriation, state: AcceptedAward): Answer {
  const { type: _, missing, inForce, ...said } = command;
  if (state.awaiting?.has(keyOf(command)) || isOver(command, state)) return accept();
  const { awardId, schemeId, amount } = state.terms;
  const { currency } = amount;
  return accept<AwardEvent>({
    type: 'AppropriationAwaited',
    data: {
      awardId,
      schemeId,
      ...said,
      ...(inForce ? { inForce: { ...inForce, amount: money(inForce.amount, currency) } } : {}),
      missing: money(missing, currency),
    },
  });
}

/** Money that is waited for. */
export const awaitingMoney = { AwaitAppropriation: awaitMoney };

/** Whether it was done, or fell away, since money was looked for. */
function isOver({ appealId, revocation, amendment }: Awaited, state: AcceptedAward): boolean {
  if (amendment !== undefined) return !state.amended.has(amendment);
  if (appealId === undefined) return revocation !== undefined && !standingRevocation(state, revocation);
  return (state.reinstatedBy?.has(appealId) ?? false) || !standingRevocation(state, revocation);
}
