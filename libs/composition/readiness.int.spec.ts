import { describe, expect, it } from '@jest/globals';
import { tmpdir } from 'node:os';
import type { IssuerKeys, KeysState } from '#access/identity/keys/keys.js';
import { readinessOf } from './readiness.js';

const AWAY = { cause: 'https://id.example/jwks answered 500', since: new Date() };

describe('readiness of what serves requests', () => {
  const withIssuers = (...states: readonly KeysState[]) =>
    readinessOf({
      stores: { durable: {} },
      room: { folder: tmpdir(), largest: 0 },
      identity: { keys: states.map((state) => ({ state: () => state }) as IssuerKeys) },
    });

  it.each<[string, readonly KeysState[], object, readonly string[]]>([
    ['has its keys', [{ keys: 2 }], { issuers: 1, away: 0 }, []],
    ['is away while its keys count on', [{ keys: 2, away: AWAY }], { issuers: 1, away: 1 }, []],
    ['has no keys', [{ keys: 0, away: AWAY }], { issuers: 1, away: 1 }, ['identity']],
    [
      'is one of two, and the other has keys',
      [{ keys: 0, away: AWAY }, { keys: 1 }],
      { issuers: 2, away: 1 },
      [],
    ],
    [
      'is one of two, and the other has none either',
      [
        { keys: 0, away: AWAY },
        { keys: 0, away: AWAY },
      ],
      { issuers: 2, away: 2 },
      ['identity'],
    ],
  ])('an issuer that %s', async (_, states, told, missing) => {
    const readiness = withIssuers(...states);
    expect(await readiness.missing()).toEqual(missing);
    expect(await readiness.details()).toEqual({ identity: told });
  });

  it.each([
    [true, []],
    [false, ['clock']],
  ])('a clock that agrees with the one that is shared: %s', async (agrees, missing) => {
    const readiness = readinessOf({
      stores: { durable: {} },
      room: { folder: tmpdir(), largest: 0 },
      clockAgrees: () => Promise.resolve(agrees),
    });
    expect(await readiness.missing()).toEqual(missing);
  });

  it('the dev issuer cannot be away: nothing is said of it', async () => {
    const readiness = withIssuers();
    expect(await readiness.missing()).toEqual([]);
    expect(await readiness.details()).toEqual({});
  });
});
