import { describe, expect, it } from '@jest/globals';
import type { InvalidMember } from '#http/problems.js';
import { ProblemException } from '#http/problems.js';
import { RequestPipe } from '#http/validation.js';
import * as examples from './examples/recoveries.js';
import { CancellationDto, PayoutReturnDto, PayoutSettlementDto } from './payouts.dto.js';
import {
  ClaimDto,
  DroppingDto,
  InstalmentsDto,
  LimitationDto,
  RecoveriesQuery,
  RepaymentDto,
  ReplyDto,
  WriteOffDto,
} from './recoveries.dto.js';

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

const nok = (amount: number) => ({ amount, currency: 'NOK' });

describe('the bodies of recoveries', () => {
  it.each([
    [ReplyDto, examples.reply],
    [ClaimDto, examples.claim],
    [ClaimDto, { amount: nok(1), grounds: 'Without a day of its own.' }],
    [InstalmentsDto, examples.instalments],
    [RepaymentDto, examples.repayment],
    [LimitationDto, examples.limitation],
    [WriteOffDto, examples.writeOff],
    [DroppingDto, examples.dropping],
  ])('%p takes its example', (dto, example) => {
    expect(faults(dto, example)).toEqual([]);
  });

  it('say what is missing or cannot be', () => {
    expect(faults(ReplyDto, {})).toEqual(['/answer']);
    expect(faults(ClaimDto, { amount: { amount: 80_000 }, dueOn: '1 July', grounds: ' ' })).toEqual([
      '/amount/currency',
      '/dueOn',
      '/grounds',
    ]);
    expect(faults(InstalmentsDto, { instalments: [] })).toEqual(['/instalments']);
    expect(faults(WriteOffDto, { grounds: 'Bankrupt.' })).toEqual(['/authority']);
  });

  it('list by what there is', () => {
    const query = { case: 'c', scheme: 's', state: 'claimed', until: '2026-07-01' };
    expect(faults(RecoveriesQuery, query, 'query')).toEqual([]);
    expect(faults(RecoveriesQuery, { state: 'lost', until: 'soon' }, 'query')).toEqual(['state', 'until']);
  });
});

describe('what the bank reports', () => {
  it('may name an amount where money moved, and nowhere else', () => {
    const settled = { status: 'settled', settledOn: '2026-02-02', bankReference: 'B-1' };
    expect(faults(PayoutSettlementDto, { ...settled, amount: nok(1) })).toEqual([]);
    expect(faults(PayoutSettlementDto, { status: 'failed', reasonCode: 'AC04', amount: nok(1) })).toEqual([
      '/amount',
    ]);
    const returned = { returnedOn: '2026-02-09', bankReference: 'R-1', reasonCode: 'AC04' };
    expect(faults(PayoutReturnDto, returned)).toEqual([]);
    expect(faults(PayoutReturnDto, { ...returned, amount: nok(1), instructionId: 'i' })).toEqual([]);
    expect(faults(PayoutReturnDto, { amount: { amount: 1 } })).toEqual([
      '/amount/currency',
      '/returnedOn',
      '/bankReference',
      '/reasonCode',
    ]);
    expect(faults(CancellationDto, {})).toEqual(['/grounds']);
  });
});
