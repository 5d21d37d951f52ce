import { answer, refuse, type CommandOf, type Decider } from '#eventsourcing/decider.js';
import type { BudgetEvent } from '../contract/events.js';
import { booking } from './commitments.js';
import { framing } from './frames.js';
import { paying } from './payments.js';
import { otherCurrency, type BudgetRefusal } from './refusals.js';
import { EMPTY, evolve, type Budget } from './state.js';

const ANSWERS = { ...framing, ...booking, ...paying };

/** What a budget can be asked to do. */
export type BudgetCommand = CommandOf<typeof ANSWERS>;

/** The budget of one scheme: two limits, never overdrawn. */
export const budget: Decider<Budget, BudgetCommand, BudgetEvent, BudgetRefusal> = {
  initial: EMPTY,

  decide(command, state) {
    if ('currency' in command && state.currency !== undefined && command.currency !== state.currency)
      return refuse(otherCurrency(state.currency, command.currency));
    return answer(ANSWERS, command, state);
  },

  evolve,
};
