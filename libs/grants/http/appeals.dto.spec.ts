import { describe, expect, it } from '@jest/globals';
import { ProblemException, type InvalidMember } from '#http/problems.js';
import { RequestPipe } from '#http/validation.js';
import { againstOf } from '../application/appeals/appealed-body.js';
import { newDecisionOf } from '../application/appeals/new-decision.js';
import {
  AppealDecisionDto,
  AppealDto,
  AppealGroundsDto,
  AppealNoticeDto,
  AppealsQuery,
  AppealStepDto,
  AppealWithdrawalDto,
  CostsDto,
  DeferralDto,
  DetrimentNoticeDto,
  ForwardingDto,
  ProvisionalReplyDto,
  ReversalDto,
} from './appeals.dto.js';
import * as examples from './examples/appeal.js';

const pipe = new RequestPipe();

function faults(metatype: new () => object, value: unknown, type: 'body' | 'query' = 'body'): string[] {
  try {
    pipe.transform(value, { type, metatype });
    return [];
  } catch (error) {
    if (!(error instanceof ProblemException)) throw error;
    return (error.problem.facts!['errors'] as InvalidMember[]).map(
      ({ pointer, parameter }) => pointer ?? parameter!,
    );
  }
}

describe('the bodies of appeals', () => {
  it.each([
    ['appeal', AppealDto],
    ['preparation', AppealStepDto],
    ['lateAcceptance', AppealGroundsDto],
    ['dismissal', AppealGroundsDto],
    ['appealApproval', AppealStepDto],
    ['reversal', ReversalDto],
    ['forwarding', ForwardingDto],
    ['appealStands', AppealDecisionDto],
    ['appealChanged', AppealDecisionDto],
    ['appealAnnulled', AppealDecisionDto],
    ['appealWithdrawal', AppealWithdrawalDto],
    ['provisionalReply', ProvisionalReplyDto],
    ['deferral', DeferralDto],
    ['costs', CostsDto],
    ['detrimentNotice', DetrimentNoticeDto],
    ['appealNotice', AppealNoticeDto],
  ] as const)('are what the example of %s is', (name, dto: new () => object) => {
    expect(faults(dto, examples[name])).toEqual([]);
  });

  it('name every member that cannot be used', () => {
    expect(faults(AppealDto, { against: { kind: 'report', number: 0 } }).toSorted()).toEqual([
      '/against/kind',
      '/against/number',
      '/grounds',
    ]);
    expect(
      faults(AppealDecisionDto, {
        outcome: 'lost',
        grounds: ' ',
        newDecision: { outcome: 'inadmissible', amount: { amount: -1, currency: 'NOK' } },
        impartiality: {},
      }).toSorted(),
    ).toEqual([
      '/grounds',
      '/impartiality/conflict',
      '/newDecision/amount/amount',
      '/newDecision/outcome',
      '/outcome',
    ]);
    expect(faults(AppealNoticeDto, { receivedOn: '2.2.2026', channel: 'telex' })).toHaveLength(2);
  });

  it('name a decision by its number, anything else by its id, and never both', () => {
    expect(againstOf({ kind: 'decision', number: 2 })).toEqual({ kind: 'decision', number: 2 });
    expect(againstOf({ kind: 'recovery', id: 'r' })).toEqual({ kind: 'recovery', id: 'r' });
    expect(againstOf({ kind: 'decision', id: 'r' })).toBeUndefined();
    expect(againstOf({ kind: 'decision', number: 2, id: 'r' })).toBeUndefined();
    expect(againstOf({ kind: 'revocation', number: 2 })).toBeUndefined();
    expect(againstOf({ kind: 'revocation', number: 2, id: 'r' })).toBeUndefined();
    const second = { kind: 'revocation', id: 'r', revocation: 2 } as const;
    expect(againstOf(second)).toEqual(second);
    expect(againstOf({ kind: 'recovery', id: 'r', revocation: 2 })).toBeUndefined();
    expect(againstOf({ kind: 'revocation', revocation: 2 })).toBeUndefined();
  });

  it('become what commands carry: amounts of instalments in the currency of the whole', () => {
    expect(newDecisionOf(undefined)).toBeUndefined();
    const amount = { amount: 0, currency: 'NOK' };
    expect(newDecisionOf({ outcome: 'rejected', amount })).toEqual({
      outcome: 'rejected',
      amount,
      conditions: [],
      schedule: [],
    });
    const { schedule, payoutConditions } = newDecisionOf({
      outcome: 'granted',
      amount,
      payoutConditions: ['A lease'],
      schedule: [{ dueDate: '2026-01-01', amount }],
    })!;
    expect(schedule).toEqual([{ number: 1, dueDate: '2026-01-01', amount: 0 }]);
    expect(payoutConditions).toEqual(['A lease']);
  });

  it('come with parameters that are checked', () => {
    expect(
      faults(AppealsQuery, { state: 'forwarded', open: 'true', case: 'c', limit: '5' }, 'query'),
    ).toEqual([]);
    expect(faults(AppealsQuery, { state: 'lost', open: 'yes', of: 'x' }, 'query').toSorted()).toEqual([
      'of',
      'open',
      'state',
    ]);
  });
});
