import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import { specification } from '#eventsourcing/given-when-then.js';
import { leadTo } from '#eventsourcing/testing/outcomes.js';
import type { AidEvent, DeMinimisAidGranted } from '../contract/events.js';
import { aidRegister, type AidCommand } from './register.js';
import { after, grant, RATE, RULES, samples } from './testing/samples.js';
import { undertakingOf } from './undertaking.js';

const { given } = specification(aidRegister);
const [A, B, C] = ['911111111', '922222222', '933333333'];
const group = (...members: string[]) => ({ group: members, otherAid: [] });
const other = (kroner: number, grantedOn: string, recipient?: string) => ({
  ...(recipient === undefined ? {} : { recipient }),
  grantor: 'Innovation Norway',
  amount: { amount: kroner * 100, currency: 'NOK' },
  grantedOn,
  reference: 'IN-1',
  rate: RATE,
});
const granted = (events: readonly AidEvent[]) =>
  events.findLast((event) => event.type === 'DeMinimisAidGranted') as DeMinimisAidGranted;

describe('de minimis aid', () => {
  it('names what it was judged by: window, earlier aid, total, limit, rate and the day it is to be registered', () => {
    given(...after(grant('old', 500_000, { grantedOn: '2024-01-15' })))
      .when(grant('a1', 1_000_000))
      .then({
        type: 'DeMinimisAidGranted',
        data: {
          aidId: 'a1',
          caseId: 'case-of-a1',
          schemeId: 's',
          directorate: 'd',
          organisation: '987654325',
          undertaking: ['987654325'],
          regulationVersion: '1',
          grantedOn: '2026-03-02',
          amount: { amount: 1_000_000_00, currency: 'NOK' },
          amountEuroCents: 100_000_00,
          rate: RATE,
          window: { from: '2023-03-03', to: '2026-03-02' },
          previous: [
            { organisation: '987654325', grantedOn: '2024-01-15', amountEuroCents: 50_000_00, aidId: 'old' },
          ],
          total: 150_000_00,
          limit: 300_000_00,
          registerBy: '2026-04-07',
        },
      });
  });

  it('may reach its limit to the cent, and not exceed it by one', () => {
    const half = after(grant('a0', 1_500_000));
    given(...half)
      .when(grant('a1', 1_500_000))
      .thenTypes('DeMinimisAidGranted');
    const over = { ...grant('a1', 0), amount: { amount: 1_500_000_05, currency: 'NOK' } };
    given(...half)
      .when(over)
      .refused('de-minimis-exceeded');
    expect(aidRegister.decide(over, fold(aidRegister, half))).toMatchObject({
      refused: {
        facts: { limit: 300_000_00, previous: 150_000_00, free: 150_000_00, amountEuroCents: 150_000_01 },
      },
    });
  });

  it('is refused when what others gave is declared beyond all numbers', () => {
    const most = { ...other(1_000_000_000_000, '2026-01-15'), rate: { ...RATE, rate: '0.000000001' } };
    const declaration = { group: [], otherAid: Array.from({ length: 200 }, () => most) };
    given()
      .when({ ...grant('a1', 1), declaration })
      .refused('de-minimis-exceeded');
  });

  it('counts no longer when it is older than the window, to the day', () => {
    const full = (grantedOn: string) => after(grant('old', 3_000_000, { grantedOn }));
    given(...full('2023-03-02'))
      .when(grant('a1', 1))
      .thenTypes('DeMinimisAidGranted');
    given(...full('2023-03-03'))
      .when(grant('a1', 1))
      .refused('de-minimis-exceeded');
  });

  it('also fits into the windows of aid that was granted later and recorded earlier', () => {
    const later = after(grant('later', 3_000_000, { grantedOn: '2026-06-01' }));
    given(...later)
      .when(grant('a1', 1, { grantedOn: '2026-03-02' }))
      .refused('de-minimis-exceeded');
    given(...later)
      .when(grant('a1', 1, { grantedOn: '2023-06-01' }))
      .thenTypes('DeMinimisAidGranted');
  });

  it('is free again once it is released', () => {
    given(...after(grant('a0', 3_000_000), { type: 'ReleaseAid', aidId: 'a0', grounds: 'revoked' }))
      .when(grant('a1', 3_000_000))
      .thenTypes('DeMinimisAidGranted');
  });
});

