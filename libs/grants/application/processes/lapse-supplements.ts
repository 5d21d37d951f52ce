import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { instantAfterDay } from '#calendar/deadlines.js';
import type { Appended } from '#eventsourcing/reactions.js';
import { TIMERS } from '#cqrs/tokens.js';
import { positionOf, type ReactionContext, type TimedReaction } from '#processes/reaction.js';
import type { Timer, Timers } from '#processes/timers.js';
import type { ApplicationSupplemented, SupplementRequested } from '../../contract/events.js';
import { TakeApplicationStep } from '../applications/steps.js';

const KIND = 'lapse-supplement';

/** A request for supplement that nobody answered in time lapses: the case goes on as it is. */
@Injectable()
export class LapseSupplements implements TimedReaction<SupplementRequested | ApplicationSupplemented> {
  readonly name = 'lapse-supplements';
  readonly eventTypes = ['SupplementRequested', 'ApplicationSupplemented'] as const;
  readonly inline = false;
  readonly timerKinds = [KIND];

  constructor(
    private readonly commands: CommandBus,
    @Inject(TIMERS) private readonly timers: Timers,
  ) {}

  async react({
    id,
    type,
    data,
    metadata,
  }: Appended<SupplementRequested | ApplicationSupplemented>): Promise<undefined> {
    const { request } = data;
    const { caseId, correlationId } = metadata;
    if (caseId === undefined) return;
    const timer = `${KIND}:${caseId}:${request}`;
    if (type === 'ApplicationSupplemented') {
      await this.timers.cancel(timer);
      return;
    }
    await this.timers.set({
      id: timer,
      dueAt: instantAfterDay(data.dueOn),
      kind: KIND,
      payload: { caseId, request },
      correlationId,
      causationId: id,
    });
  }

  /** An answer that came, or an application that was withdrawn, leaves nothing to do. */
  async fire({ payload, dueAt }: Timer, context: ReactionContext): Promise<void> {
    const { caseId, request } = payload as { caseId: string; request: number };
    const lapse = new TakeApplicationStep(
      caseId,
      { type: 'LapseSupplement', request, dueAt },
      context.command(),
    );
    positionOf(await this.commands.execute(lapse));
  }
}
