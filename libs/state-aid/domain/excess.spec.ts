import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import type { AidEvent } from '../contract/events.js';
import { undertakingsAbove } from './excess.js';
import { aidRegister } from './register.js';
import { after, grant } from './testing/samples.js';

const [A, B, C] = ['910000012', '910000020', '910000039'];
const above = (...histories: readonly (readonly AidEvent[])[]) =>
  undertakingsAbove(fold(aidRegister, histories.flat()));

/** What each was granted while nobody knew that the others were of its group. */
const apart = [
  after(grant('a', 2_000_000, { organisation: A, grantedOn: '2025-01-10' })),
  after(grant('b', 1_500_000, { organisation: B, grantedOn: '2026-03-02' })),
  after(grant('c', 1_000_000, { organisation: C, grantedOn: '2026-03-02' })),
];
const declared = (group: readonly string[]): readonly AidEvent[] => [
  { type: 'UndertakingDeclared', data: { caseId: 'x', organisation: A, group, otherAid: [] } },
];

describe('aid above the limit that is on record', () => {
  it('is none where every undertaking keeps within its own', () => {
    expect(above(...apart)).toEqual([]);
  });

  it('is listed with the window, the sums and the grants once the group is known', () => {
    expect(above(...apart, declared([B]))).toEqual([
      {
        undertaking: [A, B],
        window: { from: '2023-03-03', to: '2026-03-02' },
        limit: 300_000_00,
        total: 350_000_00,
        aid: [
          expect.objectContaining({ aidId: 'a', organisation: A, amountEuroCents: 200_000_00 }),
          expect.objectContaining({ aidId: 'b', organisation: B, amountEuroCents: 150_000_00 }),
        ],
      },
    ]);
    expect(above(...apart, declared([C]))).toEqual([]);
  });

  it('counts aid of others after the last grant, and no longer what was released', () => {
    const euro = { amount: { amount: 250_000_00, currency: 'EUR' }, amountEuroCents: 250_000_00 };
    const rate = { rate: '1', date: '2026-06-01', source: 'ECB' };
    const otherAid = [{ recipient: B, grantor: 'G', grantedOn: '2026-06-01', ...euro, rate }];
    const others: AidEvent = {
      type: 'UndertakingDeclared',
      data: { caseId: 'x', organisation: B, group: [], otherAid },
    };
    const [, b] = apart;
    expect(above(b!, [others])).toMatchObject([
      { undertaking: [B], window: { to: '2026-06-01' }, total: 400_000_00 },
    ]);
    const released = aidRegister.decide(
      { type: 'ReleaseAid', aidId: 'b', grounds: 'revoked' },
      fold(aidRegister, b!),
    );
    expect(above(b!, [others], 'events' in released ? released.events : [])).toEqual([]);
  });
});
