import { CASE_STATES, caseIn, castOf, openRichScheme } from '#test/support/case-states.js';
import { openPilotScheme, pilotCastOf } from '#test/support/pilot-cast.js';
import { pilotIn, type PilotState } from '#test/support/pilot-states.js';
import type { System } from '#test/support/system.js';

/** Those that lie on the way to no other. */
const PILOTS: readonly PilotState[] = [
  'framework adopted by one',
  'signed by all but one',
  'cohort open, visit planned, risk raised',
  'measurement disputed',
  'settlement approved by one',
  'settlement returned',
  'payout cancelled',
  'recovery opened',
  'termination proposed',
  'closed',
];

/** A case in each state that the tests know, and a pilot in each from which ways part. */
export async function everyState(system: System): Promise<void> {
  const cast = await castOf(system);
  const call = await openRichScheme(cast, 'every-state');
  for (const state of Object.keys(CASE_STATES)) await caseIn(state, cast, call);
  const pilots = await pilotCastOf(system);
  await openPilotScheme(pilots, 'every-pilot');
  for (const state of PILOTS) await pilotIn(state, pilots, 'every-pilot');
}
