import { Account, Text } from '#http/fields.js';

/** Another account that the grant is to be paid to. */
export class AccountCorrectionDto {
  /** Sealed in the log. */
  @Account()
  account: string;

  /** What shows that the account is the recipient's, such as a letter of its bank. */
  @Text(5000, { lines: true })
  evidence: string;
}

/** Why a corrected account is not taken. */
export class AccountRejectionDto {
  @Text(10_000, { lines: true })
  grounds: string;
}
