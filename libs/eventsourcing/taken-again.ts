import { CONTENTION, type Outcome } from './command.js';
import { MOST_ATTEMPTS } from './giving-way.js';
import { refusal } from './refusal.js';

/** Takes a step once more where others overtook it, which it says by this code: as often as a stream is tried that others change. */
export async function takenAgain(
  code: string,
  take: (attempt: number) => Promise<Outcome>,
): Promise<Outcome> {
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
    const outcome = await take(attempt);
    if (outcome.ok || outcome.refusal.code !== code) return outcome;
  }
  const detail = `others were faster ${MOST_ATTEMPTS} times in a row`;
  return { ok: false, refusal: refusal('conflict', CONTENTION, detail) };
}
