import { describe, expect, it } from '@jest/globals';
import type { CommandContext } from '#eventsourcing/command.js';
import { bodyOf } from '#http/testing/posted.js';
import { AppealReceiptsController } from '../../http/appeal-receipts.controller.js';
import { AppealsOutcomeController } from '../../http/appeals-outcome.controller.js';
import { AppealsPreparationController } from '../../http/appeals-preparation.controller.js';
import { AppealsController } from '../../http/appeals.controller.js';
import { OtherAppellantsController } from '../../http/other-appellants.controller.js';
import { RegistrationController } from '../../http/registration.controller.js';
import { possibleOnAppeal, type AppealFacts } from './appeal-commands.js';

const facts: AppealFacts = {
  caseId: 'case',
  applied: { amount: 400_000, currency: 'NOK' },
  today: '2026-05-04',
  decision: 1,
  appeals: [{ id: 'appeal', against: { kind: 'decision', number: 1 }, ofOther: true }],
};
const context = { commandId: 'c', dryRun: true } as unknown as CommandContext;

const CONTROLLERS = [
  RegistrationController,
  AppealsController,
  AppealsPreparationController,
  AppealsOutcomeController,
  AppealReceiptsController,
  OtherAppellantsController,
];

describe('what is possible on appeals', () => {
  it('is an appeal against the decision in force, and every step of every appeal', () => {
    const possible = possibleOnAppeal(facts);
    expect(new Set(possible.map(({ name, href }) => `${name} ${href}`)).size).toBe(possible.length);
    expect(possible[0]!.href).toBe('/v1/cases/case/appeals');
    expect(possible[1]!.href).toBe('/v1/cases/case/appeal-registration');
    expect(possible[2]!.href).toBe('/v1/appeals/appeal/preparation');
  });

  it('is nothing before a decision', () => {
    expect(possibleOnAppeal({ ...facts, decision: undefined, appeals: [] })).toEqual([]);
  });

  it.each(possibleOnAppeal(facts).map((each) => [each.name, each] as const))(
    '%s has a body that fits, and becomes its command',
    (name, each) => {
      expect(bodyOf(CONTROLLERS, each)).toMatchObject(each.example!);
      const command = each.command(context);
      const ofCase = ['submit-appeal', 'register-appeal'].includes(name);
      expect([command.id, command.context]).toEqual([ofCase ? 'case' : 'appeal', context]);
    },
  );

  it('replaces a decision on the application, and nothing else', () => {
    const against = { kind: 'revocation', id: 'case' } as const;
    const [other] = possibleOnAppeal({ ...facts, appeals: [{ id: 'appeal', against }] }).filter(
      ({ name }) => name === 'propose-reversal',
    );
    expect(other!.example).not.toHaveProperty('newDecision');
    expect(other!.command(context).content).not.toHaveProperty('newDecision');
  });
});
