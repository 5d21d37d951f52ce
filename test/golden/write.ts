import { existsSync, mkdirSync } from 'node:fs';
import { catalogue } from '#composition/catalogue.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { startOn, startSystem } from '#test/support/system.js';
import { answersOf } from './answers.js';
import { highestCounted } from './counted.js';
import { goldenFolder, packData, unpackData, writeJson, writeRecord } from './folder.js';
import { pendingTimers, setCheckpointsBack } from './process-file.js';
import { aboutDrafts, aboutFiles, Questions } from './questions.js';
import { atRest, heldBack, toldByLog, type GoldenRecord, type ToldByLog } from './record.js';
import { categoryOf, DECIDERS } from './states.js';
import { tell } from './story/story.js';

const [name] = process.argv.slice(2);
if (name === undefined || process.argv.length > 3)
  fail('npm run golden -- NAME: the name of a folder to write in test/golden');
const golden = goldenFolder(name);
if (existsSync(golden)) fail(`${golden} is there already: a golden folder is never written again`);

const first = await startSystem();
try {
  await tell(first, (chapter) => process.stderr.write(`${chapter}\n`));
  await atRest(first);
  const clock = first.standalone.clock.now();
  const log = await toldByLog(first);
  mustHoldAll(log);
  await first.stop();
  setCheckpointsBack(first.data);
  mkdirSync(golden);
  packData(first.data, golden);
  await record(golden, clock, log);
} finally {
  await first.stop();
  first.remove();
}
process.stdout.write(`${golden} is written\n`);

/** What is recorded is what the folder says when it is opened as it lies there. */
async function record(from: string, clock: string, { digests, states, history }: ToldByLog): Promise<void> {
  const folder = temporaryFolder();
  unpackData(from, folder.path);
  const system = await startOn(folder, { TILSAGN_NOW: clock });
  try {
    await atRest(system);
    if ((await toldByLog(system)).digests.length !== digests.length)
      throw new Error('events were added when the folder was opened again');
    const questions = new Questions(history);
    const { readers } = questions;
    const answers = await answersOf(system, readers, questions.all());
    const drafts = await answersOf(system, readers, aboutDrafts(answers));
    const files = await answersOf(system, readers, aboutFiles(drafts));
    const facts: GoldenRecord = {
      clock,
      events: digests.length,
      types: Object.keys(catalogue).toSorted(),
      counted: highestCounted(history),
      timers: pendingTimers(first.data),
      parked: await heldBack(system),
      readers,
    };
    writeJson(from, 'digests', digests);
    writeJson(from, 'states', states);
    writeJson(from, 'answers', [...answers, ...drafts, ...files]);
    await system.stop();
    writeRecord(from, facts);
  } finally {
    await system.stop();
    system.remove();
  }
}

/** Every type of event, and a stream of every decider. */
function mustHoldAll({ history, states }: ToldByLog): void {
  const held = new Set([...history.map(({ type }) => type), ...Object.keys(states).map(categoryOf)]);
  const lacking = [...Object.keys(catalogue), ...Object.keys(DECIDERS)].filter((each) => !held.has(each));
  if (lacking.length > 0) throw new Error(`the stories lead to no ${lacking.join(', ')}`);
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}
