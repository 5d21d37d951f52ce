import { DataFolder } from '#hosting/data-folder.js';
import { runAsChild } from '../child.js';
import { openModels } from '../read-models.js';
import { setUp } from '../synthetic/schemes.js';
import { writeLog } from '../synthetic-log.js';
import { makeSide, type Side, type Size } from './side.js';

/** A data folder to fill. */
export interface BigCasesInput {
  readonly folder: string;
  readonly big: Size;
  readonly small: Size;
}

/** What stands in it. */
export interface BigCasesOutput {
  readonly events: number;
  readonly big: Side;
  readonly small: Side;
}

const DAYS = 24 * 3600 * 1000;
/** The log's last events are younger than that, so that what was proposed can be approved today. */
const AGO = 170 * DAYS;
/** Events of a case that was scored. */
const EACH = 4;

/** Fills a folder with both sides and the read models of them. */
runAsChild(async ({ folder, big, small }: BigCasesInput, tell): Promise<BigCasesOutput> => {
  const data = await DataFolder.open(folder);
  const expected = big.reservations + big.applications * EACH + big.longCases * big.events;
  const sides: { big?: Side; small?: Side } = {};
  const events = await writeLog({ folder, events: expected, begins: Date.now() - AGO }, async (log) => {
    for (const step of setUp()) await log.take(step);
    sides.small = await makeSide(log, 1, small);
    sides.big = await makeSide(log, 0, big);
  });
  tell(0.3);
  const models = await openModels(data, ({ done, total }) => tell(0.3 + (0.7 * done) / total));
  await models.close();
  data.close();
  return { events, big: sides.big!, small: sides.small! };
});
