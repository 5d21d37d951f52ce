import { answer, refuse, type CommandOf, type Decider } from '#eventsourcing/decider.js';
import type { AppealEvent } from '../../contract/events.js';
import { deadlines } from './deadline.js';
import { evolve } from './evolve.js';
import { endings } from './outcome.js';
import { preparations } from './preparation.js';
import { receiptCorrections } from './receipt.js';
import { no, type AppealRefusal } from './refusals.js';
import { joining } from './joining.js';
import { standings } from './standing.js';
import type { Appeal } from './state.js';
import { submit, type SubmitAppeal } from './submission.js';

/** What an appeal answers once it is submitted. */
const SUBMITTED = {
  ...standings,
  ...preparations,
  ...deadlines,
  ...endings,
  ...joining,
  ...receiptCorrections,
};

/** What an appeal can be asked to do. */
export type AppealCommand = SubmitAppeal | CommandOf<typeof SUBMITTED>;

/** An appeal from its receipt to notice of its outcome. */
export const appeal: Decider<Appeal, AppealCommand, AppealEvent, AppealRefusal> = {
  initial: { status: 'none' },
  evolve,

  decide(command, state) {
    if (command.type === 'SubmitAppeal') return submit(command, state);
    return state.status === 'none' ? refuse(no.appeal()) : answer(SUBMITTED, command, state);
  },
};
