import type { PayoutOrder } from '../../contract/events.js';

/** What a payout can be asked to do; amounts in minor units, `organisation` is that of the acting person. */
export type PayoutCommand =
  | { readonly type: 'OpenPayout'; readonly order: PayoutOrder }
  | {
      readonly type: 'AttestPayout';
      readonly attester: string;
      readonly organisation?: string | undefined;
      readonly note?: string | undefined;
    }
  | {
      readonly type: 'ApprovePayout';
      readonly approver: string;
      readonly organisation?: string | undefined;
      readonly note?: string | undefined;
    }
  | { readonly type: 'InstructPayout'; readonly instructionId: string }
  | { readonly type: 'AcknowledgePayout'; readonly instructionId?: string | undefined }
  | {
      readonly type: 'SettlePayout';
      readonly instructionId?: string | undefined;
      /** All the attempt has left when left out. */
      readonly amount?: number | undefined;
      readonly currency?: string | undefined;
      readonly settledOn: string;
      readonly bankReference: string;
    }
  | {
      readonly type: 'FailPayout';
      readonly instructionId?: string | undefined;
      readonly reasonCode: string;
      readonly reason?: string | undefined;
    }
  | {
      readonly type: 'ReturnPayout';
      /** The attempt whose money came back; the only one that settled anything when left out. */
      readonly instructionId?: string | undefined;
      /** All the attempt settled when left out. */
      readonly amount?: number | undefined;
      readonly currency?: string | undefined;
      readonly returnedOn: string;
      readonly bankReference: string;
      readonly reasonCode: string;
      readonly reason?: string | undefined;
    }
  | {
      readonly type: 'CancelPayout';
      /** Who cancels it; none where it follows from the case. */
      readonly person?: string | undefined;
      readonly grounds: string;
    };

/** The command of a type. */
export type Of<Type extends PayoutCommand['type']> = Extract<PayoutCommand, { type: Type }>;
