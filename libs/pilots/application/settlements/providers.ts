import { ApproveSettlementHandler } from './approve-settlement.js';
import { FindDecidersOfPilotHandler } from './deciders-of-reclaims.js';
import { FinishedSettlements } from './finished-settlements.js';
import { LiabilityBudget } from './liability-budget.js';
import { OrderStateShareHandler } from './order-state-share.js';
import { FindPayableOfPilotHandler } from './payable-of-pilot.js';
import { Reclaims } from './reclaims.js';
import { SettledPilots } from './settled-pilot.js';
import { Settlements } from './settlements.js';
import { StatePayees } from './state-payees.js';
import { StateShareOrders } from './state-share-orders.js';
import { SettlementSteps } from './steps.js';

/** What settlements need. */
export const SETTLEMENTS = [
  Settlements,
  SettledPilots,
  LiabilityBudget,
  StatePayees,
  StateShareOrders,
  Reclaims,
  FinishedSettlements,
  SettlementSteps,
  ApproveSettlementHandler,
  FindDecidersOfPilotHandler,
  FindPayableOfPilotHandler,
  OrderStateShareHandler,
];
