import { Inject, Injectable } from '@nestjs/common';
import type { EventStore } from '#event-store/port.js';
import { fold } from '#eventsourcing/decider.js';
import type { Actor, DomainEvent, Json, Position, RecordedEvent } from '#eventsourcing/event.js';
import { denied, notFound, type Action } from '#access/policy.js';
import { refused } from '#http/problems.js';
import { readable, type Readable } from '#cqrs/queries/readable.js';
import { EVENT_STORE } from '#cqrs/tokens.js';
import { Unsealer } from '#sealing/unsealer.js';
import { MAY } from '../access.js';
import { isKnown, resourceOf } from '../application/pilots/pilots.js';
import { pilotStream, settlementStream, type PilotEvent, type SettlementEvent } from '../contract/events.js';
import { pilot } from '../domain/pilot/pilot.js';
import type { KnownPilot } from '../domain/pilot/state.js';
import { settlement } from '../domain/settlement/settlement.js';
import type { Settlement } from '../domain/settlement/state.js';

/** An event as people read it: sealed values opened, `null` where the key was erased. */
export type ReadEvent<Event extends DomainEvent> = Event extends DomainEvent
  ? {
      readonly type: Event['type'];
      readonly data: Readable<Event['data']>;
      /** When the log took it, UTC. */
      readonly at: string;
    }
  : never;

/** A pilot opened by someone who may see it. */
export interface OpenedPilot {
  readonly state: KnownPilot;
  readonly events: readonly ReadEvent<PilotEvent>[];
  /** Something personal in it was erased. */
  readonly erased: boolean;
  readonly revision: number;
  /** Of its last event. */
  readonly position: Position;
}

/** A settlement with its history. */
export interface OpenedSettlement {
  readonly state: Settlement;
  readonly events: readonly ReadEvent<SettlementEvent>[];
}

/** Pilots in the log: who may see them is judged there, and what is shown never lags. */
@Injectable()
export class PilotLog {
  constructor(
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'readStream'>,
    private readonly unsealer: Unsealer,
  ) {}

  /**
   * The pilot as it stands, for someone who may do this with it.
   * @throws ProblemException 404 for whoever may not see it, 403 for whoever may and has no role for this
   */
  async find(id: string, actor: Actor, action: Action = MAY['pilot.read']): Promise<KnownPilot> {
    return (await this.standing(id, actor, action)).state;
  }

  /** The same, with the position of its last event. */
  async standing(
    id: string,
    actor: Actor,
    action: Action = MAY['pilot.read'],
  ): Promise<Pick<OpenedPilot, 'state' | 'position'>> {
    const recorded = await this.store.readStream(pilotStream(id));
    const state = this.judged(recorded, actor, action);
    return { state, position: recorded.at(-1)!.position };
  }

  /** The pilot with every event in clear. @throws ProblemException 404 for whoever may not see it */
  async open(id: string, actor: Actor): Promise<OpenedPilot> {
    const recorded = await this.store.readStream(pilotStream(id));
    const state = this.judged(recorded, actor, MAY['pilot.read']);
    const { events, erased } = await this.read<PilotEvent>(recorded);
    const { revision, position } = recorded.at(-1)!;
    return { state, events, erased, revision, position };
  }

  /** The settlement of a pilot, for someone who may see the pilot. */
  async settlementOf(id: string): Promise<OpenedSettlement> {
    const recorded = await this.store.readStream(settlementStream(id));
    const { events } = await this.read<SettlementEvent>(recorded);
    return { state: fold(settlement, recorded as unknown as SettlementEvent[]), events };
  }

  private judged(recorded: readonly RecordedEvent[], actor: Actor, action: Action): KnownPilot {
    const state = fold(pilot, recorded as unknown as PilotEvent[]);
    const no = denied(actor, action, resourceOf(state));
    if (no !== undefined) throw refused(no);
    if (!isKnown(state)) throw refused(notFound());
    return state;
  }

  private async read<Event extends DomainEvent>(recorded: readonly RecordedEvent[]) {
    const read = await Promise.all(
      recorded.map(async ({ id, type, data, metadata }) => {
        const clear = readable(await this.unsealer.unseal(data as Json, { eventId: id }));
        return { event: { type, data: clear.data, at: metadata.recordedAt }, erased: clear.erased };
      }),
    );
    return {
      events: read.map(({ event }) => event) as unknown as ReadEvent<Event>[],
      erased: read.some(({ erased }) => erased),
    };
  }
}
