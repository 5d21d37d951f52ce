import { play } from '../player.js';
import type { Moved, Played } from '../played.js';
import type { Scene } from '../scene.js';
import { playedCase } from '../timeline.js';
import { castOf } from './cast.js';
import { PILOT, type Refusals } from './steps.js';
import { told } from './story.js';
import { playedPilot } from './summary.js';

/** Plays the pilot against reoffending from its framework in January 2027 to its closing in 2030. */
export async function pilotScenario(scene: Scene, moved: Moved): Promise<Played> {
  const cast = await castOf(scene);
  const refusals: Refusals = [];
  const grant: { id?: string } = {};
  await play(scene, [told(cast, refusals, (id) => (grant.id = id))], moved);
  const { auditor } = cast.labour;
  const pilot = await playedPilot(PILOT, auditor, refusals);
  const { currency, settlement } = pilot;
  return {
    cases: [
      await playedCase('development costs of the municipality', grant.id!, auditor),
      {
        name: 'pilot: fewer relapses among those of 18 to 30',
        caseId: PILOT,
        outcome: pilot.state,
        currency,
        awarded: settlement.state,
        paid: pilot.paidByTheState,
        recovered: 0,
        events: pilot.events,
      },
    ],
    pilot,
  };
}