describe('a single undertaking', () => {
  it('shares one limit, whoever of the group declared it', () => {
    const declared = after(grant('a0', 2_000_000, { organisation: A, declaration: group(B) }));
    for (const organisation of [A, B])
      given(...declared)
        .when(grant('a1', 2_000_000, { organisation }))
        .refused('de-minimis-exceeded');
    given(...declared)
      .when(grant('a1', 2_000_000, { organisation: C }))
      .thenTypes('DeMinimisAidGranted');
  });

  it('reaches over several steps: the sister of a sister belongs to it', () => {
    const declared = after(
      grant('a0', 1_000_000, { organisation: A, declaration: group(B) }),
      grant('b0', 1_000_000, { organisation: B, declaration: group(C) }),
    );
    expect(undertakingOf(fold(aidRegister, declared), C)).toEqual([A, B, C]);
    given(...declared)
      .when(grant('c0', 1_000_001, { organisation: C }))
      .refused('de-minimis-exceeded');
  });

  it('joins two that had their own aid: together they may be above, and get nothing more', () => {
    const apart = after(
      grant('a0', 2_000_000, { organisation: A }),
      grant('b0', 2_000_000, { organisation: B }),
    );
    given(...apart)
      .when(grant('b1', 1, { organisation: B, declaration: group(A) }))
      .refused('de-minimis-exceeded');
  });

  it('ends when everyone who declared it has declared otherwise', () => {
    const parted = after(
      grant('a0', 2_000_000, { organisation: A, declaration: group(B) }),
      grant('a1', 1, { organisation: A, declaration: group() }),
    );
    given(...parted)
      .when(grant('b0', 2_000_000, { organisation: B }))
      .thenTypes('DeMinimisAidGranted');
  });

  it('is declared once: the same words again are no event', () => {
    const once = after(grant('a0', 1, { organisation: A, declaration: group(B, A, B) }));
    expect(once.map((event) => event.type)).toEqual(['UndertakingDeclared', 'DeMinimisAidGranted']);
    given(...once)
      .when(grant('a1', 1, { organisation: A, declaration: group(B) }))
      .thenTypes('DeMinimisAidGranted');
    given(...once)
      .when(grant('a1', 1, { organisation: A }))
      .thenTypes('DeMinimisAidGranted');
  });
});

describe('aid of others', () => {
  const declaring = (...otherAid: ReturnType<typeof other>[]) => ({ group: [], otherAid });

  it('counts in the window of its own day', () => {
    const declare = (day: string) => grant('a1', 1, { declaration: declaring(other(3_000_000, day)) });
    given().when(declare('2023-03-03')).refused('de-minimis-exceeded');
    given().when(declare('2023-03-02')).thenTypes('UndertakingDeclared', 'DeMinimisAidGranted');
    const [, told] = after(grant('a1', 1, { declaration: declaring(other(10, '2025-01-01')) }));
    expect(told).toMatchObject({
      data: { previous: [{ grantor: 'Innovation Norway', amountEuroCents: 100 }], total: 110 },
    });
  });

  it('that two of a group declare is counted once, aid to each of them twice', () => {
    const both = (recipient: (own: string) => string) =>
      granted(
        after(
          grant('a0', 1, {
            organisation: A,
            declaration: { group: [B], otherAid: [other(100, '2025-01-01', recipient(A))] },
          }),
          grant('b0', 1, {
            organisation: B,
            declaration: { group: [A], otherAid: [other(100, '2025-01-01', recipient(B))] },
          }),
        ),
      ).data.total;
    expect(both(() => A)).toBe(1000 + 20);
    expect(both((own) => own)).toBe(2000 + 20);
  });
});

describe('the entry in the public register', () => {
  const confirm = (
    change: Partial<Extract<AidCommand, { type: 'ConfirmRegisterEntry' }>> = {},
  ): AidCommand => ({
    type: 'ConfirmRegisterEntry',
    aidId: 'a1',
    person: 'anna',
    enteredOn: '2026-03-10',
    reference: 'TS-1',
    today: '2026-03-10',
    ...change,
  });

  it('was made between the day of granting and today, and once', () => {
    const before = after(grant('a1', 1));
    for (const enteredOn of ['2026-03-01', '2026-03-11'])
      given(...before)
        .when(confirm({ enteredOn }))
        .refused('entry-date-invalid');
    given(...before, ...after(grant('a1', 1), confirm()).slice(1))
      .when(confirm({ reference: 'TS-2' }))
      .refused('already-entered');
  });

  it('is due as the rules of the decision said', () => {
    const soon = { ...RULES, registerWithin: { days: 10 } };
    expect(granted(after(grant('a1', 1, { rules: soon }))).data.registerBy).toBe('2026-03-12');
  });

  it('is due after twenty working days, which Easter leaves out', () => {
    const rules = { ...RULES, registerWithin: { workingDays: 20 } };
    const { data } = granted(after(grant('a1', 1, { rules, grantedOn: '2026-03-09' })));
    expect(data.registerBy).toBe('2026-04-09');
  });
});

describe('every command about one aid in every state of it', () => {
  leadTo(aidRegister, samples);
});
