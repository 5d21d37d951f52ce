import type { CommandBus } from '@nestjs/cqrs';
import type { EventStore } from '#event-store/port.js';
import type { Refusal } from '#eventsourcing/refusal.js';
import type { Clock } from '#hosting/clock.js';
import type { KeyStore } from '#sealing/key-store.js';
import { keyedHash } from '#sealing/keyed-hash.js';
import type { Grant, RecordRefusal } from './records/grant-record.js';
import { inFlight } from './in-flight.js';
import type { Programme } from './programmes.js';
import { setUp } from './set-up.js';
import { play } from './story.js';
import { grantsIn, type Survey } from './survey.js';
import { untilRefused, type Run } from './until-refused.js';

/** How the grants of a file landed. */
export interface Landing {
  readonly programmes: readonly Programme[];
  /** Of all records, in the order of the file. */
  readonly refusals: readonly RecordRefusal[];
  /** The first grant of money to an organisation. */
  readonly example: Grant | undefined;
}

const AT_ONCE = 64;

/** Where grants land. */
export interface Ground {
  readonly commands: CommandBus;
  readonly stores: { readonly log: EventStore; readonly keys: Pick<KeyStore, 'secret'> };
  readonly clock: Clock;
}

/** Who watches the landing, and may end it between two commands. */
export interface Watch {
  readonly interrupted: AbortSignal;
  /** How many grants there are to be landed, before the first. */
  readonly begins: (grants: number) => { advance(): void; stop(): void };
}

/**
 * Sets up the programmes of a file and plays its grants; what is refused on the way concerns that record only. Again, on
 * the same ground, it goes on. @throws the reason of the signal that interrupts it
 */
export async function land(
  records: AsyncIterable<unknown>,
  { read, plan, refusals: unreadable }: Survey,
  { commands, stores, clock }: Ground,
  { interrupted, begins }: Watch,
): Promise<Landing> {
  const refusals = [...unreadable];
  const programmes = plan.programmes();
  const notSetUp = new Map<string, Refusal>();
  const told = (tell: (run: Run) => Promise<void>) =>
    untilRefused(commands, (run) =>
      tell(async (command) => {
        await run(command);
        interrupted.throwIfAborted();
      }),
    );

  await inFlight(programmes, AT_ONCE, async (programme) => {
    const no = await told((run) => setUp(programme, run));
    if (no) notSetUp.set(programme.schemeId, no);
  });

  const secret = await stores.keys.secret('published-persons');
  const stage = {
    store: stores.log,
    now: clock.now(),
    pseudonym: (id: string) => keyedHash(secret, id),
  };
  const progress = begins(read - unreadable.length);
  let example: { readonly index: number; readonly grant: Grant } | undefined;
  try {
    await inFlight(grantsIn(records), AT_ONCE, async ({ index, id, grant }) => {
      const { schemeId, callId } = plan.programmeOf(grant);
      const no = notSetUp.get(schemeId) ?? (await told((run) => play(grant, callId, { ...stage, run })));
      if (no) refusals.push({ index, id, code: no.code, message: no.detail });
      else if (isExample(grant) && (!example || index < example.index)) example = { index, grant };
      progress.advance();
    });
  } finally {
    progress.stop();
  }
  return { programmes, refusals: refusals.toSorted((a, b) => a.index - b.index), example: example?.grant };
}

function isExample({ amount, recipient }: Grant): boolean {
  return amount > 0 && recipient.kind !== 'person';
}
