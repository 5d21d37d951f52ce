import { CommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { TakesSteps, type Sent, type Steps } from '#cqrs/steps.js';
import { MAY } from '../access.js';
import type { AidEvent } from '../contract/events.js';
import type { AidCommand } from '../domain/register.js';
import type { AidRegister } from '../domain/state.js';
import { StateAid } from './aid.js';

/** What becomes of aid that was granted. */
const STEPS = {
  ConfirmRegisterEntry: {
    may: MAY['state-aid.register'],
    facts: ({ id, person, today }) => ({ aidId: id, person, today }),
  },
  MarkRegisterEntryOverdue: { follows: 'the passing of time', facts: ({ id }) => ({ aidId: id }) },
  LowerAid: { follows: 'a commitment', facts: ({ id }) => ({ aidId: id }) },
  ReleaseAid: { follows: 'a commitment', facts: ({ id }) => ({ aidId: id }) },
} as const satisfies Steps<AidRegister, AidCommand>;

/** A step on the aid `id`. */
export class TakeAidStep extends ResourceCommand<Sent<AidCommand, typeof STEPS>> {}

@CommandHandler(TakeAidStep)
export class AidSteps extends TakesSteps<AidRegister, AidCommand, AidEvent, unknown> {
  constructor(aid: StateAid) {
    super(aid, STEPS, undefined);
  }
}
