import { describe, expect, it } from '@jest/globals';
import { Readiness } from './readiness.js';

describe('readiness', () => {
  it('names what is missing, and takes a failing check for missing', async () => {
    const readiness = new Readiness();
    expect(await readiness.missing()).toEqual([]);
    readiness.add('log', () => true);
    readiness.add('read models', () => Promise.resolve(false));
    readiness.add('finance', () => Promise.reject(new Error('down')));
    readiness.add('keys', () => {
      throw new Error('locked');
    });
    expect(await readiness.missing()).toEqual(['read models', 'finance', 'keys']);
  });

  it('tells facts as they are now, which decide nothing', async () => {
    const readiness = new Readiness();
    let parked = 0;
    readiness.tell('processes', () => ({ parked }));
    expect(await readiness.details()).toEqual({ processes: { parked: 0 } });
    parked = 3;
    readiness.tell('projections', () => Promise.reject(new Error('down')));
    expect(await readiness.details()).toEqual({ processes: { parked: 3 } });
    expect(await readiness.missing()).toEqual([]);
  });
});
