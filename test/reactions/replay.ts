import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import { setImmediate } from 'node:timers/promises';
import { ContextsModule } from '#composition/modules/contexts.module.js';
import type { Infrastructure } from '#composition/modules/infrastructure.module.js';
import { catalogue } from '#composition/catalogue.js';
import { PROCESSES } from '#composition/process-managers.js';
import { openMemoryStore } from '#event-store/memory/memory-store.js';
import type { EventStore } from '#event-store/port.js';
import { withUpcasting } from '#event-store/upcasting.js';
import { CommandHandling } from '#eventsourcing/command-handling.js';
import type { AppendedEvent } from '#eventsourcing/reactions.js';
import { StoreUnavailable } from '#eventsourcing/streams.js';
import { CaseLetters } from '#grants/application/letters/case-letters.js';
import { LaterLetters } from '#grants/application/letters/later-letters.js';
import { FundWaitingDecisions } from '#grants/application/processes/fund-waiting-decisions.js';
import { type Clock, ManualClock } from '#hosting/clock.js';
import type { ParkedStore } from '#processes/parked.js';
import { contextFor } from '#processes/process-context.js';
import { ReactionRunner } from '#processes/reaction-runner.js';
import { keyOf } from '#processes/inline-reactions.js';
import type { Reaction, ReactionContext } from '#processes/reaction.js';
import { keptTimers } from '#processes/testing/kept-timers.js';
import type { Timer } from '#processes/timers.js';
import type { KeyStore } from '#sealing/key-store.js';
import { Sealer } from '#sealing/sealer.js';
import { Unsealer } from '#sealing/unsealer.js';
import type { Luck } from './luck.js';
import type { Deed } from './recorded.js';

/** Where all that was done, and all that followed, has led to. */
export interface End {
  readonly log: EventStore;
  /** Events that a reaction had done before an earlier one of the same case. */
  readonly outOfOrder: readonly string[];
}

/**
 * Does the deeds again, in their order, with every reaction of the system over a log in memory: one deed after the
 * other, each with all that follows from it. With luck, reactions and the log fail and linger at random.
 */
export async function replay(deeds: readonly Deed[], keys: KeyStore, luck?: Luck): Promise<End> {
  // It stands still: what follows late would be dated late, and rightly so.
  const clock = new ManualClock(deeds[0]!.at);
  const log = withUpcasting(openMemoryStore({ now: () => clock.now() }), catalogue);
  const store = luck ? unlucky(log, luck) : log;
  const timers = new Map<string, Timer>();
  const runner = new ReactionRunner({
    log: store,
    checkpoints: { load: () => Promise.resolve(new Map()), save: () => Promise.resolve() },
    parked: NOTHING_KEPT,
    clock,
    logger: { warn: () => undefined, error: () => undefined },
    paceMs: PACE,
    checkpointEveryMs: 3_600_000,
    wait: (ms, signal) => turns(signal, ms === NEVER ? Infinity : ms === PACE && luck ? luck.upTo(60) : 1),
    retryEveryMs: NEVER,
  });
  const unsealer = new Unsealer(keys);
  const infrastructure = {
    store,
    keys,
    unsealer,
    clock,
    timers: keptTimers(timers),
    drafts: { markSubmitted: () => Promise.resolve() },
    handling: new CommandHandling(store, new Sealer(catalogue, keys), { reactions: runner.inline }),
    readModels: {},
    attachments: {},
    attachmentRegister: {},
  } as unknown as Infrastructure;
  const app = await NestFactory.createApplicationContext(ContextsModule.over(infrastructure), {
    logger: false,
  });
  // No letter is written: each is sealed anew, so that no two ends would be alike.
  const none = () => Promise.resolve(undefined);
  Object.assign(app.get(CaseLetters, { strict: false }), { ofReplacement: none });
  Object.assign(app.get(LaterLetters, { strict: false }), { of: none });
  if (luck) makeUnlucky(app, luck);
  const outOfOrder: string[] = [];
  for (const type of PROCESSES)
    runner.add(inOrder(app.get<Reaction>(type, { strict: false }), log, outOfOrder));
  await runner.start();
  try {
    for (const deed of deeds) {
      await atRest(runner);
      await done(deed, log, runner);
    }
    await atRest(runner);
    luck?.turns();
    await fundWaiting(app, timers, clock);
    await atRest(runner);
    return { log, outOfOrder };
  } finally {
    await runner.close();
    await app.close();
  }
}

