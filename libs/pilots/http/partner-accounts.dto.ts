import { IsIn } from 'class-validator';
import { Account, Optional, Organisation, Text } from '#http/fields.js';
import type { PartnerRole } from '../contract/pilot.js';
import { ROLES } from './pilots.dto.js';

/** Another account that a partner is to be paid at. */
export class PartnerAccountDto {
  /** The partner. */
  @Organisation()
  organisation: string;

  @IsIn(ROLES)
  role: PartnerRole;

  /** Sealed in the log. */
  @Account()
  account: string;

  /** What shows that the account is the partner's, such as a letter of its bank. */
  @Text(5000, { lines: true })
  evidence: string;
}

/** Words that may go with an approval. */
export class PartnerAccountApprovalDto {
  @Optional()
  @Text(10_000, { lines: true })
  grounds?: string;
}
