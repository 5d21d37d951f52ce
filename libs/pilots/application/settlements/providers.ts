import { ApproveSettlementHandler } from './approve-settlement.js';
import { CalculateSettlementHandler } from './calculate-settlement.js';
import {
  CarryOutSettlementHandler,
  WaiveOverpaymentHandler,
  WithdrawReclaimHandler,
  WithholdStateShareHandler,
} from './carry-out-settlement.js';
import { ReturnSettlementHandler, ReviewSettlementHandler } from './judge-settlement.js';
import { FinishedSettlements } from './finished-settlements.js';
import { LiabilityBudget } from './liability-budget.js';
import { OrderStateShareHandler } from './order-state-share.js';
import { Reclaims } from './reclaims.js';
import { RecordSharePaymentHandler } from './record-share-payment.js';
import { SettledPilots } from './settled-pilot.js';
import { Settlements } from './settlements.js';
import { StatePayees } from './state-payees.js';
import { StateShareOrders } from './state-share-orders.js';

/** What settlements need. */
export const SETTLEMENTS = [
  Settlements,
  SettledPilots,
  LiabilityBudget,
  StatePayees,
  StateShareOrders,
  Reclaims,
  FinishedSettlements,
  CalculateSettlementHandler,
  ReviewSettlementHandler,
  ReturnSettlementHandler,
  ApproveSettlementHandler,
  CarryOutSettlementHandler,
  WithholdStateShareHandler,
  WithdrawReclaimHandler,
  WaiveOverpaymentHandler,
  OrderStateShareHandler,
  RecordSharePaymentHandler,
];
