import { Map as Persistent, Set as PersistentSet } from 'immutable';
import type { Days } from '#calendar/windows.js';
import type { Money } from '#money/money.js';
import type { AidEvent, OtherAid } from '../contract/events.js';

/** Aid that this system granted. */
export interface Aid {
  readonly aidId: string;
  readonly caseId: string;
  readonly directorate: string;
  readonly organisation: string;
  readonly grantedOn: string;
  readonly amount: Money;
  readonly rate: string;
  readonly amountEuroCents: number;
  /** The rules it was granted under: what the undertaking may have in that window, in euro cents. */
  readonly limit: number;
  readonly window: Days;
  readonly registerBy: string;
  readonly released: boolean;
  /** Number and day of its entry in the public register. */
  readonly entry?: { readonly reference: string; readonly enteredOn: string };
  readonly overdue: boolean;
}

/** What an organisation said last of its group. */
export interface Declaration {
  readonly group: readonly string[];
  readonly otherAid: readonly OtherAid[];
}

/** All aid; persistent maps, for it grows with every grant and is folded once. */
export interface AidRegister {
  readonly aid: Persistent<string, Aid>;
  /** Ids of the aid of each organisation. */
  readonly byOrganisation: Persistent<string, PersistentSet<string>>;
  /** Aid that is carried by a commitment of another id, by its reservation id. */
  readonly carried: Persistent<string, PersistentSet<string>>;
  readonly declarations: Persistent<string, Declaration>;
  /** Organisations that named this one as of their group. */
  readonly namedBy: Persistent<string, PersistentSet<string>>;
}

/** The register before anything was granted. */
export const EMPTY: AidRegister = {
  aid: Persistent(),
  byOrganisation: Persistent(),
  carried: Persistent(),
  declarations: Persistent(),
  namedBy: Persistent(),
};

/** The register after an event. */
export function evolve(state: AidRegister, event: AidEvent): AidRegister {
  switch (event.type) {
    case 'UndertakingDeclared':
      return declared(state, event.data);
    case 'DeMinimisAidGranted': {
      const { aidId, caseId, directorate, organisation, carrier } = event.data;
      const { grantedOn, amount, rate, amountEuroCents, limit, window, registerBy } = event.data;
      const of = { aidId, caseId, directorate, organisation };
      const by = { rate: rate.rate, limit, window, registerBy };
      const granted = { ...of, grantedOn, amount, amountEuroCents, ...by };
      return {
        ...state,
        aid: state.aid.set(aidId, { ...granted, released: false, overdue: false }),
        byOrganisation: state.byOrganisation.update(organisation, PersistentSet(), (ids) => ids.add(aidId)),
        carried:
          carrier === undefined
            ? state.carried
            : state.carried.update(carrier, PersistentSet(), (ids) => ids.add(aidId)),
      };
    }
    case 'DeMinimisAidReleased':
      return changed(state, event.data.aidId, { released: true });
    case 'DeMinimisAidLowered': {
      const { aidId, amount, amountEuroCents } = event.data;
      return changed(state, aidId, { amount, amountEuroCents });
    }
    case 'RegisterEntryConfirmed': {
      const { aidId, reference, enteredOn } = event.data;
      return changed(state, aidId, { entry: { reference, enteredOn } });
    }
    case 'RegisterEntryBecameOverdue':
      return changed(state, event.data.aidId, { overdue: true });
  }
}

function declared(
  state: AidRegister,
  { organisation, group, otherAid }: Declaration & { readonly organisation: string },
): AidRegister {
  const before = state.declarations.get(organisation)?.group ?? [];
  let { namedBy } = state;
  for (const member of before)
    namedBy = namedBy.update(member, PersistentSet(), (by) => by.delete(organisation));
  for (const member of group) namedBy = namedBy.update(member, PersistentSet(), (by) => by.add(organisation));
  return { ...state, namedBy, declarations: state.declarations.set(organisation, { group, otherAid }) };
}

function changed(state: AidRegister, id: string, change: Partial<Aid>): AidRegister {
  const aid = state.aid.get(id);
  return aid ? { ...state, aid: state.aid.set(id, { ...aid, ...change }) } : state;
}

/** The aid that a commitment carries and that counts, the last granted first. */
export function carriedBy({ aid, carried }: AidRegister, reservationId: string): Aid[] {
  const ids = [reservationId, ...(carried.get(reservationId) ?? [])];
  return ids
    .flatMap((id) => aid.get(id) ?? [])
    .filter((each) => !each.released)
    .toReversed();
}
