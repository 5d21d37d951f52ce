import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { FindApplicant } from '../../contract/queries.js';
import { Applications } from './applications.js';

@QueryHandler(FindApplicant)
export class FindApplicantHandler implements IQueryHandler<FindApplicant> {
  constructor(private readonly applications: Applications) {}

  async execute({ caseId }: FindApplicant) {
    const state = await this.applications.find(caseId);
    if (state.status === 'none') return undefined;
    const { applicant, directorate } = state.submission;
    return { organisation: applicant.organisation, directorate };
  }
}
