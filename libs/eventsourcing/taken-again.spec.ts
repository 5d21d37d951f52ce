import { describe, expect, it } from '@jest/globals';
import type { Outcome } from './command.js';
import { refusal } from './refusal.js';
import { takenAgain } from './taken-again.js';

const overtaken: Outcome = { ok: false, refusal: refusal('conflict', 'overtaken', 'others came first') };
const refused: Outcome = { ok: false, refusal: refusal('conflict', 'wrong-state', 'not now') };
const done: Outcome = { ok: true, receipt: { id: 'i', revision: 1, position: '7' } };

describe('a step that others may overtake', () => {
  it('is taken until it is carried out, or refused for another reason', async () => {
    for (const last of [done, refused]) {
      const outcomes = [overtaken, overtaken, last];
      const answer = await takenAgain('overtaken', (attempt) => Promise.resolve(outcomes[attempt - 1]!));
      expect(answer).toBe(last);
    }
  });

  it('ends as contention where others never let it through', async () => {
    const answer = await takenAgain('overtaken', () => Promise.resolve(overtaken));
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'contention' } });
  });
});
