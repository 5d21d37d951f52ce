import { addDays } from '#calendar/oslo.js';
import type { PossibleCommand } from '#cqrs/possible-commands.js';
import { RegisterSupplement } from '../../application/applications/register-supplement.js';
import { RequestSupplement } from '../../application/applications/request-supplement.js';
import { SubmitSupplement } from '../../application/applications/submit-supplement.js';
import { commandsOn, steps, type ApplicationFacts } from './application-facts.js';
import { possibleOnAssessment } from './assessment-commands.js';
import { possibleOnDecision } from './decision-commands.js';

/** Every command a person may send on the application of a case, with a body that fits it. */
export function possibleOnApplication(facts: ApplicationFacts): PossibleCommand[] {
  const own = possibleToApplicant(facts);
  if (!facts.official) return own;
  return [
    ...own,
    supplementRequest(facts),
    supplementRegistration(facts),
    ...possibleOnAssessment(facts),
    ...possibleOnDecision(facts),
  ];
}

function possibleToApplicant(facts: ApplicationFacts): PossibleCommand[] {
  const { caseId: id } = facts;
  const command = commandsOn(facts);
  const answer = { answer: 'The accounts are attached.' };
  return [
    steps(facts)('withdrawal', {
      type: 'WithdrawApplication',
      grounds: 'The project is financed otherwise.',
    }),
    command(
      'submit-supplement',
      'supplement',
      answer,
      (context) => new SubmitSupplement(id, answer, context),
    ),
    ...possibleOnRepresentation(facts),
    ...(facts.regulation.stateAid
      ? [
          steps(facts)('state-aid-declaration', {
            type: 'DeclareStateAid',
            stateAid: { group: [], otherAid: [] },
          }),
        ]
      : []),
  ];
}

/** What an official registers came somehow. */
function possibleOnRepresentation(facts: ApplicationFacts): PossibleCommand[] {
  const step = steps(facts);
  const said = facts.official ? { arrival: { channel: 'post', sentOn: facts.today } as const } : {};
  return [
    step('representative', {
      type: 'RecordRepresentative',
      name: 'Advokat Solveig Lie',
      lawyer: true,
      powers: ['all'],
      ...said,
    }),
    step('representative-withdrawal', { type: 'EndRepresentation', ...said }),
  ];
}

function supplementRegistration(facts: ApplicationFacts): PossibleCommand {
  const { caseId: id, today } = facts;
  const answer = {
    answer: 'The accounts are in the envelope.',
    arrival: { channel: 'post', sentOn: today },
  } as const;
  return commandsOn(facts)(
    'register-supplement',
    'supplement-registration',
    answer,
    (context) => new RegisterSupplement(id, answer, context),
  );
}

function supplementRequest(facts: ApplicationFacts): PossibleCommand {
  const { caseId: id, regulation, today } = facts;
  const items = ['The accounts of the last year.'];
  const request = regulation.supplement ? { items } : { items, dueOn: addDays(today, 14) };
  return commandsOn(facts)(
    'request-supplement',
    'supplement-request',
    request,
    (context) => new RequestSupplement(id, request, context),
  );
}
