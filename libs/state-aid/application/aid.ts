import { Injectable } from '@nestjs/common';
import { CommandHandling } from '#eventsourcing/command-handling.js';
import type { StreamRules } from '#eventsourcing/stream-rules.js';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import { denied, type Resource } from '#access/policy.js';
import { MAY } from '../access.js';
import { aidStream, type AidEvent } from '../contract/events.js';
import type { AidCommand } from '../domain/commands.js';
import { aidRegister } from '../domain/register.js';
import type { AidRegister } from '../domain/state.js';

/** What the stream of all aid keeps to. */
export const rules: StreamRules<AidRegister, AidCommand, AidEvent> = {
  decider: aidRegister,
  streamOf: aidStream,
  caseIdOf: (_, event) => event.data.caseId,
  hot: true,
  // Each aid is entered once, and there are as many as decisions granted.
  mostOf: { RegisterEntryConfirmed: Infinity },
};

/** The register of aid: every grant of de minimis aid goes through its one stream. */
@Injectable()
export class AidAccount {
  constructor(private readonly handling: CommandHandling) {}

  /** The register as it stands now. */
  async now(): Promise<AidRegister> {
    return (await this.handling.load(rules, '')).state;
  }

  /** Carries out what follows from a command that was judged already. */
  book(aidId: string, command: AidCommand, context: CommandContext): Promise<Outcome> {
    return this.handling.handle(rules, { id: aidId, command, context });
  }

  /** Carries out what an official of the directorate that granted the aid enters. */
  enter(aidId: string, command: AidCommand, context: CommandContext): Promise<Outcome> {
    const guard = (state: AidRegister) =>
      denied(context.actor, MAY['state-aid.register'], resourceOf(state, aidId));
    return this.handling.handle(rules, { id: aidId, command, context, guard });
  }
}

function resourceOf({ aid }: AidRegister, aidId: string): Resource {
  const found = aid.get(aidId);
  return found ? { owner: found.directorate } : {};
}
