import { AidOfAppeals } from './aid-of-appeals.js';
import { Appealables } from './appealables.js';
import { Appeals } from './appeals.js';
import { NotifyAppealOutcomeHandler } from './notify-appeal-outcome.js';
import { Officials } from './officials.js';
import { AppealSteps } from './steps.js';
import { SubmitAppealHandler } from './submit-appeal.js';

/** What appeals need. */
export const APPEALS = [
  Appeals,
  Appealables,
  Officials,
  AidOfAppeals,
  AppealSteps,
  SubmitAppealHandler,
  NotifyAppealOutcomeHandler,
];
