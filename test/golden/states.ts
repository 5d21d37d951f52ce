import { isCollection, isKeyed, isOrdered } from 'immutable';
import { budget } from '#budget/domain/budget.js';
import { fold } from '#eventsourcing/decider.js';
import type { DomainEvent, Json, RecordedEvent } from '#eventsourcing/event.js';
import { appeal } from '#grants/domain/appeal/appeal.js';
import { application } from '#grants/domain/application/application.js';
import { award } from '#grants/domain/award/award.js';
import { caseNumbers } from '#grants/domain/case-numbers/case-numbers.js';
import { call } from '#grants/domain/call/call.js';
import { notices } from '#grants/domain/notices/notices.js';
import { organisation } from '#grants/domain/organisation/organisation.js';
import { report } from '#grants/domain/report/report.js';
import { scheme } from '#grants/domain/scheme/scheme.js';
import { payout } from '#payouts/domain/payout/payout.js';
import { recovery } from '#payouts/domain/recovery/recovery.js';
import { pilot } from '#pilots/domain/pilot/pilot.js';
import { settlement } from '#pilots/domain/settlement/settlement.js';
import { rates } from '#state-aid/domain/rates.js';
import { aidRegister } from '#state-aid/domain/register.js';

interface Foldable {
  readonly initial: unknown;
  evolve(state: never, event: never): unknown;
}

/** The deciders of all contexts, by the category of their streams. */
export const DECIDERS: Readonly<Record<string, Foldable>> = {
  scheme,
  call,
  organisation,
  application,
  award,
  report,
  appeal,
  budget,
  payout,
  recovery,
  pilot,
  settlement,
  aid: aidRegister,
  rates,
  numbers: caseNumbers,
  notices,
};

/** The state each stream of a log leads to, as JSON. */
export function statesOf(history: readonly RecordedEvent[]): Record<string, Json> {
  return Object.fromEntries(
    [...Map.groupBy(history, ({ stream }) => stream)].map(([stream, events]) => {
      const decider = DECIDERS[categoryOf(stream)];
      if (!decider) throw new Error(`no decider folds ${stream}`);
      return [stream, told(fold(decider as Parameters<typeof fold>[0], events as readonly DomainEvent[]))];
    }),
  );
}

/** First word of a stream's name. */
export function categoryOf(stream: string): string {
  return stream.slice(0, stream.indexOf('-'));
}

/** A state as JSON, whatever kind of map or set it is kept in: maps are objects, sets are sorted lists. */
function told(state: unknown): Json {
  const text = JSON.stringify(state, function (this: Readonly<Record<string, unknown>>, key, given: unknown) {
    const value = this[key];
    if (isCollection(value)) {
      if (isKeyed(value)) return Object.fromEntries(value.entries() as Iterable<[string, unknown]>);
      return isOrdered(value) ? [...value] : sorted(value);
    }
    if (value instanceof Map) return Object.fromEntries(value as ReadonlyMap<string, unknown>);
    if (value instanceof Set) return sorted(value as ReadonlySet<unknown>);
    return given;
  });
  return JSON.parse(text) as Json;
}

function sorted(values: Iterable<unknown>): unknown[] {
  return [...values].toSorted((a, b) => (String(a) < String(b) ? -1 : 1));
}
