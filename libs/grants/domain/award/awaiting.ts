import { accept } from '#eventsourcing/decider.js';
import { money } from '#money/money.js';
import type { AppropriationAwaited, AwardEvent } from '../../contract/events.js';
import { keyOf, type Awaited, type SaidAwaited } from './awaited.js';
import { standingRevocation } from './reductions.js';
import type { Answer } from './standing.js';
import type { AcceptedAward } from './state.js';

/** No money is free for something that follows. */
interface AwaitAppropriation extends Awaited, Pick<AppropriationAwaited['data'], 'limit' | 'year'> {
  readonly type: 'AwaitAppropriation';
  /** Minor units. */
  readonly missing: number;
  /** Whether another sum than was said is said. */
  readonly renews?: true | undefined;
}

/** Said once, as long as it waits, and anew where another sum is missing by now. */
function awaitMoney(command: AwaitAppropriation, state: AcceptedAward): Answer {
  const { type: _, missing, inForce, renews, ...said } = command;
  const before = state.awaiting?.get(keyOf(command));
  const again = before !== undefined;
  if (isOver(command, state) || (before && !(renews && isOther(before, command)))) return accept();
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
      ...(again ? { again } : {}),
      keptUp: true,
    },
  });
}

/** Whether too little is there of something else, or another sum of it. */
function isOther({ said }: SaidAwaited, { limit, year, missing }: AwaitAppropriation): boolean {
  return said !== undefined && (said.limit !== limit || said.year !== year || said.missing !== missing);
}

/** Money that is waited for. */
export const awaitingMoney = { AwaitAppropriation: awaitMoney };

/** Whether it was done, or fell away, since money was looked for. */
function isOver({ appealId, revocation, amendment }: Awaited, state: AcceptedAward): boolean {
  if (amendment !== undefined) return !state.amended.has(amendment);
  if (appealId === undefined) return revocation !== undefined && !standingRevocation(state, revocation);
  return (state.reinstatedBy?.has(appealId) ?? false) || !standingRevocation(state, revocation);
}
