import { CalendarDate, Optional, Text, Whole } from '#http/fields.js';

/** The day on which notice was received, where the one on record is wrong, and how that is known. */
export class ReceiptCorrectionDto {
  @CalendarDate()
  receivedOn: string;

  @Text(5000, { lines: true })
  grounds: string;
}

/** The correction that is approved. */
export class ReceiptCorrectionApprovalDto {
  /** The one the approver has before them. */
  @Whole(1, 1_000_000)
  correction: number;

  @Optional()
  @Text(5000, { lines: true })
  grounds?: string;
}

/** The correction that is rejected, and why the day on record is right. */
export class ReceiptCorrectionRejectionDto {
  /** The one that person has before them. */
  @Whole(1, 1_000_000)
  correction: number;

  @Text(5000, { lines: true })
  grounds: string;
}
