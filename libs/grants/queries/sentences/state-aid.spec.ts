import { describe, expect, it } from '@jest/globals';
import type { AidEvent } from '#state-aid/contract/events.js';
import { tell } from '../sentences.js';

type DataOf<Type extends AidEvent['type']> = Extract<AidEvent, { type: Type }>['data'];

/** One event of every type: what it says, and why. */
const STORY: {
  readonly [Type in AidEvent['type']]: readonly [Partial<DataOf<Type>>, string, string?];
} = {
  UndertakingDeclared: [
    { group: ['911111111', '922222222'], otherAid: [{ amountEuroCents: 10_050 } as never] },
    'The applicant declared its group (911111111, 922222222) and EUR 100.50 of aid from others',
  ],
  DeMinimisAidGranted: [
    {
      amountEuroCents: 100_000_00,
      rate: { rate: '11.7895', date: '2026-02-27', source: 'ECB' },
      total: 150_000_00,
      limit: 300_000_00,
      window: { from: '2023-03-02', to: '2026-03-01' },
      registerBy: '2026-04-07',
    },
    'EUR 100,000.00 of de minimis aid was granted (11.7895 for one euro on 2026-02-27, ECB): EUR 150,000.00 of EUR 300,000.00 from 2023-03-02 to 2026-03-01; to be registered by 2026-04-07',
  ],
  DeMinimisAidReleased: [
    { amountEuroCents: 100_00, grounds: 'the award lapsed' },
    'EUR 100.00 of de minimis aid counts no longer',
    'the award lapsed',
  ],
  DeMinimisAidLowered: [
    { before: 20_000_00, amountEuroCents: 15_000_00, grounds: 'a decision was replaced' },
    'EUR 15,000.00 of EUR 20,000.00 of de minimis aid counts still',
    'a decision was replaced',
  ],
  RegisterEntryConfirmed: [
    { person: 'anna', enteredOn: '2026-03-10', reference: 'TS-17' },
    'anna confirmed that the aid was entered in the public register on 2026-03-10 (TS-17)',
  ],
  RegisterEntryBecameOverdue: [
    { registerBy: '2026-04-07' },
    'The entry in the public register is overdue: it was due on 2026-04-07',
  ],
};

describe('what an event of state aid tells', () => {
  it.each(Object.entries(STORY))('%s', (type, [data, what, why]) => {
    expect(tell(type, data)).toMatchObject({ what, why: why ?? null });
  });

  it('says so where an applicant has no group and no other aid', () => {
    expect(tell('UndertakingDeclared', { group: [], otherAid: [] }).what).toBe(
      'The applicant declared no group',
    );
  });
});
