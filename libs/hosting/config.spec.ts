import { describe, expect, it } from '@jest/globals';
import { resolve } from 'node:path';
import { ConfigError, readConfig } from './config.js';

const reasonsOf = (env: Record<string, string>): readonly string[] => {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    return (error as ConfigError).reasons;
  }
};
const OIDC = {
  TILSAGN_OIDC_ISSUER: 'https://id.example',
  TILSAGN_OIDC_AUDIENCE: 'tilsagn',
  TILSAGN_OIDC_JWKS: 'https://id.example/jwks',
};

describe('the configuration', () => {
  it('needs nothing', () => {
    expect(readConfig({})).toEqual({
      mode: 'development',
      host: '127.0.0.1',
      port: 3000,
      data: resolve('data'),
      erasures: resolve('data-erasures'),
      readModels: { kind: 'embedded' },
      identity: { kind: 'dev' },
      logLevel: 'info',
      attachmentMaxBytes: 26_214_400,
    });
  });

  it('takes an empty variable for an absent one', () => {
    expect(readConfig({ TILSAGN_PORT: '', TILSAGN_NOW: ' ' })).toEqual(readConfig({}));
  });

  it('reads every variable', () => {
    expect(
      readConfig({
        ...OIDC,
        TILSAGN_OIDC_CLIENTS: 'portal',
        TILSAGN_MODE: 'production',
        TILSAGN_HOST: '0.0.0.0',
        TILSAGN_PORT: '0',
        TILSAGN_DATA: '/var/lib/tilsagn',
        TILSAGN_ERASURES: '/var/lib/erasures',
        TILSAGN_READ_MODELS: 'postgres://u:p@db/tilsagn',
        TILSAGN_LOG_LEVEL: 'warn',
        TILSAGN_ATTACHMENT_MAX_BYTES: '1000',
      }),
    ).toEqual({
      mode: 'production',
      host: '0.0.0.0',
      port: 0,
      data: '/var/lib/tilsagn',
      erasures: '/var/lib/erasures',
      readModels: { kind: 'postgres', url: 'postgres://u:p@db/tilsagn' },
      identity: {
        kind: 'oidc',
        issuers: [
          expect.objectContaining({
            issuer: 'https://id.example',
            audience: ['tilsagn'],
            clients: ['portal'],
            keys: { kind: 'jwks', url: 'https://id.example/jwks' },
          }),
        ],
      },
      logLevel: 'warn',
      attachmentMaxBytes: 1000,
    });
    expect(readConfig({ TILSAGN_NOW: '2026-01-31T12:00:00+01:00' }).startsAt).toBe(
      '2026-01-31T11:00:00.000Z',
    );
  });

  it.each([
    ['TILSAGN_PORT', '65536'],
    ['TILSAGN_PORT', '-1'],
    ['TILSAGN_PORT', '30e2'],
    ['TILSAGN_MODE', 'prod'],
    ['TILSAGN_ERASURES', 'data'],
    ['TILSAGN_ERASURES', 'data/erasures'],
    ['TILSAGN_ERASURES', '.'],
    ['TILSAGN_LOG_LEVEL', 'loud'],
    ['TILSAGN_READ_MODELS', 'mysql://u:secret@db/x'],
    ['TILSAGN_NOW', 'yesterday'],
    ['TILSAGN_NOW', '2026-01-31'],
    ['TILSAGN_NOW', '2026-13-31T12:00:00Z'],
  ])('names %s when it is %s', (name, value) => {
    const reasons = reasonsOf({ [name]: value });
    expect(reasons).toHaveLength(1);
    expect(reasons[0]).toMatch(new RegExp(`^${name} must be`));
  });

  it('tells all reasons at once, without the values', () => {
    const env = { TILSAGN_PORT: 'x', TILSAGN_MODE: 'y', TILSAGN_READ_MODELS: 'postgres//u:secret@db' };
    expect(reasonsOf(env)).toHaveLength(3);
    expect(() => readConfig(env)).toThrow(ConfigError);
    expect(reasonsOf(env).join()).not.toContain('secret');
  });

  it.each(['TILSAGN_OIDC_ISSUER', 'TILSAGN_OIDC_AUDIENCE'] as const)(
    'wants the provider whole: %s cannot be left out',
    (name) => {
      const { [name]: _, ...rest } = OIDC;
      expect(reasonsOf(rest)).toEqual([expect.stringContaining(`${name} must be set`)]);
    },
  );

  it('refuses in production what is for development', () => {
    expect(reasonsOf({ TILSAGN_MODE: 'production' })).toEqual([
      expect.stringContaining('TILSAGN_OIDC_ISSUER'),
    ]);
    const production = { ...OIDC, TILSAGN_OIDC_CLIENTS: 'portal', TILSAGN_MODE: 'production' };
    expect(reasonsOf({ ...production, TILSAGN_NOW: '2026-01-31T12:00:00Z' })).toEqual([
      expect.stringContaining('TILSAGN_NOW must not be set'),
    ]);
    expect(reasonsOf({ ...production, TILSAGN_OIDC_JWKS: 'http://id.example/jwks' })).toEqual([
      expect.stringContaining('TILSAGN_OIDC_JWKS'),
    ]);
  });
});
