import { Injectable } from '@nestjs/common';
import type { Appended } from '#eventsourcing/reactions.js';
import type { Position } from '#eventsourcing/event.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import type { ApplicationSubmitted } from '../../contract/events.js';
import { CaseNumbers } from '../case-numbers/case-numbers.js';

/** A submitted application gets a short number that people call its case by. */
@Injectable()
export class NumberCases implements Reaction<ApplicationSubmitted> {
  readonly name = 'number-cases';
  readonly eventTypes = ['ApplicationSubmitted'] as const;
  readonly inline = false;
  /** One after the other, so that numbers follow the order of submission. */
  readonly together = 1;

  constructor(private readonly numbers: CaseNumbers) {}

  async react(
    { data, metadata }: Appended<ApplicationSubmitted>,
    context: ReactionContext,
  ): Promise<Position | undefined> {
    const { caseId, recordedAt } = metadata;
    if (!data.numbered || caseId === undefined) return undefined;
    return positionOf(await this.numbers.give(caseId, recordedAt, context.command()));
  }
}
