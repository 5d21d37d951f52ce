import { Inject, Injectable } from '@nestjs/common';
import type { EventStore } from '#event-store/port.js';
import type { Actor, DomainEvent, Json, Position, RecordedEvent } from '#eventsourcing/event.js';
import { lookAgainAt } from '#cqrs/one-look.js';
import { notFound, permits } from '#access/policy.js';
import { refused } from '#http/problems.js';
import { othersTurn } from '#cqrs/fair-turns.js';
import { mustSee } from '#cqrs/queries/scope.js';
import { EVENT_STORE } from '#cqrs/tokens.js';
import { Unsealer } from '#sealing/unsealer.js';
import { MAY } from '../access.js';
import { streams, type ApplicationEvent, type ApplicationSubmitted } from '../contract/events.js';
import { lastRepresentative } from './last-representative.js';
import { Forwardings } from './forwardings.js';
import { readable, type Readable } from '#cqrs/queries/readable.js';

/** An event of the log with the data of its type. */
export type Recorded<Event extends DomainEvent> = Event extends DomainEvent
  ? Omit<RecordedEvent, 'type' | 'data'> & Event
  : never;

/** A case somebody may see: how it began, and as whom they see it. */
export interface SeenCase {
  readonly submitted: Recorded<ApplicationSubmitted>;
  /**
   * Whether the person sees it as an official or overseer. Applicants see of the assessment only that it goes on,
   * until the decision is made.
   */
  readonly official: boolean;
}

/** The application's part of a case, opened by someone who may see it. */
export interface OpenedCase extends SeenCase {
  readonly events: readonly Recorded<ApplicationEvent>[];
}

/** Cases in the log: who may see them is judged there; only what an appeal body sees, a read model says. */
@Injectable()
export class CaseLog {
  constructor(
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'readStream'>,
    private readonly unsealer: Unsealer,
    @Inject(Forwardings) private readonly forwardings: Pick<Forwardings, 'bodyOf'>,
  ) {}

  /** The application's events, sealed; `undefined` when nothing was submitted under the id. */
  async find(id: string, actor: Actor, after?: Position): Promise<OpenedCase | undefined> {
    const events = await this.store.readStream(streams.application(id));
    const seen = await this.judged(id, events[0], actor, after, events);
    return seen && { ...seen, events: events as unknown as readonly Recorded<ApplicationEvent>[] };
  }

  /** Only how the case began is read of it. @throws ProblemException 404 for whoever may not see it, or when there is none */
  async see(id: string, actor: Actor, after?: Position): Promise<SeenCase> {
    const [first] = await this.store.readStream(streams.application(id), { limit: 1 });
    const seen = await this.judged(id, first, actor, after);
    if (!seen) throw refused(notFound());
    return seen;
  }

  private async judged(
    id: string,
    first: RecordedEvent | undefined,
    actor: Actor,
    after: Position | undefined,
    read?: readonly RecordedEvent[],
  ): Promise<SeenCase | undefined> {
    const submitted = first as unknown as Recorded<ApplicationEvent> | undefined;
    if (submitted?.type !== 'ApplicationSubmitted') return undefined;
    const { directorate: owner, applicant } = submitted.data;
    const appealBody = await this.forwardings.bodyOf(id, actor, after);
    const authorities = { owner, ...(appealBody === undefined ? {} : { appealBody }) };
    const whose = { ...authorities, applicant: applicant.organisation };
    if (!permits(actor, MAY['case.read'], whose).allowed)
      mustSee(actor, MAY['case.read'], { ...whose, ...(await this.representativeIn(id, read)) });
    return { submitted, official: permits(actor, MAY['case.read'], authorities).allowed };
  }

  /** Which organisation represents the party: read only for whom nothing else lets see the case. */
  async representativeIn(
    id: string,
    read?: readonly RecordedEvent[],
  ): Promise<{ readonly representative?: string }> {
    const events = read ?? (await this.store.readStream(streams.application(id)));
    const { organisation } = lastRepresentative(events)?.data ?? {};
    return typeof organisation === 'string' ? { representative: organisation } : {};
  }

  /** @throws ProblemException 404 for whoever may not see it, or when there is none */
  async open(id: string, actor: Actor, after?: Position): Promise<OpenedCase> {
    const found = await this.find(id, actor, after);
    if (!found) throw refused(notFound());
    return found;
  }

  /** As it is now: a read model has shown more of it than was read. @throws ProblemException 404 */
  openAgain(id: string, actor: Actor): Promise<OpenedCase> {
    lookAgainAt(streams.application(id));
    return this.open(id, actor);
  }

  /** What an event says, in clear. */
  async read<Event extends DomainEvent>(
    event: Pick<RecordedEvent, 'id'> & { readonly data: Event['data'] },
  ): Promise<{ readonly data: Readable<Event['data']>; readonly erased: boolean }> {
    // A case may have thousands of events, and nothing else is waited for between them.
    await othersTurn();
    return readable<Event['data']>(await this.unsealer.unseal(event.data as Json, { eventId: event.id }));
  }
}
