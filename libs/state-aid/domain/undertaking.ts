import type { OtherAid, PreviousAid } from '../contract/events.js';
import type { AidRegister } from './state.js';

/**
 * The single undertaking an organisation belongs to, sorted: everyone who is linked to it by what somebody declared
 * last, in either direction and over any number of steps. One member's word is enough, for a group that could be left
 * by silence would be no limit. Source: regulation (EU) 2023/2831, article 2(2).
 */
export function undertakingOf({ declarations, namedBy }: AidRegister, organisation: string): string[] {
  const members = new Set([organisation]);
  for (const member of members) {
    for (const other of declarations.get(member)?.group ?? []) members.add(other);
    for (const other of namedBy.get(member) ?? []) members.add(other);
  }
  return [...members].toSorted();
}

/** The aid of an undertaking that counts, whenever it was granted: what this system granted, and what was declared. */
export function aidOf(state: AidRegister, members: readonly string[]): PreviousAid[] {
  const own = members
    .flatMap((member) => [...(state.byOrganisation.get(member) ?? [])])
    .map((id) => state.aid.get(id)!)
    .filter(({ released }) => !released)
    .map(({ aidId, organisation, grantedOn, amountEuroCents }) => ({
      organisation,
      grantedOn,
      amountEuroCents,
      aidId,
    }));
  const others = otherAidOf(state, members).map(({ recipient, grantor, grantedOn, amountEuroCents }) => ({
    organisation: recipient,
    grantedOn,
    amountEuroCents,
    grantor,
  }));
  return [...own, ...others].toSorted(byDayThenName);
}

/**
 * What the members declared of other grantors. The same aid declared by two members counts once; the same aid twice
 * in one declaration is two.
 */
function otherAidOf({ declarations }: AidRegister, members: readonly string[]): OtherAid[] {
  const most = new Map<string, OtherAid[]>();
  for (const member of members) {
    const own = Map.groupBy(declarations.get(member)?.otherAid ?? [], identityOf);
    for (const [identity, aid] of own)
      if (aid.length > (most.get(identity)?.length ?? 0)) most.set(identity, aid);
  }
  return [...most.values()].flat();
}

function identityOf({ recipient, grantor, grantedOn, amount, reference }: OtherAid): string {
  return JSON.stringify([recipient, grantor, grantedOn, amount.amount, amount.currency, reference ?? null]);
}

/** An order of its own, so that the same aid is told the same way whatever came first. */
function byDayThenName(a: PreviousAid, b: PreviousAid): number {
  return compare(a.grantedOn, b.grantedOn) || compare(nameOf(a), nameOf(b));
}

function nameOf({ organisation, aidId, grantor, amountEuroCents }: PreviousAid): string {
  return JSON.stringify([organisation, aidId ?? null, grantor ?? null, amountEuroCents]);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
