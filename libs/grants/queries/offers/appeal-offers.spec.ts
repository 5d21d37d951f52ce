import { describe, expect, it } from '@jest/globals';
import type { CommandContext } from '#eventsourcing/command.js';
import { bodyOf } from '#http/testing/posted.js';
import { AppealsOutcomeController } from '../../http/appeals-outcome.controller.js';
import { AppealsPreparationController } from '../../http/appeals-preparation.controller.js';
import { AppealsController } from '../../http/appeals.controller.js';
import { appealOffers, type AppealFacts } from './appeal-offers.js';

const facts: AppealFacts = {
  caseId: 'case',
  applied: { amount: 400_000, currency: 'NOK' },
  today: '2026-05-04',
  decision: 1,
  appeals: [{ id: 'appeal', against: { kind: 'decision', number: 1 } }],
};
const context = { commandId: 'c', dryRun: true } as unknown as CommandContext;

const CONTROLLERS = [AppealsController, AppealsPreparationController, AppealsOutcomeController];

describe('what is offered on appeals', () => {
  it('is an appeal against the decision in force, and every step of every appeal', () => {
    const offers = appealOffers(facts);
    expect(new Set(offers.map(({ name, href }) => `${name} ${href}`)).size).toBe(offers.length);
    expect(offers[0]!.href).toBe('/v1/cases/case/appeals');
    expect(offers[1]!.href).toBe('/v1/appeals/appeal/preparation');
  });

  it('is nothing before a decision', () => {
    expect(appealOffers({ ...facts, decision: undefined, appeals: [] })).toEqual([]);
  });

  it.each(appealOffers(facts).map((offer) => [offer.name, offer] as const))(
    '%s has a body that fits, and becomes its command',
    (name, offer) => {
      expect(bodyOf(CONTROLLERS, offer)).toMatchObject(offer.example!);
      const command = offer.command(context);
      expect([command.id, command.context]).toEqual([name === 'submit-appeal' ? 'case' : 'appeal', context]);
    },
  );

  it('replaces a decision on the application, and nothing else', () => {
    const against = { kind: 'revocation', id: 'case' } as const;
    const [other] = appealOffers({ ...facts, appeals: [{ id: 'appeal', against }] }).filter(
      ({ name }) => name === 'propose-reversal',
    );
    expect(other!.example).not.toHaveProperty('newDecision');
    expect(other!.command(context).content).not.toHaveProperty('newDecision');
  });
});
