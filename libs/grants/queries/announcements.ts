import { Inject, Injectable } from '@nestjs/common';
import { compareInstants } from '#calendar/oslo.js';
import type { EventStore } from '#event-store/port.js';
import type { Decider } from '#eventsourcing/decider.js';
import type { DomainEvent, Position } from '#eventsourcing/event.js';
import type { Money } from '#money/money.js';
import type { Clock } from '#hosting/clock.js';
import { notFound } from '#access/policy.js';
import { pageOf, type Page, type PageRequest } from '#http/paging.js';
import { invalidRequest, refused } from '#http/problems.js';
import { Reader, type Completeness } from '#cqrs/queries/reader.js';
import { Where } from '#cqrs/queries/where.js';
import { CLOCK, EVENT_STORE } from '#cqrs/tokens.js';
import { streams } from '../contract/events.js';
import { call } from '../domain/call/call.js';
import { scheme } from '../domain/scheme/scheme.js';
import { regulationView, type RegulationView } from './regulation-view.js';
import { announcements, type CallRow, type SchemeRow } from '../read-models/announcements.js';

/** A scheme as lists show it. */
export interface SchemeSummary {
  readonly id: string;
  readonly directorate: string;
  readonly name: string;
  readonly ministry: string;
  readonly budgetChapter: string;
  readonly budgetPost: string;
  readonly goal: string;
  readonly targetGroup: string;
  readonly currency: string;
  /** The version adopted last. */
  readonly regulationVersion: string;
}

/** A scheme with all its rules. */
export interface SchemeView extends SchemeSummary {
  /** Versions that were adopted, oldest first. */
  readonly regulations: readonly RegulationView[];
  readonly revision: number;
  /** Log position of what was done last. */
  readonly position: Position;
}

/** A call as lists show it. */
export interface CallSummary {
  readonly id: string;
  readonly schemeId: string;
  readonly directorate: string;
  readonly regulationVersion: string;
  readonly title: string;
  readonly frame: Money;
  /** Kind of grant, where the call is for one of several. */
  readonly kind?: string | undefined;
  /** `closed` once the closing instant has passed. */
  readonly state: 'announced' | 'closed' | 'cancelled';
  readonly opensAt: string;
  readonly closesAt: string;
}

/** A call with its place in the log. */
export interface CallView extends CallSummary {
  readonly revision: number;
  readonly position: Position;
}

/** Schemes and calls: lists from the read model, single ones from the log. */
@Injectable()
export class Announcements {
  constructor(
    private readonly reader: Reader,
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'readStream'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Schemes by their id. */
  async schemes(
    { limit, after: last }: PageRequest,
    after?: Position,
  ): Promise<Page<SchemeSummary> & Completeness> {
    await this.reader.reached([announcements.name], after);
    const where = new Where().beyond(['scheme_id'], 'asc', checked(last));
    const rows = await this.reader.rows<SchemeRow>(
      `SELECT * FROM schemes ${where.sql} ORDER BY scheme_id LIMIT ${limit + 1}`,
      where.parameters,
    );
    const { items, ...rest } = pageOf(rows, limit, (row) => [row.scheme_id]);
    return { items: items.map(schemeOf), ...rest, ...(await this.reader.completeness(announcements.name)) };
  }

  /** A scheme as it stands now. @throws ProblemException 404 */
  async scheme(id: string): Promise<SchemeView> {
    const { state, revision, position } = await this.fold(scheme, streams.scheme(id));
    if (state.status === 'none') throw refused(notFound());
    const {
      status: _,
      schemeId,
      regulations,
      drafts: __,
      consultations: ___,
      delegations: ____,
      ...facts
    } = state;
    const { currency } = facts;
    return {
      id: schemeId,
      ...facts,
      regulationVersion: regulations.last()?.version ?? '',
      regulations: [...regulations].map((each) => regulationView(each, currency)),
      revision,
      position,
    };
  }

  /** Calls of a scheme (of all when left out), by their id. */
  async calls(
    schemeId: string | undefined,
    { limit, after: last }: PageRequest,
    after?: Position,
  ): Promise<Page<CallSummary> & Completeness> {
    await this.reader.reached([announcements.name], after);
    const where = new Where().equals('scheme_id', schemeId).beyond(['call_id'], 'asc', checked(last));
    const rows = await this.reader.rows<CallRow>(
      `SELECT * FROM calls ${where.sql} ORDER BY call_id LIMIT ${limit + 1}`,
      where.parameters,
    );
    const { items, ...rest } = pageOf(rows, limit, (row) => [row.call_id]);
    const keys = schemeId === undefined ? undefined : [schemeId];
    return {
      items: items.map((item) => callOf(item, this.clock.now())),
      ...rest,
      ...(await this.reader.completeness(announcements.name, keys)),
    };
  }

  /** A call as it stands now. @throws ProblemException 404 */
  async call(id: string): Promise<CallView> {
    const { state, revision, position } = await this.fold(call, streams.call(id));
    if (state.status === 'none') throw refused(notFound());
    const { status, callId, currency, frame, dispensations: _, announcedClosing: __, ...facts } = state;
    const view = { id: callId, ...facts, state: status, frame: { amount: frame, currency } };
    return { ...view, state: stateOf(view, this.clock.now()), revision, position };
  }

  private async fold<State, Command, Event extends DomainEvent>(
    decider: Decider<State, Command, Event>,
    stream: string,
  ) {
    const events = await this.store.readStream(stream);
    const state = events.reduce(
      (before, event) => decider.evolve(before, event as unknown as Event),
      decider.initial,
    );
    const { revision = -1, position = '' } = events.at(-1) ?? {};
    return { state, revision, position };
  }
}

function schemeOf(row: SchemeRow): SchemeSummary {
  return {
    id: row.scheme_id,
    directorate: row.directorate,
    name: row.name,
    ministry: row.ministry,
    budgetChapter: row.budget_chapter,
    budgetPost: row.budget_post,
    goal: row.goal,
    targetGroup: row.target_group,
    currency: row.currency,
    regulationVersion: row.regulation_version,
  };
}

function callOf(row: CallRow, now: string): CallSummary {
  const state = row.state as CallSummary['state'];
  return {
    id: row.call_id,
    schemeId: row.scheme_id,
    directorate: row.directorate,
    regulationVersion: row.regulation_version,
    title: row.title,
    frame: { amount: row.frame, currency: row.currency },
    ...(row.kind === null ? {} : { kind: row.kind }),
    state: stateOf({ state, closesAt: row.closes_at }, now),
    opensAt: row.opens_at,
    closesAt: row.closes_at,
  };
}

/** A call is closed by the instant; the event that says so may come a little later. */
function stateOf({ state, closesAt }: Pick<CallSummary, 'state' | 'closesAt'>, now: string) {
  return state === 'announced' && compareInstants(now, closesAt) >= 0 ? 'closed' : state;
}

function checked(last: PageRequest['after']) {
  if (last === undefined || typeof last[0] === 'string') return last;
  throw invalidRequest([{ parameter: 'cursor', detail: 'is not a cursor of this list' }]);
}
