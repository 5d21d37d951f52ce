import type { Decider } from '#eventsourcing/decider.js';
import { accept, refuse } from '#eventsourcing/decider.js';
import type { ApplicationEvent } from '../../contract/events.js';
import { assign, assignSecond, recommend } from './assessment.js';
import type { ApplicationCommand } from './commands.js';
import { abandonReservation, approve, propose, returnProposal } from './decision.js';
import { checkEligibility } from './eligibility.js';
import { evolve } from './evolve.js';
import { declareImpartiality, ruleOnImpartiality } from './impartiality.js';
import { endAppealPeriod, notifyDecision } from './notification.js';
import type { ApplicationRefusal } from './refusals.js';
import { no } from './refusals.js';
import { fundDecision, reopen, replaceDecision } from './replacement.js';
import { moderate, score } from './scoring.js';
import type { Application } from './state.js';
import { OPEN } from './state.js';
import { submit } from './submission.js';
import { lapseSupplement, requestSupplement, submitSupplement } from './supplement.js';

/** An application from submission to decision, and to what an appeal makes of it. */
export const application: Decider<Application, ApplicationCommand, ApplicationEvent, ApplicationRefusal> = {
  initial: { status: 'none' },
  evolve,

  decide(command, state) {
    if (command.type === 'SubmitApplication') return submit(command, state);
    if (state.status === 'none') return refuse(no.application());
    switch (command.type) {
      case 'WithdrawApplication':
        if (!OPEN.has(state.status)) return refuse(no.longerOpen(state.status));
        return accept<ApplicationEvent>({ type: 'ApplicationWithdrawn', data: { grounds: command.grounds } });
      case 'RequestSupplement':
        return requestSupplement(command, state);
      case 'SubmitSupplement':
        return submitSupplement(command, state);
      case 'LapseSupplement':
        return lapseSupplement(command, state);
      case 'AssignCaseworker':
        return assign(command, state);
      case 'DeclareImpartiality':
        return declareImpartiality(command, state);
      case 'RuleOnImpartiality':
        return ruleOnImpartiality(command, state);
      case 'CheckEligibility':
        return checkEligibility(command, state);
      case 'AssignSecondAssessor':
        return assignSecond(command, state);
      case 'ScoreApplication':
        return score(command, state);
      case 'ModerateScores':
        return moderate(command, state);
      case 'RecommendDecision':
        return recommend(command, state);
      case 'ProposeDecision':
        return propose(command, state);
      case 'ReturnProposal':
        return returnProposal(command, state);
      case 'ApproveDecision':
        return approve(command, state);
      case 'AbandonReservation':
        return abandonReservation(command, state);
      case 'NotifyDecision':
        return notifyDecision(command, state);
      case 'EndAppealPeriod':
        return endAppealPeriod(command, state);
      case 'ReplaceDecision':
        return replaceDecision(command, state);
      case 'FundDecision':
        return fundDecision(command, state);
      case 'ReopenApplication':
        return reopen(command, state);
    }
  },
};
