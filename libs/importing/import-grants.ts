import type { CommandBus } from '@nestjs/cqrs';
import type { EventStore } from '#event-store/port.js';
import type { CommandHandling } from '#eventsourcing/command-handling.js';
import type { Position } from '#eventsourcing/event.js';
import type { Refusal } from '#eventsourcing/refusal.js';
import type { Clock } from '#hosting/clock.js';
import type { KeyStore } from '#sealing/key-store.js';
import { keyedHash } from '#sealing/keyed-hash.js';
import type { Assumptions } from './assumptions.js';
import { concurrently } from './concurrently.js';
import { decidesOtherwise, onRecord, paidOtherwise } from './on-record.js';
import type { Plan, Programme } from './programmes.js';
import type { Grant, RecordRefusal, RecordRemark } from './records/grant-record.js';
import { setUp } from './set-up.js';
import { pay, play } from './story.js';
import { grantsIn, type Survey } from './survey.js';
import { untilRefused, type Run } from './until-refused.js';

/** How the grants of a file landed. */
export interface Imported {
  readonly programmes: readonly Programme[];
  /** Grants of which something was added in this run, by scheme. */
  readonly landed: ReadonlyMap<string, number>;
  /** Of all records, in the order of the file. */
  readonly refusals: readonly RecordRefusal[];
  /** On grants that were on record before, in the order of the file. */
  readonly remarks: readonly RecordRemark[];
  /** The first grant of money to an organisation. */
  readonly example: Grant | undefined;
}

const AT_ONCE = 64;

/** What grants are imported into. */
export interface Target {
  readonly commands: CommandBus;
  readonly handling: CommandHandling;
  readonly stores: { readonly log: EventStore; readonly keys: Pick<KeyStore, 'secret'> };
  readonly clock: Clock;
  /** Waits until all has followed from the log up to a position that must; it has with the command when left out. */
  readonly followed?: (position: Position) => Promise<void>;
}

/** Who watches the import, and may end it between two commands. */
export interface Watch {
  readonly interrupted: AbortSignal;
  /** How many grants there are to be landed, before the first. */
  readonly begins: (grants: number) => { advance(): void; stop(): void };
}

/** A file that was surveyed. */
export interface Surveyed {
  /** From the first on, each time. */
  readonly records: () => AsyncIterable<unknown>;
  readonly survey: Survey;
}

/**
 * Sets up the programmes of a file and plays its grants; what is refused on the way concerns that record only. Again, on
 * the same target, it goes on. @throws the reason of the signal that interrupts it
 */
export async function importGrants(
  { records, survey: { read, plan, refusals: unreadable } }: Surveyed,
  assumed: Assumptions,
  { commands, handling, stores, clock, followed = () => Promise.resolve() }: Target,
  { interrupted, begins }: Watch,
): Promise<Imported> {
  const refusals = [...unreadable];
  const remarks: RecordRemark[] = [];
  const landed = new Map<string, number>();
  const notSetUp = new Map<string, Refusal>();
  const told = (tell: (run: Run) => Promise<void>) =>
    untilRefused(commands, (run) =>
      tell(async (command) => {
        const receipt = await run(command);
        interrupted.throwIfAborted();
        return receipt;
      }),
    );

  const undecided = await undecidedOf(records(), plan.anew(), stores.log, interrupted);
  await concurrently(undecided.programmes(), AT_ONCE, async (programme) => {
    const no = await told((run) => setUp(programme, { run, handling, assumed }));
    if (no) notSetUp.set(programme.schemeId, no);
  });

  const secret = await stores.keys.secret('published-persons');
  const stage = { now: clock.now(), pseudonym: (id: string) => keyedHash(secret, id), assumed, followed };
  const importOne = async (grant: Grant): Promise<Result> => {
    const before = await onRecord(grant, stores.log);
    const otherwise = decidesOtherwise(grant, before);
    if (otherwise) return { remark: otherwise };
    const { schemeId, callId } = plan.programmeOf(grant);
    if (!before.over) {
      // What was decided before may have been so under the call of another file.
      const no = before.decided
        ? await told((run) => pay(grant, { ...stage, run }))
        : (notSetUp.get(schemeId) ?? (await told((run) => play(grant, callId, { ...stage, run }))));
      if (no) return { no };
      landed.set(schemeId, (landed.get(schemeId) ?? 0) + 1);
    }
    if (!before.decided) return {};
    return { remark: paidOtherwise(grant, before.over ? before : await onRecord(grant, stores.log)) };
  };

  const progress = begins(read - unreadable.length);
  let example: { readonly index: number; readonly grant: Grant } | undefined;
  try {
    await concurrently(grantsIn(records()), AT_ONCE, async ({ index, id, grant }) => {
      interrupted.throwIfAborted();
      const { no, remark } = await importOne(grant);
      if (remark) remarks.push({ index, id, ...remark });
      if (no) refusals.push({ index, id, code: no.code, message: no.detail });
      else if (isExample(grant) && (!example || index < example.index)) example = { index, grant };
      progress.advance();
    });
  } finally {
    progress.stop();
  }
  return {
    programmes: plan.programmes(),
    landed,
    refusals: inOrder(refusals),
    remarks: inOrder(remarks),
    example: example?.grant,
  };
}

/** What became of one grant. */
interface Result {
  readonly no?: Refusal | undefined;
  readonly remark?: Pick<RecordRemark, 'code' | 'message'> | undefined;
}

/** Counts in what needs a call and money: grants that no earlier run came to decide. */
async function undecidedOf(
  records: AsyncIterable<unknown>,
  plan: Plan,
  log: EventStore,
  interrupted: AbortSignal,
): Promise<Plan> {
  await concurrently(grantsIn(records), AT_ONCE, async ({ grant }) => {
    interrupted.throwIfAborted();
    if (!(await onRecord(grant, log)).decided) plan.add(grant);
  });
  return plan;
}

function inOrder<Line extends { readonly index: number }>(lines: readonly Line[]): Line[] {
  return lines.toSorted((a, b) => a.index - b.index);
}

function isExample({ amount, recipient }: Grant): boolean {
  return amount > 0 && recipient.kind !== 'person';
}
