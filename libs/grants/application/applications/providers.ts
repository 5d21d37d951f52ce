import { CreateDraftHandler } from '../drafts/create-draft.js';
import { ReplaceDraftHandler } from '../drafts/replace-draft.js';
import { RegisterApplicationHandler } from '../drafts/register-application.js';
import { SubmitApplicationHandler } from '../drafts/submit-application.js';
import { Applications } from './applications.js';
import { FindApplicantHandler } from './find-applicant.js';
import { Pseudonyms } from './pseudonyms.js';
import { RegulationsOfCases } from './regulations-of-cases.js';
import { RequestSupplementHandler } from './request-supplement.js';
import { RegisterSupplementHandler } from './register-supplement.js';
import { SubmitSupplementHandler } from './submit-supplement.js';
import { ApplicationSteps } from './steps.js';

/** What applications need, from the draft on. */
export const APPLICATIONS = [
  Applications,
  RegulationsOfCases,
  Pseudonyms,
  FindApplicantHandler,
  CreateDraftHandler,
  ReplaceDraftHandler,
  SubmitApplicationHandler,
  ApplicationSteps,
  RequestSupplementHandler,
  SubmitSupplementHandler,
  RegisterSupplementHandler,
  RegisterApplicationHandler,
];
