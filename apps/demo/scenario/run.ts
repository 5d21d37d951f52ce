import type { Standalone } from '#composition/standalone.js';
import { WrongUsage } from '../arguments.js';
import { grantsScenario } from './grants/grants.js';
import { pilotScenario } from './pilot/pilot.js';
import { pilotText } from './pilot/text.js';
import { Scene } from './scene.js';
import type { Moved, Played } from './played.js';
import { printed } from './timeline.js';

/** What a scenario comes to. */
export interface ScenarioResult extends Played {
  readonly scenario: string;
  /** Events in the log. */
  readonly events: number;
}

/** The scenarios there are: each plays on a scene and answers its cases. */
const SCENARIOS: Readonly<Record<string, (scene: Scene, moved: Moved) => Promise<Played>>> = {
  grants: async (scene, moved) => ({ cases: await grantsScenario(scene, moved) }),
  pilot: pilotScenario,
};

/** @throws WrongUsage when there is no such scenario */
export function mustExist(scenario: string): void {
  if (!Object.hasOwn(SCENARIOS, scenario))
    throw new WrongUsage(`there is no scenario ${scenario}: there is ${Object.keys(SCENARIOS).join(', ')}`);
}

/** Where every scenario begins, unless TILSAGN_NOW says another instant. */
export const SCENARIO_STARTS = '2027-01-04T07:00:00Z';

/** Plays a scenario on a fresh system. */
export async function runScenario(
  scenario: string,
  standalone: Standalone,
  folder: string,
  moved: Moved,
): Promise<ScenarioResult> {
  const scene = await Scene.on(standalone, folder);
  const played = await SCENARIOS[scenario]!(scene, moved);
  const { log } = standalone.stores;
  return { scenario, ...played, events: log.distance('', await log.head()) };
}

/** What a person reads of it. */
export function scenarioText({ cases, pilot, events }: ScenarioResult): string {
  const more = pilot === undefined ? '' : `\n\n${pilotText(pilot)}`;
  return `${printed(cases)}${more}\n\n${cases.length} cases, ${events} events`;
}
