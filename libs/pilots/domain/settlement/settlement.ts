import type { Decider, Decision } from '#eventsourcing/decider.js';
import { refuse } from '#eventsourcing/decider.js';
import type { SettlementEvent } from '../../contract/events.js';
import { approve, review, sendBack } from './approval.js';
import { calculate } from './calculation.js';
import type { SettlementCommand } from './commands.js';
import { evolve } from './evolve.js';
import { carryOut, recordPayment, withhold } from './money.js';
import { waive, withdraw } from './reclaims.js';
import { nothingCalculated, type SettlementRefusal } from './refusals.js';
import type { KnownSettlement, Settlement } from './state.js';

/**
 * The settlement of a pilot: calculated from frozen terms and verified measurements, checked by another person, approved
 * by both directorates. A later version takes the place of one before, and moves the difference.
 */
export const settlement: Decider<Settlement, SettlementCommand, SettlementEvent, SettlementRefusal> = {
  initial: { status: 'none' },

  decide(command, state) {
    if (command.type === 'CalculateSettlement') return calculate(command, state);
    if (state.status === 'none') return refuse(nothingCalculated());
    return decideKnown(command, state);
  },

  evolve,
};

type Later = Exclude<SettlementCommand, { type: 'CalculateSettlement' }>;

function decideKnown(command: Later, state: KnownSettlement): Decision<SettlementEvent, SettlementRefusal> {
  switch (command.type) {
    case 'ReviewSettlement':
      return review(command, state);
    case 'ReturnSettlement':
      return sendBack(command, state);
    case 'ApproveSettlement':
      return approve(command, state);
    case 'WithholdStateShare':
      return withhold(command, state);
    case 'CarryOutStateShare':
      return carryOut(command, state);
    case 'WithdrawReclaim':
      return withdraw(command, state);
    case 'WaiveOverpayment':
      return waive(command, state);
    case 'RecordSharePayment':
      return recordPayment(command, state);
  }
}
