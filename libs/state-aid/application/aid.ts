import { Injectable } from '@nestjs/common';
import type { Resource } from '#access/policy.js';
import { GuardedStreams } from '#cqrs/guarded-streams.js';
import { CommandHandling } from '#eventsourcing/command-handling.js';
import type { CommandContext } from '#eventsourcing/command.js';
import type { StreamRules } from '#eventsourcing/stream-rules.js';
import { aidStream, type AidEvent } from '../contract/events.js';
import { aidRegister, type AidCommand } from '../domain/register.js';
import type { AidRegister } from '../domain/state.js';

/** What the stream of all aid keeps to. */
export const rules: StreamRules<AidRegister, AidCommand, AidEvent> = {
  decider: aidRegister,
  streamOf: aidStream,
  caseIdOf: (_, __, event) => event?.data.caseId,
  hot: true,
  // Each aid is entered once, and there are as many as decisions granted.
  mostOf: { RegisterEntryConfirmed: Infinity },
};

/** The register of aid: every grant of de minimis aid goes through its one stream. */
@Injectable()
export class StateAid extends GuardedStreams<AidRegister, AidCommand, AidEvent> {
  constructor(handling: CommandHandling) {
    super(handling, rules, resourceOf);
  }

  /** The register as it stands now. */
  now(): Promise<AidRegister> {
    return this.find('');
  }
}

/** Aid is the directorate's that granted it. */
function resourceOf({ aid }: AidRegister, _: CommandContext, aidId: string): Resource {
  const found = aid.get(aidId);
  return found ? { owner: found.directorate } : {};
}
