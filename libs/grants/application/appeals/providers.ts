import { AidOfAppeals } from './aid-of-appeals.js';
import { Appealables } from './appealables.js';
import { Appeals } from './appeals.js';
import { DecideAppealHandler } from './decide-appeal.js';
import { ApproveDismissalHandler, ProposeDismissalHandler } from './dismiss-appeal.js';
import {
  NoteProvisionalReplyDueHandler,
  NotifyAppealOutcomeHandler,
  SendProvisionalReplyHandler,
} from './inform-party.js';
import { Officials } from './officials.js';
import { AcceptLateAppealHandler, ForwardAppealHandler, PrepareAppealHandler } from './prepare-appeal.js';
import { CoverCostsHandler, DeferEnforcementHandler } from './relieve-party.js';
import { ReopenAppealHandler } from './reopen-appeal.js';
import { ApproveReversalHandler, ProposeReversalHandler } from './reverse-decision.js';
import { SubmitAppealHandler } from './submit-appeal.js';
import { WithdrawAppealHandler } from './withdraw-appeal.js';

/** What appeals need. */
export const APPEALS = [
  Appeals,
  Appealables,
  Officials,
  AidOfAppeals,
  SubmitAppealHandler,
  PrepareAppealHandler,
  AcceptLateAppealHandler,
  ProposeDismissalHandler,
  ApproveDismissalHandler,
  ProposeReversalHandler,
  ApproveReversalHandler,
  ForwardAppealHandler,
  DecideAppealHandler,
  WithdrawAppealHandler,
  ReopenAppealHandler,
  SendProvisionalReplyHandler,
  NoteProvisionalReplyDueHandler,
  NotifyAppealOutcomeHandler,
  DeferEnforcementHandler,
  CoverCostsHandler,
];
