import { accept, refuse, type Decision } from '#eventsourcing/decider.js';
import { sameJson } from '#eventsourcing/json.js';
import { refusal, type Refusal } from '#eventsourcing/refusal.js';
import type { DelegationGranted, DelegationKind, SchemeEvent } from '../../contract/events.js';
import { no, type SchemeRefusal } from './refusals.js';
import type { Delegation, EstablishedScheme, Scheme } from './state.js';

type Decided = Decision<SchemeEvent, SchemeRefusal>;

/** A person gets a written delegation. */
type GrantDelegation = {
  readonly type: 'GrantDelegation';
  readonly grantedBy: string;
} & Omit<DelegationGranted['data'], 'schemeId'>;

/** It is given by somebody else than who gets it. */
function grant({ type: _, grantedBy, ...given }: GrantDelegation, state: EstablishedScheme): Decided {
  const known = state.delegations.get(given.delegationId);
  if (known) {
    const { revoked: __, ...before } = known;
    return sameJson(before, given) ? accept() : refuse(no.otherDelegation());
  }
  if (given.person === grantedBy) return refuse(no.toOneself());
  if (given.validTo !== undefined && given.validTo < given.validFrom) return refuse(no.period());
  const { schemeId } = state;
  return accept<SchemeEvent>({ type: 'DelegationGranted', data: { schemeId, ...given } });
}

/** A delegation ends before its time. */
interface RevokeDelegation {
  readonly type: 'RevokeDelegation';
  readonly delegationId: string;
  readonly grounds: string;
}

function revoke({ delegationId, grounds }: RevokeDelegation, state: EstablishedScheme): Decided {
  const known = state.delegations.get(delegationId);
  if (!known) return refuse(no.delegation());
  if (known.revoked) return accept();
  const { schemeId } = state;
  return accept<SchemeEvent>({ type: 'DelegationRevoked', data: { schemeId, delegationId, grounds } });
}

/** What a scheme answers on its delegations. */
export const delegations = { GrantDelegation: grant, RevokeDelegation: revoke };

/**
 * Why a person may not decide on so much (minor units) on a day: once a scheme has recorded a delegation to decide on
 * grants, a decision needs one that covers person, amount and day. A scheme that never recorded one leaves it to the role.
 */
export function withinDelegation(
  state: Scheme,
  person: string,
  amount: number,
  onDate: string,
): Refusal<'outside-delegation'> | undefined {
  const recorded = ofKind('award', state);
  if (recorded.length === 0) return undefined;
  if (recorded.some((each) => holds(each, person, onDate) && amount <= (each.upTo ?? Infinity)))
    return undefined;
  return refusal(
    'forbidden',
    'outside-delegation',
    `no delegation of the scheme lets this person decide on ${amount} (minor units) on ${onDate}`,
    { amount, onDate },
  );
}

/** A person's delegations to give money up on a day; undefined where the scheme never recorded one: then the role decides. */
export function givingUpDelegationsOf(
  state: Scheme,
  person: string,
  onDate: string,
): readonly Pick<Delegation, 'delegationId' | 'upTo'>[] | undefined {
  const recorded = ofKind('giving-up', state);
  if (recorded.length === 0) return undefined;
  return recorded
    .filter((each) => holds(each, person, onDate))
    .map(({ delegationId, upTo }) => ({ delegationId, upTo }));
}

function ofKind(kind: DelegationKind, state: Scheme): readonly Delegation[] {
  if (state.status === 'none') return [];
  return [...state.delegations].filter((each) => (each.kind ?? 'award') === kind);
}

function holds({ revoked, person: whose, validFrom, validTo }: Delegation, person: string, onDate: string) {
  return !revoked && whose === person && validFrom <= onDate && (validTo === undefined || onDate <= validTo);
}
