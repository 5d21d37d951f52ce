import { Inject, Injectable } from '@nestjs/common';
import { dateInOslo, type CalendarDate } from '#calendar/oslo.js';
import type { EventStore } from '#event-store/port.js';
import type { DomainEvent, RecordedEvent } from '#eventsourcing/event.js';
import { EVENT_STORE } from '#cqrs/tokens.js';
import { Unsealer } from '#sealing/unsealer.js';
import {
  streams,
  type AppealEvent,
  type AppealJoined,
  type AppealSubmitted,
  type ApplicationEvent,
  type ApplicationSubmitted,
} from '../../contract/events.js';
import type { RegulationVersion } from '../../contract/regulation.js';
import type { OtherAppellantSaid } from '../../domain/appeal/submission.js';
import { PRIVATE_PERSON } from '../../domain/application/private-person.js';
import type { SubmittedApplication } from '../../domain/application/state.js';
import type { EstablishedScheme } from '../../domain/scheme/state.js';
import { Applications } from '../applications/applications.js';
import { CaseNumbers } from '../case-numbers/case-numbers.js';
import { RegulationsOfCases } from '../applications/regulations-of-cases.js';
import { Schemes } from '../schemes/schemes.js';
import { opened, type Opened } from './opened-events.js';

/** What letters quote of an application. */
export type QuotedEvent = Extract<
  ApplicationEvent,
  {
    type:
      | 'ApplicationSubmitted'
      | 'CaseRepresentativeRecorded'
      | 'EligibilityChecked'
      | 'ApplicationScored'
      | 'ScoresModerated'
      | 'DecisionProposed'
      | 'DecisionApproved'
      | 'DecisionReplaced'
      | 'DecisionAwaitsAppropriation'
      | 'OwnReversalProposed'
      | 'OwnReversalApproved'
      | 'ApplicationReopened'
      | 'OfferReopened';
  }
>;

/** What letters quote of an appeal. */
export type QuotedAppealEvent = Extract<
  AppealEvent,
  {
    type:
      | 'AppealDismissalProposed'
      | 'AppealDismissed'
      | 'ReversalProposed'
      | 'AppealReversed'
      | 'AppealLetStand'
      | 'AppealChangedDecision'
      | 'AppealAnnulledDecision';
  }
>;

/** A case as its letters tell of it: where it stands, its rules, and what was written in it, in clear. */
export interface CaseInWords {
  readonly id: string;
  /** As people write it, once it is given. */
  readonly number: string | undefined;
  readonly state: SubmittedApplication;
  readonly scheme: EstablishedScheme;
  readonly regulation: RegulationVersion;
  readonly events: readonly Opened<QuotedEvent>[];
}

const QUOTED: Readonly<Record<QuotedEvent['type'], true>> = {
  ApplicationSubmitted: true,
  CaseRepresentativeRecorded: true,
  EligibilityChecked: true,
  ApplicationScored: true,
  ScoresModerated: true,
  DecisionProposed: true,
  DecisionApproved: true,
  DecisionReplaced: true,
  DecisionAwaitsAppropriation: true,
  OwnReversalProposed: true,
  OwnReversalApproved: true,
  ApplicationReopened: true,
  OfferReopened: true,
};

const QUOTED_OF_APPEALS: Readonly<Record<QuotedAppealEvent['type'], true>> = {
  AppealDismissalProposed: true,
  AppealDismissed: true,
  ReversalProposed: true,
  AppealReversed: true,
  AppealLetStand: true,
  AppealChangedDecision: true,
  AppealAnnulledDecision: true,
};

/** Opens what letters quote of cases. */
@Injectable()
export class CaseWords {
  constructor(
    private readonly applications: Applications,
    private readonly regulations: RegulationsOfCases,
    private readonly schemes: Schemes,
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'readStream'>,
    private readonly unsealer: Unsealer,
    private readonly numbers: CaseNumbers,
  ) {}

  /** Undefined when there is no such case. @throws WordsErased */
  async of(id: string): Promise<CaseInWords | undefined> {
    const state = await this.applications.find(id);
    if (state.status === 'none') return undefined;
    const scheme = await this.schemes.find(state.submission.schemeId);
    if (scheme.status === 'none') throw new Error(`case ${id} is of a scheme that does not exist`);
    const events = await this.store.readStream(streams.application(id));
    const quoted = events.filter(({ type }) => Object.hasOwn(QUOTED, type)).map(withoutContact);
    return {
      id,
      number: await this.numbers.of(id, events[0]!.metadata.recordedAt),
      state,
      scheme,
      regulation: await this.regulations.of(id),
      events: await Promise.all(quoted.map((event) => opened<QuotedEvent>(event, this.unsealer))),
    };
  }

  /** What was decided in an appeal, and why. @throws WordsErased */
  async ofAppeal(appealId: string): Promise<readonly Opened<QuotedAppealEvent>[]> {
    const events = await this.store.readStream(streams.appeal(appealId));
    // One outcome for all: it was decided, and is said, in another appeal.
    const joined = events.findLast(({ type }) => type === 'AppealJoined');
    if (joined) return this.ofAppeal((joined.data as unknown as AppealJoined['data']).appealId);
    return this.inStream<QuotedAppealEvent>(streams.appeal(appealId), Object.keys(QUOTED_OF_APPEALS));
  }

  /** Who appealed without having applied, as it is written to. @throws WordsErased */
  async appellantOf(appealId: string): Promise<OtherAppellantSaid | undefined> {
    const [submitted] = await this.store.readStream(streams.appeal(appealId), { limit: 1 });
    if (!submitted) return undefined;
    const { data } = await opened<AppealSubmitted>(submitted, this.unsealer);
    return data.other;
  }

  /** What was said in events of these types, in clear. @throws WordsErased */
  async inStream<Event extends DomainEvent>(
    stream: string,
    types: readonly string[],
  ): Promise<readonly Opened<Event>[]> {
    const events = await this.store.readStream(stream);
    const quoted = events.filter(({ type }) => types.includes(type));
    return Promise.all(quoted.map((event) => opened<Event>(event, this.unsealer)));
  }

  /** The day on which an event of the type, and of the number where one is named, last came to a stream that has one. */
  async dayOf(
    stream: string,
    type: string,
    numbered: Readonly<Record<string, number | undefined>> = {},
  ): Promise<CalendarDate> {
    const events = await this.store.readStream(stream);
    const found = events.findLast(
      (event) =>
        event.type === type && Object.entries(numbered).every(([of, number]) => event.data[of] === number),
    );
    if (!found) throw new Error(`${stream} has no ${type}`);
    return dateInOslo(found.metadata.recordedAt);
  }
}

/**
 * The submission without what no letter says. A contact person's name stays out: a letter opens with the case's key,
 * and whoever is erased with their own key would still be named in it. A private person is the party, and is named.
 */
function withoutContact(event: RecordedEvent): RecordedEvent {
  if (event.type !== 'ApplicationSubmitted') return event;
  const {
    applicant,
    budgetLines: _,
    attachments: __,
    ...data
  } = event.data as unknown as ApplicationSubmitted['data'];
  const { organisation, name, kind, contactPerson, address } = applicant;
  const party = { organisation, name, kind, address, ...(name === PRIVATE_PERSON ? { contactPerson } : {}) };
  return { ...event, data: { ...data, applicant: party } as unknown as RecordedEvent['data'] };
}
