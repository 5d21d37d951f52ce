import { describe, expect, it } from '@jest/globals';
import { ImpartialityDto } from '#http/impartiality.js';
import type { InvalidMember } from '#http/problems.js';
import { ProblemException } from '#http/problems.js';
import { RequestPipe } from '#http/validation.js';
import { AssignmentDto, RecommendationDto, ScoresDto, WithdrawalDto } from './assessment.dto.js';
import { ApprovalDto, ProposalDto } from './decisions.dto.js';
import { documentOf, DraftDto, NewDraftDto } from './drafts.dto.js';
import * as examples from './examples.js';
import { QueueQuery } from './queue.dto.js';
import { CallDto } from './calls.dto.js';
import { draft as wholeRules } from './examples/scheme.js';
import { RegulationDto, regulationOf, RegulationRulesDto } from './regulation.dto.js';
import { SchemeDto } from './schemes.dto.js';

const pipe = new RequestPipe();

function body<Dto extends object>(metatype: new () => Dto, value: unknown): Dto {
  return pipe.transform(value, { type: 'body', metatype }) as Dto;
}

function faults(work: () => unknown): string[] {
  try {
    work();
    return [];
  } catch (error) {
    if (!(error instanceof ProblemException)) throw error;
    return (error.problem.facts!['errors'] as InvalidMember[]).map(
      ({ pointer, parameter }) => pointer ?? parameter!,
    );
  }
}

describe('the bodies of the grants', () => {
  it.each([
    ['scheme', SchemeDto],
    ['nextRegulation', RegulationDto],
    ['call', CallDto],
    ['draft', NewDraftDto],
    ['replacement', DraftDto],
    ['withdrawal', WithdrawalDto],
    ['assignment', AssignmentDto],
    ['impartiality', ImpartialityDto],
    ['scores', ScoresDto],
    ['recommendation', RecommendationDto],
    ['proposal', ProposalDto],
    ['approval', ApprovalDto],
  ] as const)('are what the example of a %s is', (name, dto: new () => object) => {
    expect(faults(() => body(dto, examples[name]))).toEqual([]);
  });

  it('name every member that cannot be used', () => {
    const wrong = {
      ...examples.scheme,
      code: 'Not a slug',
      currency: 'XXY',
      regulation: {
        ...examples.scheme.regulation,
        inForceFrom: '2026-02-30',
        criteria: [{ ...examples.scheme.regulation.criteria[0], max: 1e9 }],
        legalReferences: [''],
        multiYear: 'yes',
      },
      surprise: 1,
    };
    expect(new Set(faults(() => body(SchemeDto, wrong)))).toEqual(
      new Set([
        '/code',
        '/currency',
        '/regulation/inForceFrom',
        '/regulation/criteria/0/max',
        '/regulation/legalReferences',
        '/regulation/multiYear',
        '/surprise',
      ]),
    );
  });

  it('say all that a regulation can, each length of time in one unit', () => {
    expect(faults(() => body(RegulationRulesDto, wholeRules))).toEqual([]);
    const { reporting, appeal, stateAid } = wholeRules;
    const wrong = {
      ...wholeRules,
      coFundingPercent: 101,
      supplement: { days: 1, weeks: 1 },
      forewarning: {},
      acceptance: { weeks: 0 },
      appeal: { ...appeal, period: 'three weeks', body: '' },
      reporting: [{ ...reporting[0], every: 'month', dueMonth: 13 }],
      stateAid: { ...stateAid, kind: 'block-exemption', limitEuroCents: 0 },
      eligibility: { applicantKinds: ['robot'], checks: [] },
    };
    expect(new Set(faults(() => body(RegulationRulesDto, wrong)))).toEqual(
      new Set([
        '/coFundingPercent',
        '/supplement',
        '/forewarning',
        '/acceptance/weeks',
        '/appeal/period',
        '/appeal/body',
        '/reporting/0/every',
        '/reporting/0/dueMonth',
        '/stateAid/kind',
        '/stateAid/limitEuroCents',
        '/eligibility/applicantKinds',
      ]),
    );
  });

  it('carry a whole regulation as plain data', () => {
    const regulation = regulationOf(body(RegulationDto, { ...wholeRules, version: '7' }));
    expect(regulation).toEqual({
      ...wholeRules,
      version: '7',
      maximumAmount: 300_000_000,
      kinds: [wholeRules.kinds[0], { ...wholeRules.kinds[1], maximumAmount: 50_000_000 }],
    });
    expect(Object.getPrototypeOf(regulation.appeal)).toBe(Object.prototype);
  });

  it('carry the largest grant as money, kept in minor units', () => {
    const { maximumAmount } = regulationOf(body(RegulationDto, examples.nextRegulation));
    expect(maximumAmount).toBe(300_000_000);
  });

  it('may leave out everything of a draft but its call', () => {
    expect(documentOf(body(NewDraftDto, { callId: 'call' }))).toEqual({});
    expect(faults(() => body(NewDraftDto, {}))).toEqual(['/callId']);
  });

  it('become the document of a draft', () => {
    const document = documentOf(body(NewDraftDto, examples.draft));
    expect(document).toMatchObject({
      applicant: { name: 'Nye Veier til Arbeid AS', account: '86011117947' },
      amount: { amount: 120_000_000, currency: 'NOK' },
      budgetLines: [{ amount: 100_000_000 }, { amount: 50_000_000 }],
      coFunding: 30_000_000,
    });
    expect(document).not.toHaveProperty('callId');
  });

  it('keep one currency in a draft', () => {
    const euro = { amount: 1, currency: 'EUR' };
    const lines = [{ text: 'Rent', amount: euro }];
    const asked = (draft: object) => faults(() => documentOf(body(DraftDto, draft)));
    expect(asked({ amount: examples.draft.amount, budgetLines: lines })).toEqual([
      '/budgetLines/0/amount/currency',
    ]);
    expect(asked({ amount: examples.draft.amount, coFunding: euro })).toEqual(['/coFunding/currency']);
    expect(asked({ budgetLines: lines })).toEqual(['/amount']);
    expect(asked({ amount: euro, budgetLines: lines, coFunding: euro })).toEqual([]);
  });
});

describe('the parameters of the queue', () => {
  const query = (value: unknown) =>
    faults(() => pipe.transform(value, { type: 'query', metatype: QueueQuery }));

  it('are checked one by one', () => {
    expect(
      query({ state: 'scored', assignee: 'me', open: 'any', deadlineTo: '2026-12-31', q: 'blå' }),
    ).toEqual([]);
    expect(
      query({
        state: 'lost',
        open: 'yes',
        deadlineFrom: '31.12.2026',
        q: ' ',
        sort: 'id',
        order: 'up',
        x: '',
      }),
    ).toEqual(['x', 'state', 'open', 'deadlineFrom', 'q', 'sort', 'order']);
    expect(query({ scheme: ['a', 'b'] })).toEqual(['scheme']);
  });
});
