import { Injectable } from '@nestjs/common';
import { sameOrganisation } from '#organisations/organisation-number.js';
import { Appeals } from '../appeals/appeals.js';
import { AppealsOfCases } from './appeals-of-cases.js';

/** Which cases an appeal body has had before it, also once all is decided and notified. */
@Injectable()
export class ForwardedCases {
  constructor(
    private readonly appeals: Appeals,
    private readonly ofCases: AppealsOfCases,
  ) {}

  /** Whether an appeal in the case was forwarded to that organisation. */
  async were(caseId: string, organisation: string | undefined): Promise<boolean> {
    for (const id of await this.ofCases.of(caseId)) {
      const appeal = await this.appeals.find(id);
      if (appeal.status === 'none' || !appeal.forwarded) continue;
      if (sameOrganisation(appeal.submission.appealBody, organisation)) return true;
    }
    return false;
  }
}
