import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Appended } from '#eventsourcing/reactions.js';
import type { Position } from '#eventsourcing/event.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import type { Appealed, ApplicationReopened, AppealSuperseded, AwardRevoked } from '../../contract/events.js';
import { PENDING } from '../../domain/appeal/state.js';
import { AppealsAgainst } from '../appeals/appeals-against.js';
import { TakeAppealStep } from '../appeals/steps.js';

type Trigger = ApplicationReopened | AwardRevoked;

/**
 * A decision that is taken again is annulled, and one that ends a grant leaves nothing of it to be revoked: what is
 * decided anew can be appealed against, and pending appeals are over.
 */
@Injectable()
export class SupersedeAppeals implements Reaction<Trigger> {
  readonly name = 'supersede-appeals';
  readonly eventTypes = ['ApplicationReopened', 'AwardRevoked'] as const;

  constructor(
    private readonly appeals: AppealsAgainst,
    private readonly commands: CommandBus,
  ) {}

  async react(event: Appended<Trigger>, context: ReactionContext) {
    // An appeal that annulled a decision is the outcome of the others; an own reversal ends them itself.
    const over = event.data.supersedes ? overBy(event) : undefined;
    if (!over) return undefined;
    let last: Position | undefined;
    for (const { id, appeal } of await this.appeals.of(event.metadata.caseId!, over.against)) {
      if (!PENDING.has(appeal.status)) continue;
      const step = { type: 'SupersedeAppeal', ...over.cause } as const;
      const command = new TakeAppealStep(id, step, context.commandFor('supersede-appeal', id));
      last = positionOf(await this.commands.execute(command)) ?? last;
    }
    return last;
  }
}

/** What no appeal can be against any more, and why. */
function overBy({
  type,
  data,
}: Pick<Appended<Trigger>, 'type' | 'data'>):
  { readonly against: Appealed; readonly cause: AppealSuperseded['data'] } | undefined {
  if (type === 'ApplicationReopened') {
    const { decision: number } = data as ApplicationReopened['data'];
    return { against: { kind: 'decision', number }, cause: { retaken: number } };
  }
  const { awardId: id, decision: ended } = data as AwardRevoked['data'];
  return ended === undefined ? undefined : { against: { kind: 'revocation', id }, cause: { ended } };
}
