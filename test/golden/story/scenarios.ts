import { agencyOf, openScheme } from '#apps/demo/scenario/grants/agency.js';
import { changed, lateDismissed, ownReversal, stands } from '#apps/demo/scenario/grants/appeals.js';
import { foundAfterDecision } from '#apps/demo/scenario/grants/conflict.js';
import { continuation, overdueReport, revocation } from '#apps/demo/scenario/grants/later.js';
import {
  fullGrant,
  lapse,
  partGrant,
  standIn,
  supplementMissed,
} from '#apps/demo/scenario/grants/straight.js';
import { castOf } from '#apps/demo/scenario/pilot/cast.js';
import { told } from '#apps/demo/scenario/pilot/story.js';
import { play } from '#apps/demo/scenario/player.js';
import { SCENARIO_STARTS } from '#apps/demo/scenario/run.js';
import { Scene } from '#apps/demo/scenario/scene.js';
import type { System } from '#test/support/system.js';

const CASES = [
  fullGrant,
  partGrant,
  stands,
  changed,
  lateDismissed,
  ownReversal,
  standIn,
  supplementMissed,
  lapse,
  continuation,
  overdueReport,
  revocation,
  foundAfterDecision,
];

/** The scenarios of the demo, side by side on one clock: the cases, and the pilot to its end. */
export async function everyScenario(system: System): Promise<void> {
  const scene = await Scene.on(system.standalone, system.data);
  await scene.moveTo(SCENARIO_STARTS.slice(0, 10));
  const agency = await agencyOf(scene);
  const room = { 2027: 16_000_000, 2028: 400_000 };
  const callId = await openScheme(agency, 'twelve-cases', room, 1_000_000);
  const nobody = () => undefined;
  await play(scene, [
    ...CASES.map((tell) => tell(agency, callId, nobody)),
    told(await castOf(scene), [], nobody),
  ]);
}
