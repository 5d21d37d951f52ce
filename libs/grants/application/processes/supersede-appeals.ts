import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Appended } from '#eventsourcing/reactions.js';
import type { Position } from '#eventsourcing/event.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import type { ApplicationReopened } from '../../contract/events.js';
import { PENDING } from '../../domain/appeal/state.js';
import { AppealsAgainst } from '../appeals/appeals-against.js';
import { TakeAppealStep } from '../appeals/steps.js';

/** A decision that is taken again is annulled: what is decided anew can be appealed against, and pending appeals are over. */
@Injectable()
export class SupersedeAppeals implements Reaction<ApplicationReopened> {
  readonly name = 'supersede-appeals';
  readonly eventTypes = ['ApplicationReopened'] as const;

  constructor(
    private readonly appeals: AppealsAgainst,
    private readonly commands: CommandBus,
  ) {}

  async react({ data, metadata }: Appended<ApplicationReopened>, context: ReactionContext) {
    const { decision: number, supersedes } = data;
    // An appeal that annulled it is the outcome of the others; an own reversal ends them itself.
    if (!supersedes) return undefined;
    let last: Position | undefined;
    for (const { id, appeal } of await this.appeals.of(metadata.caseId!, { kind: 'decision', number })) {
      if (!PENDING.has(appeal.status)) continue;
      const step = { type: 'SupersedeAppeal', retaken: number } as const;
      const over = new TakeAppealStep(id, step, context.commandFor('supersede-appeal', id));
      last = positionOf(await this.commands.execute(over)) ?? last;
    }
    return last;
  }
}
