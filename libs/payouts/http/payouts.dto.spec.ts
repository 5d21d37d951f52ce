import { describe, expect, it } from '@jest/globals';
import type { InvalidMember } from '#http/problems.js';
import { ProblemException } from '#http/problems.js';
import { RequestPipe } from '#http/validation.js';
import { PayoutsQuery, PayoutSettlementDto } from './payouts.dto.js';

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

const settled = { status: 'settled', settledOn: '2026-02-02', bankReference: 'B-1' };
const failed = { status: 'failed', reasonCode: 'AC04' };

describe('what the finance side reports', () => {
  it('is settled on a day with a reference, or failed for a reason', () => {
    for (const report of [settled, failed, { ...failed, reason: 'Account closed', instructionId: 'i-1' }])
      expect(faults(PayoutSettlementDto, report)).toEqual([]);
  });

  it('needs what its status needs', () => {
    expect(faults(PayoutSettlementDto, { status: 'settled' })).toEqual(['/settledOn', '/bankReference']);
    expect(faults(PayoutSettlementDto, { status: 'failed' })).toEqual(['/reasonCode']);
    expect(faults(PayoutSettlementDto, {})).toEqual(['/status']);
  });

  it('says nothing that belongs to the other status', () => {
    expect(faults(PayoutSettlementDto, { ...failed, ...settled, status: 'settled' })).toEqual([
      '/reasonCode',
    ]);
    expect(faults(PayoutSettlementDto, { ...settled, ...failed, reason: 'x' })).toEqual([
      '/settledOn',
      '/bankReference',
    ]);
    expect(faults(PayoutSettlementDto, { ...settled, reason: 'x' })).toEqual(['/reason']);
  });

  it('names a day that exists', () => {
    expect(faults(PayoutSettlementDto, { ...settled, settledOn: '02.02.2026' })).toEqual(['/settledOn']);
  });
});

describe('the parameters of the ledger', () => {
  it('are checked', () => {
    expect(faults(PayoutsQuery, { case: 'c', scheme: 's', status: 'due', year: '2026' }, 'query')).toEqual(
      [],
    );
    expect(faults(PayoutsQuery, { status: 'lost', year: '26', payee: 'x' }, 'query')).toEqual([
      'payee',
      'status',
      'year',
    ]);
  });
});
