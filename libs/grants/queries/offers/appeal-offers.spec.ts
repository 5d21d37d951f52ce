import { describe, expect, it } from '@jest/globals';
import type { CommandContext } from '#eventsourcing/command.js';
import { RequestPipe } from '#http/validation.js';
import {
  AppealDecisionDto,
  AppealDto,
  AppealGroundsDto,
  AppealNoticeDto,
  AppealStepDto,
  AppealWithdrawalDto,
  CostsDto,
  DeferralDto,
  ForwardingDto,
  ProvisionalReplyDto,
  ReversalDto,
} from '../../http/appeals.dto.js';
import { appealOffers, type AppealFacts } from './appeal-offers.js';

const facts: AppealFacts = {
  caseId: 'case',
  applied: { amount: 400_000, currency: 'NOK' },
  today: '2026-05-04',
  decision: 1,
  appeals: [{ id: 'appeal', against: { kind: 'decision', number: 1 } }],
};
const context = { commandId: 'c', dryRun: true } as unknown as CommandContext;

const BODIES: Readonly<Record<string, new () => object>> = {
  'submit-appeal': AppealDto,
  'prepare-appeal': AppealStepDto,
  'accept-late-appeal': AppealGroundsDto,
  'propose-dismissal': AppealGroundsDto,
  'approve-dismissal': AppealStepDto,
  'propose-reversal': ReversalDto,
  'approve-reversal': AppealStepDto,
  'forward-appeal': ForwardingDto,
  'decide-appeal': AppealDecisionDto,
  'withdraw-appeal': AppealWithdrawalDto,
  'send-provisional-reply': ProvisionalReplyDto,
  'defer-enforcement': DeferralDto,
  'cover-costs': CostsDto,
  'notify-appeal-outcome': AppealNoticeDto,
};

describe('what is offered on appeals', () => {
  it('is an appeal against the decision in force, and every step of every appeal', () => {
    const offers = appealOffers(facts);
    expect(offers.map(({ name }) => name)).toEqual(Object.keys(BODIES));
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
      const body = new RequestPipe().transform(offer.example, { type: 'body', metatype: BODIES[name]! });
      expect(body).toMatchObject(offer.example!);
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
    expect(other!.command(context).content).toMatchObject({ newDecision: undefined });
  });
});
