import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Appended } from '#eventsourcing/reactions.js';
import type { Clock } from '#hosting/clock.js';
import { CLOCK } from '#cqrs/tokens.js';
import { People } from '#people/people.js';
import type { Reaction } from '#processes/reaction.js';
import type { RepresentativeNamed } from '../../contract/events.js';
import { AppointmentsByName } from '../organisations/appointments-by-name.js';

/**
 * Who is named as a representative is appointed: when they come, or at once where they have come before, as the
 * organisation's people are known from what their tokens told last.
 */
@Injectable()
export class CompleteAppointments implements Reaction<RepresentativeNamed>, OnModuleInit {
  readonly name = 'complete-appointments';
  readonly eventTypes = ['RepresentativeNamed'] as const;

  constructor(
    private readonly appointments: AppointmentsByName,
    private readonly people: People,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.people.onSeen(async (identity, now) => {
      await this.appointments.completeFor(identity, { now });
    });
  }

  async react({ data: { organisation }, metadata: { correlationId } }: Appended<RepresentativeNamed>) {
    let position: string | undefined;
    const coming = { now: this.clock.now(), correlationId };
    for (const person of await this.people.ofOrganisation(organisation)) {
      const [receipt] = await this.appointments.completeFor(
        { ...person, memberships: [{ organisation, roles: [] }] },
        coming,
      );
      position = receipt?.position ?? position;
    }
    return position;
  }
}
