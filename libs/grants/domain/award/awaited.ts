import { Keyed } from '#eventsourcing/keyed.js';
import type { AppropriationAwaited, AwardEvent, UpheldRevocation } from '../../contract/events.js';

/** What of the grant an appeal left in force, where the revocation holds in part; by whose decision. */
export interface LeftInForce {
  readonly by: UpheldRevocation['by'];
  /** Minor units. */
  readonly amount: number;
}

/** What waits for money: a revocation to be undone, an amendment to be lifted, or what is unpaid to be planned anew. */
export interface Awaited {
  readonly appealId?: string | undefined;
  readonly revocation?: number | undefined;
  readonly amendment?: number | undefined;
  readonly inForce?: LeftInForce | undefined;
}

/** That, and what is missing of it as it was said last; none of before that was kept up to date. */
export interface SaidAwaited extends Awaited {
  readonly said?: Pick<AppropriationAwaited['data'], 'limit' | 'year'> & { readonly missing: number };
}

type Waiting = Keyed<string, SaidAwaited> | undefined;

/** What waits after an event: what was done waits no more, and what is unpaid is looked at anew with every change. */
export function awaitingAfter(awaiting: Waiting, { type, data }: AwardEvent): Waiting {
  switch (type) {
    case 'AppropriationAwaited': {
      const { appealId, revocation, amendment, inForce } = data;
      const left = inForce && { by: inForce.by, amount: inForce.amount.amount };
      const { limit, year, missing, keptUp } = data;
      const said = keptUp ? { said: { limit, year, missing: missing.amount } } : {};
      return (awaiting ?? NOTHING).with({ appealId, revocation, amendment, inForce: left, ...said });
    }
    case 'AwardReinstated':
      return awaiting?.without(keyOf(data)).without(keyOf({}));
    case 'AmendmentLifted':
      return awaiting?.without(keyOf(data)).without(keyOf({}));
    case 'InstalmentsReplanned':
    case 'AwardRevoked':
    case 'AwardAmended':
    case 'AwardClosed':
    case 'DecisionFollowed':
      return awaiting?.without(keyOf({}));
    default:
      return awaiting;
  }
}

/** An appeal leads to one thing, as does what is decided again; what is planned anew is planned as a whole. */
export function keyOf({ appealId, revocation, amendment }: Awaited): string {
  if (appealId !== undefined) return appealId;
  if (revocation !== undefined) return `revocation ${revocation}`;
  return amendment === undefined ? '' : `amendment ${amendment}`;
}

/** Whether a revocation or an amendment is to be undone as soon as there is money. */
export function isUndoneWithMoney({ awaiting }: { readonly awaiting?: Waiting }): boolean {
  return awaiting?.some((each) => keyOf(each) !== '') ?? false;
}

const NOTHING: NonNullable<Waiting> = Keyed.by(keyOf);
