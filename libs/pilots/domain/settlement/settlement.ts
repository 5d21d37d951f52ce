import type { Decider } from '#eventsourcing/decider.js';
import { answer, refuse, type CommandOf } from '#eventsourcing/decider.js';
import type { SettlementEvent } from '../../contract/events.js';
import { approvals } from './approval.js';
import { calculate, type CalculateSettlement } from './calculation.js';
import { evolve } from './evolve.js';
import { flagging } from './flagging.js';
import { payments } from './money.js';
import { providing } from './provision.js';
import { reclaiming } from './reclaims.js';
import { nothingCalculated, type SettlementRefusal } from './refusals.js';
import type { Settlement } from './state.js';

/** What a settlement answers once there is a version of it. */
const KNOWN = { ...approvals, ...payments, ...reclaiming, ...flagging, ...providing };

/** What a settlement can be asked to do. */
export type SettlementCommand = CalculateSettlement | CommandOf<typeof KNOWN>;

/**
 * The settlement of a pilot: calculated from frozen terms and verified measurements, checked by another person, approved
 * by both directorates. A later version takes the place of one before, and moves the difference.
 */
export const settlement: Decider<Settlement, SettlementCommand, SettlementEvent, SettlementRefusal> = {
  initial: { status: 'none' },
  evolve,

  decide(command, state) {
    if (command.type === 'CalculateSettlement') return calculate(command, state);
    return state.status === 'none' ? refuse(nothingCalculated()) : answer(KNOWN, command, state);
  },
};
