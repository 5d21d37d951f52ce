import type { Money } from '#money/money.js';
import type { Refusal } from '#eventsourcing/refusal.js';
import type { DeclaredAid, DeMinimisRules } from '../contract/declaration.js';
import type { RateUsed } from '../contract/events.js';

/** A declaration with the rate of each amount's day. */
export interface RatedDeclaration {
  readonly group: readonly string[];
  readonly otherAid: readonly (DeclaredAid & { readonly rate: RateUsed })[];
}

/** Aid is to be granted. */
export interface RecordAid {
  readonly type: 'RecordAid';
  readonly aidId: string;
  readonly caseId: string;
  readonly schemeId: string;
  readonly directorate: string;
  readonly organisation: string;
  readonly carrier?: string | undefined;
  readonly declaration?: RatedDeclaration | undefined;
  readonly amount: Money;
  readonly rate: RateUsed;
  readonly grantedOn: string;
  readonly regulationVersion: string;
  readonly rules: DeMinimisRules;
}

/** What the register of aid can be asked to do. */
export type AidCommand =
  | RecordAid
  /** Minor units of its currency that are left of it. */
  | { readonly type: 'LowerAid'; readonly aidId: string; readonly amount: number; readonly grounds: string }
  | { readonly type: 'ReleaseAid'; readonly aidId: string; readonly grounds: string }
  | {
      readonly type: 'ConfirmRegisterEntry';
      readonly aidId: string;
      readonly person: string;
      readonly enteredOn: string;
      readonly reference: string;
      /** Calendar date on which it is confirmed. */
      readonly today: string;
    }
  /** The day on which aid was to be entered has passed. */
  | { readonly type: 'MarkRegisterEntryOverdue'; readonly aidId: string; readonly dueAt: string };

/** Why the register of aid refuses. */
export type AidRefusal = Refusal<
  'de-minimis-exceeded' | 'aid-released' | 'aid-unknown' | 'entry-date-invalid' | 'already-entered'
>;