/** Grants without money are tried again each hour: by then what another case gave back has come. */
async function fundWaiting(
  app: INestApplicationContext,
  timers: ReadonlyMap<string, Timer>,
  clock: Clock,
): Promise<void> {
  const funding = app.get(FundWaitingDecisions, { strict: false });
  for (const timer of [...timers.values()].filter(({ kind }) => funding.timerKinds.includes(kind))) {
    const { id, kind, correlationId = id } = timer;
    await funding.fire(timer, contextFor({ kind: 'timer', name: kind, id, correlationId }, clock));
  }
}

/** How long a lane rests, which stands for some turns of the event loop: what is done at once is faster or slower. */
const PACE = 50;

/** Parked keys are tried when nothing else is left to be done: as the clock stands still, their pauses never end. */
const NEVER = 3_600_000;

async function turns(signal: AbortSignal, count: number): Promise<void> {
  if (count === Infinity) return ended(signal);
  for (let turn = 0; turn < count && !signal.aborted; turn++) await setImmediate();
}

function ended(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

async function done(
  { stream, events }: Deed,
  log: EventStore,
  { inline }: Pick<ReactionRunner, 'inline'>,
): Promise<void> {
  const expected = inline.expect(stream, events);
  const { revision, position, recordedAt } = await log.append(stream, 'any', events);
  const first = revision - events.length + 1;
  const appended = events.map((event, index) => ({
    ...event,
    stream,
    revision: first + index,
    position,
    metadata: { ...event.metadata, recordedAt },
  }));
  expected.appended(appended);
  await inline.follow(appended);
}

/** Everything that follows is done, also what failed. */
async function atRest(runner: ReactionRunner): Promise<void> {
  for (;;) {
    const { parked, failing } = runner.troubles();
    if (parked > 0) await runner.retryParked();
    else if (failing === 0 && (await runner.status()).every(({ lag }) => lag === 0)) return;
    // To ask each turn would take longer than what is waited for.
    for (let turn = 0; turn < PACE; turn++) await setImmediate();
  }
}

/** The same reaction, watched: for each case it does the events in the order they came. */
function inOrder(reaction: Reaction, log: EventStore, outOfOrder: string[]): Reaction {
  const last = new Map<string, AppendedEvent>();
  return Object.assign(Object.create(reaction) as Reaction, {
    react: async (event: AppendedEvent, context: ReactionContext) => {
      const position = await reaction.react(event, context);
      if (context.command().dryRun) return position;
      const before = last.get(keyOf(event));
      if (before && isAfter(before, event, log))
        outOfOrder.push(
          `${reaction.name}: ${before.type} ${before.position}, ${event.type} ${event.position}`,
        );
      last.set(keyOf(event), event);
      return position;
    },
  });
}

/** Events of one append carry its position. */
function isAfter(one: AppendedEvent, other: AppendedEvent, log: EventStore): boolean {
  return one.stream === other.stream
    ? one.revision > other.revision
    : log.compare(one.position, other.position) > 0;
}

/** A log that cannot be reached now and then, and now and then loses its answer. */
function unlucky(log: EventStore, luck: Luck): EventStore {
  return Object.assign(Object.create(log) as EventStore, {
    append: async (...append: Parameters<EventStore['append']>) => {
      await luck.pause();
      if (luck.strikes(luck.mishap / 4)) throw new StoreUnavailable('not now');
      const result = await log.append(...append);
      await luck.pause();
      if (luck.strikes(luck.mishap / 4)) throw new StoreUnavailable('no answer');
      return result;
    },
  });
}

/** Whoever sends a command fails before or after it now and then, as a process with a fault would. */
function makeUnlucky(app: INestApplicationContext, luck: Luck): void {
  const bus = app.get(CommandBus, { strict: false });
  const execute: (command: object) => Promise<unknown> = bus.execute.bind(bus);
  Object.assign(bus, {
    execute: async (command: object) => {
      await luck.pause();
      if (luck.strikes(luck.mishap)) throw new Error('bad luck');
      const outcome = await execute(command);
      await luck.pause();
      if (luck.strikes(luck.mishap)) throw new Error('bad luck afterwards');
      return outcome;
    },
  });
}

const NOTHING_KEPT: ParkedStore = {
  load: () => Promise.resolve(new Map()),
  park: () => Promise.resolve(),
  done: () => Promise.resolve(),
};
