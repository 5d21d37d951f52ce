import { Injectable } from '@nestjs/common';
import { GuardedStreams } from '#cqrs/guarded-streams.js';
import { CommandHandling } from '#eventsourcing/command-handling.js';
import type { StreamRules } from '#eventsourcing/stream-rules.js';
import { MOST_DECLARANTS, MOST_DECLARATIONS, MOST_RULINGS } from '#impartiality/impartiality.js';
import type { Resource } from '#access/policy.js';
import { pilotStream, type PilotEvent } from '../../contract/events.js';
import { pilot, type PilotCommand } from '../../domain/pilot/pilot.js';
import { preparationsOf } from '../../domain/pilot/prepared.js';
import type { KnownPilot, Pilot } from '../../domain/pilot/state.js';

/** What a pilot's stream keeps to. */
export const rules: StreamRules<Pilot, PilotCommand, PilotEvent> = {
  decider: pilot,
  preparedBy: preparationsOf,
  streamOf: pilotStream,
  caseIdOf: (id) => id,
  declaring: (person, said) => ({ type: 'DeclarePilotImpartiality', person, ...said }),
  regulationVersionOf: (state) => (isKnown(state) ? frameworkInForce(state) : undefined),
  most: 1_000,
  // What each partner tells, and what is measured of each cohort, month by month for many years.
  mostOf: {
    ContractSigned: 10_000,
    ServiceDelivered: 5_000,
    StatusReported: 5_000,
    RiskReassessed: 5_000,
    MeasurementRecorded: 5_000,
    MeasurementVerified: 5_000,
    PilotImpartialityDeclared: MOST_DECLARANTS * MOST_DECLARATIONS,
    PilotImpartialityRuled: MOST_DECLARANTS * MOST_RULINGS,
  },
};

/** The pilots' streams. */
@Injectable()
export class Pilots extends GuardedStreams<Pilot, PilotCommand, PilotEvent> {
  constructor(handling: CommandHandling) {
    super(handling, rules, resourceOf);
  }
}

/** Whether a pilot was established here. */
export function isKnown(state: Pilot): state is KnownPilot {
  return state.status !== 'none' && state.status !== 'historical';
}

/** Who stands how to a pilot. */
export function resourceOf(state: Pilot): Resource {
  if (!isKnown(state)) return {};
  const partners = state.partners.map(({ organisation }) => organisation);
  return { directorates: state.directorates, partners };
}

/** Version of the framework that both directorates adopted. */
export function frameworkInForce({ status, framework }: KnownPilot): string | undefined {
  return status === 'established' ? undefined : framework?.framework.version;
}
