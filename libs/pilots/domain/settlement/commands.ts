import type { Measurements } from '../../contract/measurements.js';
import type { OutcomeContract } from '../../contract/pilot.js';

/** What a settlement can be asked to do; amounts in minor units. */
export type SettlementCommand =
  | {
      readonly type: 'CalculateSettlement';
      readonly pilotId: string;
      readonly final: boolean;
      readonly contract: OutcomeContract;
      readonly contractDigest: string;
      /** Verified. */
      readonly measurements: Measurements;
      /** Their digest. */
      readonly basis: string;
      /** Cohorts that are open, and measurements that are not verified or are disputed. */
      readonly open: readonly string[];
      readonly person: string;
    }
  | {
      readonly type: 'ReviewSettlement';
      readonly version: number;
      /** Digest of the verified measurements as they are now. */
      readonly basis: string;
      readonly person: string;
      readonly note?: string | undefined;
    }
  | {
      readonly type: 'ReturnSettlement';
      readonly version: number;
      readonly directorate: string;
      readonly person: string;
      readonly grounds: string;
    }
  | {
      readonly type: 'ApproveSettlement';
      readonly version: number;
      readonly basis: string;
      readonly directorate: string;
      readonly person: string;
      readonly note?: string | undefined;
      /** Persons who recorded, corrected or verified what it stands on. */
      readonly measuredBy: readonly string[];
      readonly contract: OutcomeContract;
      readonly schemeId: string;
      readonly budgetYear: number;
    }
  | {
      readonly type: 'WithholdStateShare';
      readonly payoutId: string;
      /** What of it will not be paid. */
      readonly unpaid: number;
    }
  | {
      /** Orders what the state owes, or claims back what it paid too much. */
      readonly type: 'CarryOutStateShare';
      readonly payoutId: string;
      readonly recoveryId: string;
      readonly currency: string;
      readonly budgetYear: number;
      /** A person asks for it: then something must be owed. */
      readonly asked: boolean;
    }
  | {
      /** The claim to pay back was annulled, since the state owes it after all. */
      readonly type: 'WithdrawReclaim';
      readonly recoveryId: string;
      /** What was repaid until then. */
      readonly repaid: number;
    }
  | {
      /** Less is claimed back than was paid too much. */
      readonly type: 'WaiveOverpayment';
      readonly recoveryId: string;
      /** What of the claim stands. */
      readonly stands: number;
    }
  | {
      readonly type: 'RecordSharePayment';
      readonly payer: string;
      readonly amount: number;
      readonly currency: string;
      readonly pilotCurrency: string;
      readonly paidOn: string;
      readonly reference: string;
      readonly person: string;
      readonly today: string;
    };

/** The command of a type. */
export type Of<Type extends SettlementCommand['type']> = Extract<SettlementCommand, { type: Type }>;
