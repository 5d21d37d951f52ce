import { Injectable } from '@nestjs/common';
import type { Appealed } from '../../contract/events.js';
import type { SubmittedAppeal } from '../../domain/appeal/state.js';
import { AppealsOfCases } from '../impartiality/appeals-of-cases.js';
import { sameAppealed } from './appealed-body.js';
import { Appeals } from './appeals.js';

/** An appeal and where it stands. */
export interface FoundAppeal {
  readonly id: string;
  readonly appeal: SubmittedAppeal;
}

/** All who appeal against one thing, the applicant and others. */
@Injectable()
export class AppealsAgainst {
  constructor(
    private readonly appeals: Appeals,
    private readonly ofCases: AppealsOfCases,
  ) {}

  /** The appeals in a case against the same, in the order of their submission. */
  async of(caseId: string, against: Appealed): Promise<readonly FoundAppeal[]> {
    const found: FoundAppeal[] = [];
    for (const id of await this.ofCases.of(caseId)) {
      const appeal = await this.appeals.find(id);
      if (appeal.status !== 'none' && sameAppealed(appeal.submission.against, against))
        found.push({ id, appeal });
    }
    return found;
  }
}
