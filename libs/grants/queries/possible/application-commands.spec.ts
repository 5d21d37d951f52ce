import { describe, expect, it } from '@jest/globals';
import type { CommandContext } from '#eventsourcing/command.js';
import { fold } from '#eventsourcing/decider.js';
import { bodyOf } from '#http/testing/posted.js';
import { application } from '../../domain/application/application.js';
import type { SubmittedApplication } from '../../domain/application/state.js';
import { REGULATION } from '../../domain/application/testing/histories.js';
import { samples } from '../../domain/application/testing/samples.js';
import { ApplicationsController } from '../../http/applications.controller.js';
import { AssessmentController } from '../../http/assessment.controller.js';
import { CaseRepresentativesController } from '../../http/case-representatives.controller.js';
import { DecisionsController } from '../../http/decisions.controller.js';
import { ReceiptsController } from '../../http/receipts.controller.js';
import { RegistrationController } from '../../http/registration.controller.js';
import { OwnReversalsController } from '../../http/own-reversals.controller.js';
import { StateAidDeclarationsController } from '../../http/state-aid-declarations.controller.js';
import { SupplementsController } from '../../http/supplements.controller.js';
import { possibleOnApplication } from './application-commands.js';

const CONTROLLERS = [
  ApplicationsController,
  AssessmentController,
  DecisionsController,
  OwnReversalsController,
  SupplementsController,
  StateAidDeclarationsController,
  RegistrationController,
  CaseRepresentativesController,
  ReceiptsController,
];
const context = { commandId: 'c', dryRun: true } as unknown as CommandContext;
const possibleIn = (name: keyof typeof samples.states, regulation = REGULATION, official = true) => {
  const state = fold(application, samples.states[name]) as SubmittedApplication;
  return possibleOnApplication({ caseId: 'case', official, state, regulation, today: '2026-03-02' });
};
const exampleOf = (name: string, possible = possibleIn('proposed')) =>
  possible.find((each) => each.name === name)?.example;

describe('what is possible on an application', () => {
  it.each(
    [
      ...possibleIn('proposed'),
      ...possibleIn('receipt doubted').filter(({ name }) => /receipt/.test(name)),
    ].map((each) => [each.name, each] as const),
  )('%s has a body that fits, and becomes its command', (_, each) => {
    expect(bodyOf(CONTROLLERS, each)).toMatchObject(each.example!);
    expect(each.command(context)).toMatchObject({ id: 'case', context });
    expect(each.href).toMatch(/^\/v1\/applications\/case\/[a-z-]+$/);
  });

  it('is every step there is', () => {
    const names = possibleIn('proposed').map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
    expect(names).toEqual(
      expect.arrayContaining(['withdraw-application', 'moderate-scores', 'notify-decision']),
    );
  });

  it('tells applicants nothing of the inner work: only their own steps are possible', () => {
    const possible = possibleIn('proposed', REGULATION, false);
    expect(possible.map(({ name }) => name)).toEqual([
      'withdraw-application',
      'submit-supplement',
      'record-representative',
      'end-representation',
    ]);
    expect(JSON.stringify(possible)).not.toMatch(/300000|anna|dag/);
  });

  it('fits the rules of the case: no checks where there are none, a day where the rules set no time', () => {
    const { eligibility: _, supplement: __, ...plain } = REGULATION;
    const possible = possibleIn('under assessment', plain);
    expect(possible.map(({ name }) => name)).not.toContain('check-eligibility');
    expect(exampleOf('request-supplement', possible)).toMatchObject({ dueOn: '2026-03-16' });
  });

  it('fits the state: what was recommended is proposed, who is in doubt is ruled upon', () => {
    expect(exampleOf('propose-decision')).toMatchObject({
      outcome: 'granted',
      amount: { amount: 300_000 },
      schedule: [{ dueDate: '2026-03-02', amount: { amount: 300_000 } }],
    });
    expect(exampleOf('approve-decision')).toMatchObject({ proposal: 1 });
    expect(exampleOf('rule-on-impartiality', possibleIn('in doubt'))).toMatchObject({ person: 'anna' });
    expect(exampleOf('recommend-decision', possibleIn('not eligible'))).toMatchObject({
      outcome: 'rejected',
    });
  });
});
