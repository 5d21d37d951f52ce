import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { AppendedEvent } from '#eventsourcing/reactions.js';
import type { Position } from '#eventsourcing/event.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import type { AppealJoined } from '../../contract/events.js';
import { appealIdOf } from '../../contract/events/appeal.js';
import { decidesForAll, PENDING } from '../../domain/appeal/state.js';
import { Appeals } from '../appeals/appeals.js';
import { AppealsAgainst, type FoundAppeal } from '../appeals/appeals-against.js';
import { TakeAppealStep } from '../appeals/steps.js';

/**
 * What is decided in one appeal is the outcome of all that wait against the same; also of one that comes, or is taken
 * up again, when it has been decided.
 */
@Injectable()
export class JoinAppeals implements Reaction {
  readonly name = 'join-appeals';
  readonly eventTypes = [
    'AppealReversed',
    'AppealLetStand',
    'AppealChangedDecision',
    'AppealAnnulledDecision',
    'AppealSubmitted',
    'AppealReopened',
  ];

  constructor(
    private readonly appeals: Appeals,
    private readonly against: AppealsAgainst,
    private readonly commands: CommandBus,
  ) {}

  async react(event: AppendedEvent, context: ReactionContext) {
    const state = await this.appeals.find(appealIdOf(event.stream));
    if (state.status === 'none') return undefined;
    const { caseId, against } = state.submission;
    // Everything else is appealed against by whom it concerns alone.
    if (against.kind !== 'decision') return undefined;
    const all = await this.against.of(caseId, against);
    const leading = all.find(({ appeal }) => decidesForAll(appeal) && appeal.joinedTo === undefined);
    if (!leading) return undefined;
    let position: Position | undefined;
    for (const { id, appeal } of all) {
      if (!PENDING.has(appeal.status)) continue;
      const step = { type: 'JoinAppeal', ...outcomeOf(leading) } as const;
      const command = new TakeAppealStep(id, step, context.commandFor('appeal', id));
      position = positionOf(await this.commands.execute(command)) ?? position;
    }
    return position;
  }
}

function outcomeOf({ id: appealId, appeal }: FoundAppeal): AppealJoined['data'] {
  const { status, decidedOn, inPart, detriment } = appeal;
  return {
    appealId,
    outcome: status as AppealJoined['data']['outcome'],
    ...(decidedOn === undefined ? {} : { decidedOn }),
    ...(inPart ? { amount: inPart } : {}),
    ...(detriment ? { detriment } : {}),
  };
}
