import { refuse, type Decider } from '#eventsourcing/decider.js';
import type { AppealEvent } from '../../contract/events.js';
import type { AppealCommand } from './commands.js';
import { evolve } from './evolve.js';
import { coverCosts, decide, defer, noteReplyDue, notify, reopen, sendReply, withdraw } from './outcome.js';
import {
  acceptLate,
  approveDismissal,
  approveReversal,
  forward,
  prepare,
  proposeDismissal,
  proposeReversal,
} from './preparation.js';
import { no, type AppealRefusal } from './refusals.js';
import type { Appeal } from './state.js';
import { submit } from './submission.js';

/** An appeal from its receipt to notice of its outcome. */
export const appeal: Decider<Appeal, AppealCommand, AppealEvent, AppealRefusal> = {
  initial: { status: 'none' },
  evolve,

  decide(command, state) {
    if (command.type === 'SubmitAppeal') return submit(command, state);
    if (state.status === 'none') return refuse(no.appeal());
    switch (command.type) {
      case 'PrepareAppeal':
        return prepare(command, state);
      case 'AcceptLateAppeal':
        return acceptLate(command, state);
      case 'ProposeDismissal':
        return proposeDismissal(command, state);
      case 'ApproveDismissal':
        return approveDismissal(command, state);
      case 'ProposeReversal':
        return proposeReversal(command, state);
      case 'ApproveReversal':
        return approveReversal(command, state);
      case 'ForwardAppeal':
        return forward(command, state);
      case 'DecideAppeal':
        return decide(command, state);
      case 'WithdrawAppeal':
        return withdraw(command, state);
      case 'ReopenAppeal':
        return reopen(command, state);
      case 'NoteProvisionalReplyDue':
        return noteReplyDue(command, state);
      case 'SendProvisionalReply':
        return sendReply(command, state);
      case 'DeferEnforcement':
        return defer(command, state);
      case 'CoverCosts':
        return coverCosts(command, state);
      case 'NotifyAppealOutcome':
        return notify(command, state);
    }
  },
};
