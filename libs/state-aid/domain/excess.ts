import type { Duration } from '#calendar/duration.js';
import { spanUpTo, type Days } from '#calendar/windows.js';
import type { PreviousAid } from '../contract/events.js';
import { inWindow, together } from './limit.js';
import type { Aid, AidRegister } from './state.js';
import { aidOf, undertakingOf } from './undertaking.js';

/** An undertaking with more aid in a window than the rules of a grant in it allow; all amounts in euro cents. */
export interface AboveLimit {
  readonly undertaking: readonly string[];
  readonly window: Days;
  readonly limit: number;
  readonly total: number;
  /** All aid in the window. */
  readonly aid: readonly PreviousAid[];
}

/**
 * The undertakings that have more than they may, each with the window in which it is most: nobody is granted so much
 * today, but a member that was written otherwise was once taken for somebody else, and groups join.
 */
export function undertakingsAbove(register: AidRegister): AboveLimit[] {
  const seen = new Set<string>();
  const above: AboveLimit[] = [];
  for (const organisation of register.byOrganisation.keySeq().toArray().toSorted()) {
    if (seen.has(organisation)) continue;
    const undertaking = undertakingOf(register, organisation);
    for (const member of undertaking) seen.add(member);
    const worst = worstOf(register, undertaking);
    if (worst) above.push(worst);
  }
  return above.toSorted((a, b) => (a.undertaking[0]! < b.undertaking[0]! ? -1 : 1));
}

function worstOf(register: AidRegister, undertaking: readonly string[]): AboveLimit | undefined {
  const all = aidOf(register, undertaking);
  const granted = all.flatMap(({ aidId }) => (aidId === undefined ? [] : [register.aid.get(aidId)!]));
  let worst: AboveLimit | undefined;
  for (const day of new Set(all.map(({ grantedOn }) => grantedOn))) {
    const rules = rulesOn(day, granted);
    if (!rules) continue;
    const aid = inWindow(all, day, rules.window);
    const total = together(aid);
    if (total <= rules.limit || (worst && total - rules.limit <= worst.total - worst.limit)) continue;
    worst = { undertaking, window: spanUpTo(day, rules.window), limit: rules.limit, total, aid };
  }
  return worst;
}

/** Those of the last grant up to a day; before the first one nothing of ours has a limit. */
function rulesOn(
  day: string,
  granted: readonly Aid[],
): { readonly limit: number; readonly window: Duration } | undefined {
  const last = granted.findLast(({ grantedOn }) => grantedOn <= day);
  return last && { limit: last.limit, window: lengthOf(last.window) };
}

/** Windows are laid down in years; one that is not is so many days long. */
function lengthOf(window: Days): Duration {
  for (let years = 1; years <= 10; years++)
    if (spanUpTo(window.to, { years }).from === window.from) return { years };
  const days = (Date.parse(window.to) - Date.parse(window.from)) / 86_400_000 + 1;
  return { days };
}
