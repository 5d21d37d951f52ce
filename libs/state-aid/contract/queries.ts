import { Query } from '@nestjs/cqrs';
import type { Position } from '#eventsourcing/event.js';
import type { PossibleCommand } from '#cqrs/possible-commands.js';

/** Asks for every command that may be sent on the aid of a case; who may send it is not judged. */
export class PossibleCommandsOnAid extends Query<readonly PossibleCommand[]> {
  constructor(
    readonly caseId: string,
    readonly after?: Position,
  ) {
    super();
  }
}
