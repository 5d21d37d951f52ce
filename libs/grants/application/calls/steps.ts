import { CommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { TakesSteps, type Sent, type Steps } from '#cqrs/steps.js';
import { MAY } from '../../access.js';
import type { CallEvent } from '../../contract/events.js';
import type { CallCommand } from '../../domain/call/call.js';
import type { Call } from '../../domain/call/state.js';
import { Calls } from './calls.js';

/** What managers and the passing of time do to a call that was announced. */
const STEPS = {
  ExtendCall: { may: MAY['call.extend'], facts: ({ now }) => ({ now }) },
  GrantDispensation: { may: MAY['call.dispense'], facts: ({ now }) => ({ now }) },
  /** What was submitted stays, nothing more comes. */
  CancelCall: { may: MAY['call.cancel'] },
  CloseCall: { follows: 'the passing of time', facts: ({ now }) => ({ now }) },
} as const satisfies Steps<Call, CallCommand>;

/** A step on the call `id`. */
export class TakeCallStep extends ResourceCommand<Sent<CallCommand, typeof STEPS>> {}

/** Takes the steps on calls. */
@CommandHandler(TakeCallStep)
export class CallSteps extends TakesSteps<Call, CallCommand, CallEvent, unknown> {
  constructor(calls: Calls) {
    super(calls, STEPS, {});
  }
}
