import { CreateDraftHandler } from '../drafts/create-draft.js';
import { ReplaceDraftHandler } from '../drafts/replace-draft.js';
import { SubmitApplicationHandler } from '../drafts/submit-application.js';
import { Applications } from './applications.js';
import { FindApplicantHandler } from './find-applicant.js';
import { LapseSupplementHandler } from './lapse-supplement.js';
import { Pseudonyms } from './pseudonyms.js';
import { RegulationsOfCases } from './regulations-of-cases.js';
import { RequestSupplementHandler } from './request-supplement.js';
import { SubmitSupplementHandler } from './submit-supplement.js';
import { WithdrawApplicationHandler } from './withdraw-application.js';

/** What applications need, from the draft on. */
export const APPLICATIONS = [
  Applications,
  RegulationsOfCases,
  Pseudonyms,
  FindApplicantHandler,
  CreateDraftHandler,
  ReplaceDraftHandler,
  SubmitApplicationHandler,
  WithdrawApplicationHandler,
  RequestSupplementHandler,
  SubmitSupplementHandler,
  LapseSupplementHandler,
];
