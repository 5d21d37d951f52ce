import type { System } from '#test/support/system.js';
import { deMinimisAid } from './aid.js';
import { everyExample } from './examples.js';
import { historicalBonds } from './historical.js';
import { leftOpen } from './left.js';
import { sparingLetters } from './letters.js';
import { settledPilots } from './pilots.js';
import { everyScenario } from './scenarios.js';
import { severalAtOnce } from './several.js';
import { everyState } from './states.js';

const CHAPTERS = [
  // The examples bear the date on which the program began.
  everyExample,
  severalAtOnce,
  settledPilots,
  deMinimisAid,
  historicalBonds,
  everyState,
  everyScenario,
  leftOpen,
];

/** Everything that happens in a golden folder, in the order of its clock. */
export async function tell(system: System, moved: (chapter: string) => void): Promise<void> {
  sparingLetters(system);
  for (const chapter of CHAPTERS) {
    moved(`${chapter.name} from ${system.standalone.clock.now()}`);
    await chapter(system);
  }
}
