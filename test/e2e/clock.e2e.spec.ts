import { afterEach, describe, expect, it } from '@jest/globals';
import { officialsOf, openScheme } from '#test/support/scheme.js';
import { startSystem, type System } from '#test/support/system.js';

describe('a clock that is told where to start', () => {
  let system: System;
  afterEach(() => system.remove());

  it('shows in what is recorded, runs on, and never starts before what was recorded last', async () => {
    system = await startSystem({ TILSAGN_NOW: '2031-05-01T10:00:00Z' });
    const { manager } = await officialsOf(system);
    await openScheme(manager, 'clock', 1000);
    const { log } = system.standalone.stores;
    const recordedAt = (await log.lastRecordedAt())!;
    expect(recordedAt.slice(0, 13)).toBe('2031-05-01T10');
    await system.stop();

    await expect(system.restart({ TILSAGN_NOW: '2031-05-01T09:59:59Z' })).rejects.toThrow(
      `TILSAGN_NOW must not lie before ${recordedAt}`,
    );
    const later = await system.restart({ TILSAGN_NOW: '2031-06-01T00:00:00Z' });
    expect(later.standalone.clock.now().slice(0, 10)).toBe('2031-06-01');
    await later.stop();
  });
});
