import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { openMemoryStore } from '#event-store/memory/memory-store.js';
import type { EventStore } from '#event-store/port.js';
import { CommandHandling } from '#eventsourcing/command-handling.js';
import type { AppendedEvent } from '#eventsourcing/reactions.js';
import type { StreamRules } from '#eventsourcing/stream-rules.js';
import { accept } from '#eventsourcing/decider.js';
import type { AnyEvent, DomainEvent } from '#eventsourcing/event.js';
import { derivedId } from '#eventsourcing/ids.js';
import { ManualClock } from '#hosting/clock.js';
import { MemoryKeyStore } from '#sealing/memory/key-store.js';
import { Sealer } from '#sealing/sealer.js';
import { ReactionRunner, type ReactionRunnerOptions } from '../reaction-runner.js';
import { positionOf, type Reaction } from '../reaction.js';
import { openProcessFile, type ProcessFile } from '../sqlite/process-file.js';

type Noted = DomainEvent<'Submitted' | 'Reserved', { readonly text: string }>;

const rules = (category: string): StreamRules<null, Noted, Noted> => ({
  decider: { initial: null, decide: (event) => accept(event), evolve: () => null },
  streamOf: (id) => `${category}-${id}`,
  caseIdOf: (id) => id,
});
const applications = rules('application');
const budgets = rules('budget');

/** Waits for a condition the code under test brings about. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await setImmediate();
}

/** What a sample event says. */
export function textOf({ data }: AppendedEvent): string {
  return data['text'] as string;
}

/** A runner over a log in memory and a process file, with one reaction that reserves what is submitted. */
export class ReactionsUnderTest {
  readonly clock = new ManualClock('2026-03-01T12:00:00.000Z');
  file: ProcessFile;
  store: EventStore;
  runner: ReactionRunner;
  /** Texts of the events the reaction ran for. */
  reacted: string[] = [];
  warnings: string[] = [];
  private folder = '';
  private handling: CommandHandling;

  /** Begins with an empty log. */
  readonly open = async (): Promise<void> => {
    this.folder = mkdtempSync(join(tmpdir(), 'tilsagn-'));
    this.file = await openProcessFile(join(this.folder, 'process.sqlite'));
    this.store = openMemoryStore();
    this.reacted = [];
    this.warnings = [];
  };

  readonly close = async (): Promise<void> => {
    await this.runner.close();
    await this.store.close();
    await this.file.close();
    rmSync(this.folder, { recursive: true });
  };

  readonly start = (
    reactions: readonly Reaction[],
    options: Partial<ReactionRunnerOptions> = {},
  ): Promise<void> => {
    const { store, clock } = this;
    const { checkpoints, parked } = this.file;
    const hear = (_: object, message: string) => void this.warnings.push(message);
    const logger = { warn: hear, error: hear };
    this.runner = new ReactionRunner({
      log: store,
      checkpoints,
      parked,
      clock,
      logger,
      paceMs: 0,
      ...options,
    });
    const sealer = new Sealer(
      { Submitted: { schemaVersion: 1 }, Reserved: { schemaVersion: 1 } },
      new MemoryKeyStore(),
    );
    this.handling = new CommandHandling(store, sealer, { reactions: this.runner.inline });
    this.runner.add(...reactions);
    return this.runner.start();
  };

  readonly restart = async (reactions: readonly Reaction[]): Promise<void> => {
    await this.runner.close();
    await this.start(reactions);
  };

  /** Reserves once per submission, in the stream `budget-<case>`. */
  readonly reserve: Reaction<AnyEvent> = {
    name: 'reserve',
    eventTypes: ['Submitted'],
    react: async (event, context) => {
      this.reacted.push(textOf(event));
      const command: Noted = { type: 'Reserved', data: { text: textOf(event) } };
      const id = event.metadata.caseId!;
      return positionOf(await this.handling.handle(budgets, { id, command, context: context.command() }));
    },
  };

  /** Texts of what was reserved for a case. */
  readonly reserved = async (id: string): Promise<string[]> =>
    (await this.store.readStream(`budget-${id}`)).map((event) => textOf(event));

  /** Waits until every reaction has looked at the whole log. */
  readonly caughtUp = (): Promise<void> =>
    until(async () => (await this.runner.status()).every(({ lag }) => lag === 0));

  /** Appends as a process would that died before its reactions ran. */
  readonly appendOnly = async (
    id: string,
    text: string,
    commandId = derivedId('c', id, text),
  ): Promise<void> => {
    await this.store.append(`application-${id}`, 'any', [
      {
        id: derivedId('test', id, text),
        type: 'Submitted',
        schemaVersion: 1,
        data: { text },
        metadata: {
          actor: { subject: 'a', roles: [] },
          caseId: id,
          commandId,
          commandHash: '',
          correlationId: 'request-1',
          occurredAt: this.clock.now(),
        },
      },
    ]);
  };

  /** Submits as a request does: what follows runs at once. */
  readonly submit = (id: string, text: string) =>
    this.handling.handle(applications, {
      id,
      command: { type: 'Submitted', data: { text } },
      context: {
        actor: { subject: 'a', roles: [] },
        commandId: derivedId('submit', id, text),
        commandHash: '',
        correlationId: 'request-1',
        now: this.clock.now(),
      },
    });
}
