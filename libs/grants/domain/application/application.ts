import {
  accept,
  answer,
  refuse,
  type CommandOf,
  type Decider,
  type Decision,
} from '#eventsourcing/decider.js';
import type { ApplicationEvent } from '../../contract/events.js';
import { assessments } from './assessment.js';
import { decisions } from './decision.js';
import { decliningOfWaiting } from './declining.js';
import { eligibility } from './eligibility.js';
import { evolve } from './evolve.js';
import { reviews } from './flagged.js';
import { ownReversals } from './own-reversal.js';
import { impartialities } from './impartiality.js';
import { notifications } from './notification.js';
import { receiptCorrections } from './receipt.js';
import { no, type ApplicationRefusal } from './refusals.js';
import { representations } from './representative.js';
import { replacements } from './replacement.js';
import { reopenings } from './reopening.js';
import { scoring } from './scoring.js';
import { OPEN, type Application, type SubmittedApplication } from './state.js';
import { submit } from './submission.js';
import { aidDeclarations } from './state-aid.js';
import { supplements } from './supplement.js';

/** The applicant withdraws. */
interface WithdrawApplication {
  readonly type: 'WithdrawApplication';
  readonly grounds?: string | undefined;
}

/** Where a decision was annulled, what was accepted of its grant ends with it: nothing will be decided anew. */
function withdraw(
  { grounds }: WithdrawApplication,
  { status, decisions: made }: SubmittedApplication,
): Decision<ApplicationEvent, ApplicationRefusal> {
  if (!OPEN.has(status)) return refuse(no.longerOpen(status));
  const last = made.at(-1);
  const annulled = last && { annulled: last.number };
  return accept<ApplicationEvent>({ type: 'ApplicationWithdrawn', data: { grounds, ...annulled } });
}

const SUBMITTED = {
  WithdrawApplication: withdraw,
  ...supplements,
  ...aidDeclarations,
  ...assessments,
  ...impartialities,
  ...eligibility,
  ...scoring,
  ...decisions,
  ...notifications,
  ...receiptCorrections,
  ...replacements,
  ...reopenings,
  ...decliningOfWaiting,
  ...reviews,
  ...ownReversals,
  ...representations,
};

/** What an application can be asked to do. */
export type ApplicationCommand = Parameters<typeof submit>[0] | CommandOf<typeof SUBMITTED>;

/** An application from submission to decision, and to what an appeal makes of it. */
export const application: Decider<Application, ApplicationCommand, ApplicationEvent, ApplicationRefusal> = {
  initial: { status: 'none' },
  evolve,

  decide(command, state) {
    if (command.type === 'SubmitApplication') return submit(command, state);
    return state.status === 'none' ? refuse(no.application()) : answer(SUBMITTED, command, state);
  },
};
