import { Budgets } from '#budget/application/budgets.js';
import { budget } from '#budget/domain/budget.js';
import { catalogue } from '#composition/catalogue.js';
import { upcast } from '#event-store/upcasting.js';
import { fold } from '#eventsourcing/decider.js';
import type { DomainEvent, RecordedEvent } from '#eventsourcing/event.js';
import { Appeals } from '#grants/application/appeals/appeals.js';
import { Applications } from '#grants/application/applications/applications.js';
import { Awards } from '#grants/application/awards/awards.js';
import { Calls } from '#grants/application/calls/calls.js';
import { Reports } from '#grants/application/reports/reports.js';
import { appeal } from '#grants/domain/appeal/appeal.js';
import { application } from '#grants/domain/application/application.js';
import { award } from '#grants/domain/award/award.js';
import { call } from '#grants/domain/call/call.js';
import { report } from '#grants/domain/report/report.js';
import { Payouts } from '#payouts/application/payouts/payouts.js';
import { Recoveries } from '#payouts/application/recoveries/recoveries.js';
import { payout } from '#payouts/domain/payout/payout.js';
import { recovery } from '#payouts/domain/recovery/recovery.js';
import type { System } from '#test/support/system.js';
import { headOf } from '#test/support/time.js';

interface Folded {
  readonly find: (system: System, id: string) => Promise<unknown>;
  readonly fold: (history: readonly RecordedEvent[]) => unknown;
}

interface Foldable<State> {
  readonly initial: State;
  evolve(state: State, event: never): State;
}

function streamsOf<State>(
  decider: Foldable<State>,
  holder: abstract new (...args: never[]) => { find(id: string): Promise<State> },
): Folded {
  return {
    find: (system, id) => {
      const { app } = system.standalone;
      return app.get<{ find(id: string): Promise<State> }>(holder, { strict: false }).find(id);
    },
    fold: (history) =>
      fold(decider as Foldable<State> & { evolve(state: State, event: DomainEvent): State }, history),
  };
}

const CATEGORIES: Readonly<Record<string, Folded>> = {
  application: streamsOf(application, Applications),
  award: streamsOf(award, Awards),
  appeal: streamsOf(appeal, Appeals),
  report: streamsOf(report, Reports),
  call: streamsOf(call, Calls),
  budget: streamsOf(budget, Budgets),
  payout: streamsOf(payout, Payouts),
  recovery: streamsOf(recovery, Recoveries),
};

/** Every event of a log in its bytes, read back from them and brought up to date; in order. */
export async function storedEvents(system: System, after = ''): Promise<RecordedEvent[]> {
  const { log } = system.standalone.stores;
  const events: RecordedEvent[] = [];
  for (let from = after; ;) {
    const page = await log.readStored({ after: from, limit: 1000 });
    if (page.length === 0) return events;
    for (const { bytes, position } of page) {
      const event = JSON.parse(new TextDecoder().decode(bytes)) as Omit<RecordedEvent, 'position'>;
      events.push(upcast({ ...event, position }, catalogue));
    }
    from = page.at(-1)!.position;
  }
}

/** Streams that lead to another state when their stored bytes are folded than the server holds. */
export async function disagreeing(system: System, history: readonly RecordedEvent[]): Promise<string[]> {
  const broken: string[] = [];
  for (const [stream, events] of Map.groupBy(history, (event) => event.stream)) {
    const category = stream.slice(0, stream.indexOf('-'));
    const folded = CATEGORIES[category];
    if (!folded) continue;
    const held = plain(await folded.find(system, stream.slice(category.length + 1)));
    if (plain(folded.fold(events)) !== held)
      broken.push(`${stream} is held in another state than its events tell`);
  }
  return broken;
}

/** What is late, parked, paused or failing once everything that follows from the log is done. */
export async function leftOver(system: System): Promise<string[]> {
  const { reactions, timers, readModels } = system.standalone;
  const head = await headOf(system);
  const models = await readModels.status();
  await readModels.waitFor(
    models.map(({ name }) => name),
    head,
    10_000,
  );
  const behind = (await readModels.status())
    .filter(({ lag, paused, error }) => lag + paused > 0 || error !== undefined)
    .map((status) => `read model ${JSON.stringify(status)}`);
  const stuck = (await reactions.status())
    .filter(
      ({ lag, failing, parked, interrupted }) =>
        lag + failing.length + parked.length > 0 || interrupted !== undefined,
    )
    .map((status) => `process ${JSON.stringify(status)}`);
  const { failing } = await timers.status();
  return [...behind, ...stuck, ...failing.map((each) => `timer ${JSON.stringify(each)}`)];
}

/** The state as text, whatever the order of its members: a kept state was folded from events not yet stored. */
function plain(state: unknown): string {
  return JSON.stringify(state, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const members = value instanceof Map ? [...value] : Object.entries(value);
    return Object.fromEntries(members.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}
