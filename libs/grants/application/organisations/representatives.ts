import { Injectable } from '@nestjs/common';
import { dateInOslo } from '#calendar/oslo.js';
import { GuardedStreams } from '#cqrs/guarded-streams.js';
import { CommandHandling } from '#eventsourcing/command-handling.js';
import type { StreamRules } from '#eventsourcing/stream-rules.js';
import type { Actor } from '#eventsourcing/event.js';
import { refusal, type Refusal } from '#eventsourcing/refusal.js';
import { OtherSpellings } from './other-spellings.js';
import { streams, type OrganisationEvent, type Power } from '../../contract/events.js';
import {
  mayRepresent,
  organisation,
  type OrganisationCommand,
} from '../../domain/organisation/organisation.js';
import type { Organisation } from '../../domain/organisation/state.js';

/** What the stream of an organisation's representatives keeps to. */
export const rules: StreamRules<Organisation, OrganisationCommand, OrganisationEvent> = {
  decider: organisation,
  streamOf: streams.organisation,
  // A large one appoints for each application.
  most: 1_000,
};

/** Who may act for the organisations that apply. */
@Injectable()
export class Representatives extends GuardedStreams<Organisation, OrganisationCommand, OrganisationEvent> {
  constructor(handling: CommandHandling, spellings: OtherSpellings) {
    const elsewhere = (stream: string) => spellings.eventsBeside(stream);
    super(handling, { ...rules, elsewhere }, (_, __, id) => ({ applicant: id }));
  }

  /** Why a person may not use a power of an organisation at an instant: asked after the policy, beside it. */
  async refusalFor(
    actor: Actor,
    organisationId: string,
    power: Power,
    now: string,
  ): Promise<Refusal | undefined> {
    const state = await this.find(organisationId);
    return mayRepresent(state, actor.subject, power, dateInOslo(now)) ? undefined : notRepresenting(power);
  }
}

/** The refusal of who represents the party otherwise, or not at all. */
export function notRepresenting(power: Power): Refusal {
  return refusal(
    'forbidden',
    'not-a-representative',
    `the party has representatives, appointed or named, and this person may not ${power} for it`,
    { power },
  );
}
