import { Injectable } from '@nestjs/common';
import { dateInOslo } from '#calendar/oslo.js';
import { CommandHandling } from '#eventsourcing/command-handling.js';
import type { StreamRules } from '#eventsourcing/stream-rules.js';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import type { Actor } from '#eventsourcing/event.js';
import { refusal, type Refusal } from '#eventsourcing/refusal.js';
import { denied } from '#access/policy.js';
import { MAY } from '../../access.js';
import { streams, type OrganisationEvent, type Power } from '../../contract/events.js';
import {
  mayAppoint,
  mayRepresent,
  organisation,
  type Organisation,
  type OrganisationCommand,
} from '../../domain/organisation/organisation.js';

/** What the stream of an organisation's representatives keeps to. */
export const rules: StreamRules<Organisation, OrganisationCommand, OrganisationEvent> = {
  decider: organisation,
  streamOf: streams.organisation,
  // A large one appoints for each application.
  most: 1_000,
};

/** Who may act for the organisations that apply. */
@Injectable()
export class Representatives {
  constructor(private readonly handling: CommandHandling) {}

  /** Who represents the organisation now. */
  async find(id: string): Promise<Organisation> {
    return (await this.handling.load(rules, id)).state;
  }

  /** Why a person may not use a power of an organisation at an instant: asked after the policy, beside it. */
  async refusalFor(
    actor: Actor,
    organisationId: string,
    power: Power,
    now: string,
  ): Promise<Refusal | undefined> {
    const state = await this.find(organisationId);
    return mayRepresent(state, actor.subject, power, dateInOslo(now))
      ? undefined
      : refusal(
          'forbidden',
          'not-a-representative',
          `the organisation has appointed representatives, and this person may not ${power} for it`,
          { power },
        );
  }

  /** Carries out a command of an administrator, or of a representative with all powers. */
  act(id: string, command: OrganisationCommand, context: CommandContext): Promise<Outcome> {
    const { actor, now } = context;
    const guard = (state: Organisation) =>
      denied(actor, MAY['representative.appoint'], { applicant: id }) ??
      (actor.roles.includes('administrator') || mayAppoint(state, actor.subject, dateInOslo(now))
        ? undefined
        : refusal(
            'forbidden',
            'not-a-representative',
            'representatives are appointed by one who has all powers, the first one by an administrator',
          ));
    return this.handling.handle(rules, { id, command, context, guard });
  }
}
