import { expect, it } from '@jest/globals';
import type { Recorded } from '#eventsourcing/event.js';
import type { Rows } from '#projections/projection.js';
import type { AidEvent } from '../contract/events.js';
import type { AidCommand } from '../domain/register.js';
import { after, samples } from '../domain/testing/samples.js';
import { aidList, type StateAidRow } from './aid-list.js';

/** The row of `a1` after a history. */
function rowAfter(history: readonly AidEvent[]): StateAidRow | undefined {
  let row: StateAidRow | undefined;
  const rows = {
    get: () => row,
    put: (_: unknown, put: StateAidRow) => {
      row = put;
    },
    change: (_: unknown, __: unknown, change: Partial<StateAidRow>) => {
      row = { ...row!, ...change };
    },
  } as unknown as Rows;
  for (const event of history)
    aidList.apply(event as Recorded<Exclude<AidEvent, { type: 'UndertakingDeclared' }>>, rows);
  return row;
}

const { RecordAid, ConfirmRegisterEntry, ReleaseAid } = samples.commands;
const history = (...commands: readonly AidCommand[]) => after(...commands);

it.each([
  ['due', samples.states.granted],
  ['overdue', samples.states.overdue],
  ['entered', samples.states.entered],
  ['released', samples.states.released],
  ['to-correct', history(RecordAid, ConfirmRegisterEntry, ReleaseAid)],
])('aid shows in the public register as %s', (register, events) => {
  expect(rowAfter(events)).toMatchObject({ aid_id: 'a1', register, register_by: '2026-04-07' });
});
