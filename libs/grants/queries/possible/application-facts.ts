import { possibleSteps, possibleUnder } from '#cqrs/possible-commands.js';
import { TakeApplicationStep } from '../../application/applications/steps.js';
import type { RegulationVersion } from '../../contract/regulation.js';
import type { SubmittedApplication } from '../../domain/application/state.js';

/** What the possible commands on the application of a case are made of. */
export interface ApplicationFacts {
  readonly caseId: string;
  readonly state: SubmittedApplication;
  /** Whether the person may see the inner work: bodies made from it would tell an applicant of it. */
  readonly official: boolean;
  /** The rules of the case. */
  readonly regulation: RegulationVersion;
  /** Calendar date. */
  readonly today: string;
}

/** Makes possible commands on the application of a case. */
export function commandsOn({ caseId }: ApplicationFacts) {
  return possibleUnder(`/v1/applications/${caseId}`);
}

/** Makes possible steps on the application of a case. */
export function steps({ caseId }: ApplicationFacts) {
  return possibleSteps(
    `/v1/applications/${caseId}`,
    (step: TakeApplicationStep['content'], context) => new TakeApplicationStep(caseId, step, context),
  );
}
