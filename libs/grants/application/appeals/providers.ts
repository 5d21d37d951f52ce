import { AidOfAppeals } from './aid-of-appeals.js';
import { Appealables } from './appealables.js';
import { AppealedParts } from './appealed-parts.js';
import { Appeals } from './appeals.js';
import { IncomingAppeals } from './incoming-appeals.js';
import { NotifyAppealOutcomeHandler } from './notify-appeal-outcome.js';
import { Officials } from './officials.js';
import { AppealSteps } from './steps.js';
import { RegisterAppealHandler } from './register-appeal.js';
import { AppealsAgainst } from './appeals-against.js';
import { Superseding } from './superseding.js';
import { SubmitOtherAppealHandler } from './submit-other-appeal.js';
import { SubmitAppealHandler } from './submit-appeal.js';

/** What appeals need. */
export const APPEALS = [
  Appeals,
  Appealables,
  AppealedParts,
  AppealsAgainst,
  IncomingAppeals,
  Officials,
  AidOfAppeals,
  AppealSteps,
  Superseding,
  SubmitAppealHandler,
  SubmitOtherAppealHandler,
  RegisterAppealHandler,
  NotifyAppealOutcomeHandler,
];
