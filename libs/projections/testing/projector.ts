import { openSqliteReader } from '#event-store/sqlite/sqlite-store.js';
import { startPostgres } from '../postgres.js';
import type { ProjectorArguments } from './projector-process.js';
import { sampleProjections } from './sample.js';

/** A projector of the sample read models, as a process of its own: says `live`, and what it was kept from. */
const { file, ...shared } = JSON.parse(process.argv[2]!) as ProjectorArguments;
const say = (line: string) => process.stdout.write(`${line}\n`);
const readModels = await startPostgres({
  ...shared,
  store: await openSqliteReader({ file }),
  projections: sampleProjections,
  follow: true,
  onError: ({ name }) => say(name),
});
for (;;) {
  const states = (await readModels.status()).map(({ state }) => state);
  if (states.every((state) => state === 'live')) break;
}
say('live');
