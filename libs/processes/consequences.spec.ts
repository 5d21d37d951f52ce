import { beforeEach, describe, expect, it } from '@jest/globals';
import { openMemoryStore } from '#event-store/memory/memory-store.js';
import type { EventStore } from '#event-store/port.js';
import type { Position } from '#eventsourcing/event.js';
import { derivedId } from '#eventsourcing/ids.js';
import { AwaitedConsequences } from './consequences.js';
import { PROCESS_ROLE } from './process-context.js';

describe('the consequences of a command, where other processes do them', () => {
  let log: EventStore;
  let consequences: AwaitedConsequences;
  /** What happens when the lanes pass a position; they do not when it answers false. */
  let passing: (position: Position) => Promise<boolean>;
  let waited: Position[];

  beforeEach(() => {
    log = openMemoryStore();
    waited = [];
    const passed = (position: Position) => {
      waited.push(position);
      return passing(position);
    };
    consequences = new AwaitedConsequences({ log, lanes: { passed } });
  });

  let count = 0;
  const append = async (...roles: string[]): Promise<Position> => {
    const id = derivedId('event', String(++count));
    await log.append(`case-${count}`, 'no-stream', [
      {
        id,
        type: 'Noted',
        schemaVersion: 1,
        data: {},
        metadata: {
          actor: { subject: 'somebody', roles },
          commandId: id,
          commandHash: '',
          correlationId: id,
          occurredAt: '2026-03-01T12:00:00.000Z',
        },
      },
    ]);
    return log.head();
  };

  it('are none where the lanes pass it and nothing is appended', async () => {
    passing = () => Promise.resolve(true);
    const position = await append('applicant');
    await append('caseworker');
    expect(await consequences.after(position)).toBe(position);
  });

  it('end where a chain of them ends', async () => {
    let links = 3;
    passing = async () => {
      if (links-- > 0) await append(PROCESS_ROLE);
      return true;
    };
    const position = await append('applicant');
    expect(await consequences.after(position)).toBe(await log.head());
    expect(waited).toHaveLength(4);
  });

  it('are not waited for without end while others go on', async () => {
    passing = async () => {
      await append(PROCESS_ROLE);
      return true;
    };
    expect(await consequences.after(await append('applicant'))).toBeDefined();
    expect(waited.length).toBeLessThan(20);
  });

  it('are not known while a lane is behind', async () => {
    passing = () => Promise.resolve(false);
    expect(await consequences.after(await append('applicant'))).toBeUndefined();
  });
});
