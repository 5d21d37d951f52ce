import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Position } from '#eventsourcing/event.js';
import { positionOf, type ReactionContext } from '#processes/reaction.js';
import type { Appealed, AppealSuperseded } from '../../contract/events.js';
import { PENDING } from '../../domain/appeal/state.js';
import { AppealsAgainst } from './appeals-against.js';
import { TakeAppealStep } from './steps.js';

/** Ends appeals against what does not stand any more. */
@Injectable()
export class Superseding {
  constructor(
    private readonly appeals: AppealsAgainst,
    private readonly commands: CommandBus,
  ) {}

  /** Those that wait for an outcome; with `dismissals` also those against the dismissal of one that was dismissed. */
  async of(
    caseId: string,
    against: Appealed,
    over: { readonly cause: AppealSuperseded['data']; readonly dismissals: boolean },
    context: ReactionContext,
  ): Promise<Position | undefined> {
    let last: Position | undefined;
    for (const { id, appeal } of await this.appeals.of(caseId, against)) {
      if (PENDING.has(appeal.status)) {
        const step = { type: 'SupersedeAppeal', ...over.cause } as const;
        const command = new TakeAppealStep(id, step, context.commandFor('supersede-appeal', id));
        last = positionOf(await this.commands.execute(command)) ?? last;
      } else if (over.dismissals && appeal.status === 'dismissed')
        last = (await this.of(caseId, { kind: 'dismissal', id }, over, context)) ?? last;
    }
    return last;
  }
}
