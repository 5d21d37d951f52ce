import { List } from 'immutable';
import type { AmendmentKind, AwardInstalment, Unreduced } from '../../contract/events.js';

/** A reduction that stands: a revocation, or an amendment of the amount, until it is undone. */
export interface Reduction {
  readonly by: 'revocation' | 'amendment';
  /** Of the revocation or the amendment. */
  readonly number: number;
  /** Minor units it leaves in force. */
  readonly leaves: number;
  /** Whose decision on appeal left it so, where that was another body's. */
  readonly leftBy?: 'appeal';
  /** The plan without it, which what it took falls due by once it is undone. */
  readonly schedule: readonly AwardInstalment[];
}

/** What is granted, and what of it does not hold; minor units. */
export interface Reduced {
  /** What the decision in force grants and amendments added, reductions aside. */
  readonly granted: number;
  /** Those that stand, in the order they were made. */
  readonly reductions: List<Reduction>;
}

/** Money that amendments granted beyond the decision, under a commitment of its own; minor units. */
export interface Addition {
  readonly reservationId: string;
  readonly amount: number;
}

/** An amendment that granted more; amounts in minor units. */
export interface Raise {
  readonly amendment: number;
  readonly kind: AmendmentKind;
  readonly change: number;
  /** In force after it. */
  readonly after: number;
}

/** What an award begins with: nothing is reduced. */
export const UNREDUCED: List<Reduction> = List();

/** So many can be undone: of more, the oldest has long been final, and is part of what is granted. */
export const MOST_STANDING = 10;

/** One more stands. */
export function reducedBy<State extends Reduced>(state: State, reduction: Reduction): State {
  const reductions = state.reductions.push(reduction);
  if (reductions.size <= MOST_STANDING) return { ...state, reductions };
  const { leaves } = reductions.first()!;
  return { ...state, granted: Math.min(state.granted, leaves), reductions: reductions.shift() };
}

/** In force is the least of what is granted and what each standing reduction leaves; minor units. */
export function inForceOf({ granted, reductions }: Reduced): number {
  return reductions.reduce((least, { leaves }) => Math.min(least, leaves), granted);
}

/** A revocation while it stands; the last of them where none is named. */
export function standingRevocation(
  { reductions }: Pick<Reduced, 'reductions'>,
  revocation?: number,
): Reduction | undefined {
  return reductions.findLast(
    ({ by, number }) => by === 'revocation' && (revocation === undefined || number === revocation),
  );
}

/** The reduction of an amendment, while it stands. */
export function reductionBy(
  { reductions }: Pick<Reduced, 'reductions'>,
  amendment: number,
): Reduction | undefined {
  return reductions.find(({ by, number }) => by === 'amendment' && number === amendment);
}

/** One is undone; what came after it goes back to the plan before both, once that is undone as well. */
export function without<State extends Reduced>(state: State, undone: Reduction | undefined): State {
  const { reductions } = state;
  const at = undone ? reductions.indexOf(undone) : -1;
  if (!undone || at < 0) return state;
  const next = reductions.get(at + 1);
  const inherited = next ? reductions.set(at + 1, { ...next, schedule: undone.schedule }) : reductions;
  return { ...state, reductions: inherited.delete(at) };
}

/** One leaves another amount in force than before. */
export function leaving<State extends Reduced>(
  state: State,
  reduction: Reduction,
  leaves: number,
  by: Pick<Reduction, 'leftBy'> = {},
): State {
  const at = state.reductions.indexOf(reduction);
  return { ...state, reductions: state.reductions.set(at, { ...reduction, leaves, ...by }) };
}

/** A further period is granted, or what was never released has fallen away: so much more, or less, whatever is undone. */
export function shifted({ granted, reductions }: Reduced, by: number): Reduced {
  return {
    granted: granted + by,
    reductions: reductions.map((each) => ({ ...each, leaves: each.leaves + by })),
  };
}

/** Agrees with the amount an event says is in force: an amendment raises what is left, and events of before say less. */
export function agreeing<State extends Reduced & { readonly amount: number }>(state: State): State {
  const { amount, granted, reductions } = state;
  if (inForceOf(state) > amount) return { ...state, granted: amount };
  return {
    ...state,
    granted: Math.max(granted, amount),
    reductions: reductions.map((each) => (each.leaves < amount ? { ...each, leaves: amount } : each)),
  };
}

/** A decision takes the place of the one in force: amendments of that fall, revocations stand. */
export function followed<State extends Reduced>(state: State, unreduced: Unreduced | undefined): State {
  const revocations = state.reductions.filter(({ by }) => by === 'revocation');
  if (!unreduced) return { ...state, reductions: revocations };
  const { amount, schedule } = unreduced;
  return {
    ...state,
    granted: amount.amount,
    reductions: revocations.map((each) => ({ ...each, schedule })),
  };
}
