import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { compareInstants } from '#calendar/oslo.js';
import type { Appended } from '#eventsourcing/reactions.js';
import { TIMERS } from '#cqrs/tokens.js';
import { positionOf, type ReactionContext, type TimedReaction } from '#processes/reaction.js';
import type { Timer, Timers } from '#processes/timers.js';
import type { CallAnnounced, CallCancelled, CallExtended } from '../../contract/events.js';
import { Calls } from '../calls/calls.js';
import { TakeCallStep } from '../calls/steps.js';

const KIND = 'close-call';

type Event = CallAnnounced | CallExtended | CallCancelled;

/** A call closes at its closing instant; an extension moves the timer, a cancellation takes it away. */
@Injectable()
export class CloseCalls implements TimedReaction<Event> {
  readonly name = 'close-calls';
  readonly eventTypes = ['CallAnnounced', 'CallExtended', 'CallCancelled'] as const;
  readonly inline = false;
  readonly timerKinds = [KIND];

  constructor(
    private readonly calls: Calls,
    private readonly commands: CommandBus,
    @Inject(TIMERS) private readonly timers: Timers,
  ) {}

  async react(event: Appended<Event>): Promise<undefined> {
    const { type, data } = event;
    if (type === 'CallCancelled') {
      const call = await this.calls.find(data.callId);
      if (call.status !== 'none') await this.timers.cancel(idOf(data.callId, call.closesAt));
      return;
    }
    if (type === 'CallExtended') await this.timers.cancel(idOf(data.callId, data.before));
    // A call of the past, brought in from elsewhere, was never open here.
    if (compareInstants(data.closesAt, event.metadata.recordedAt) <= 0) return;
    await this.timers.set({
      id: idOf(data.callId, data.closesAt),
      dueAt: new Date(data.closesAt).toISOString(),
      kind: KIND,
      payload: { callId: data.callId },
      correlationId: event.metadata.correlationId,
      causationId: event.id,
    });
  }

  /** Closes the call, unless it was extended since. */
  async fire({ payload }: Timer, context: ReactionContext): Promise<void> {
    const { callId } = payload as { callId: string };
    positionOf(
      await this.commands.execute(new TakeCallStep(callId, { type: 'CloseCall' }, context.command())),
    );
  }
}

/** One timer per instant: a timer that was set too late or not taken away in time finds nothing to do. */
function idOf(callId: string, closesAt: string): string {
  return `${KIND}:${callId}:${new Date(closesAt).toISOString()}`;
}
