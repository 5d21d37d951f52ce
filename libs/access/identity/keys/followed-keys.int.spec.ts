import { afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLogger } from '#hosting/logging.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { sign, signer, type Signer } from '../testing/signers.js';
import { pass, simulateTime, until } from '../testing/simulated-time.js';
import { json, status, testProvider, type TestProvider } from '../testing/test-provider.js';
import { IdentityUnavailable, InvalidToken } from '../invalid-token.js';
import type { TokenVerifier } from '../token-verifier.js';
import { exampleVerifier } from '../testing/example-issuer.js';
import type { IssuerKeys, KeysConfig } from './keys.js';
import { openKeys } from './open-keys.js';

const HOUR = 3600;
const LASTS = { exp: 4_000_000_000 };

interface Line {
  readonly level: string;
  readonly msg: string;
  readonly url: string;
  readonly cause?: string;
}

describe("an issuer's keys", () => {
  const lines: Line[] = [];
  const logger = createLogger('info', { write: (line) => void lines.push(JSON.parse(line) as Line) });
  let [k1, k2, k3]: Signer[] = [];
  let provider: TestProvider;
  let folder: ReturnType<typeof temporaryFolder>;
  let keys: IssuerKeys;
  let verifier: TokenVerifier;

  beforeAll(async () => {
    [k1, k2, k3] = await Promise.all(['k1', 'k2', 'k3'].map((kid) => signer(kid)));
  });
  beforeEach(async () => {
    lines.length = 0;
    folder = temporaryFolder();
    provider = await testProvider();
    shows(k1!);
    simulateTime();
  });
  afterEach(async () => {
    await keys.close();
    if (jest.getTimerCount() > 0) throw new Error('a timer goes on after the keys were closed');
    jest.useRealTimers();
    await provider.close();
    folder.remove();
  });

  const jwksOf = (signers: readonly Signer[]) => ({ keys: signers.map(({ jwk }) => jwk) });
  const shows = (...signers: Signer[]) => provider.answer('/jwks', json(jwksOf(signers)));

  async function opened(config?: KeysConfig, surviveSeconds?: number): Promise<void> {
    keys = await openKeys(config ?? { kind: 'jwks', url: `${provider.url}/jwks` }, {
      logger,
      production: false,
      ...(surviveSeconds === undefined ? {} : { surviveSeconds }),
    });
    verifier = exampleVerifier(keys);
  }
  const verify = async (token: string) => verifier.verify(token);
  const looks = () => provider.asked.filter((path) => path === '/jwks').length;
  /** The timer for the next look, and for each that waits: how long it does, and when it may look. */
  const waits = () => until(() => jest.getTimerCount() === 3);

  /** Looks that have come to the provider by now: what it answers after them tells that there is no other on its way. */
  const looksByNow = async () => {
    for (const path of ['/one', '/another']) expect((await fetch(provider.url + path)).status).toBe(404);
    return looks();
  };

  describe('in rotation', () => {
    it('trusts a key no longer that was taken away half a minute ago, whoever was let in with it before', async () => {
      await opened();
      const token = await sign(k1!, LASTS);
      expect(await verify(token)).toMatchObject({ subject: 'alice' });
      shows(k2!);
      expect(await verify(token)).toMatchObject({ subject: 'alice' });
      await pass(30);
      await until(() => keys.revision === 1);
      const refused = verify(token);
      await waits();
      await pass(4);
      await expect(refused).rejects.toThrow(InvalidToken);
    });

    it('does the same for keys in a file, and reads on after a write that was torn', async () => {
      const path = join(folder.path, 'jwks.json');
      writeFileSync(path, JSON.stringify(jwksOf([k1!])));
      await opened({ kind: 'file', path });
      const token = await sign(k1!, LASTS);
      await verify(token);
      writeFileSync(path, '{"keys":[');
      await pass(30);
      await until(() => keys.state().away !== undefined);
      expect(keys.state().away!.cause).toBe(`${path} is not JSON`);
      expect(await verify(token)).toMatchObject({ subject: 'alice' });
      writeFileSync(`${path}.new`, JSON.stringify(jwksOf([k2!])));
      renameSync(`${path}.new`, path);
      await pass(4);
      await until(() => keys.revision === 1);
      expect(await verify(await sign(k2!))).toMatchObject({ subject: 'alice' });
    });

    it('finds a key that came since the last look, and the next one within a second of it', async () => {
      await opened();
      shows(k1!, k2!);
      const second = verify(await sign(k2!));
      await waits();
      await pass(1);
      expect(await second).toMatchObject({ subject: 'alice' });
      shows(k1!, k2!, k3!);
      const third = verify(await sign(k3!));
      await waits();
      await pass(1);
      expect(await third).toMatchObject({ subject: 'alice' });
      expect(looks()).toBe(3);
    });

    it('takes another key of the same name for another key', async () => {
      const reused = await signer('k1');
      await opened();
      const token = await sign(k1!, LASTS);
      await verify(token);
      shows(reused);
      await pass(30);
      await until(() => keys.revision === 1);
      await expect(verify(token)).rejects.toThrow(InvalidToken);
      expect(await verify(await sign(reused))).toMatchObject({ subject: 'alice' });
    });

    it('is not disturbed by a set that says the same in another order', async () => {
      shows(k1!, k2!);
      await opened();
      shows(k2!, k1!);
      await pass(30);
      await until(() => looks() === 2);
      expect(await verify(await sign(k2!))).toMatchObject({ subject: 'alice' });
      await pass(30);
      await until(() => looks() === 3);
      expect(keys.revision).toBe(0);
      expect(lines).toEqual([]);
    });

    it('asks no more often for many made-up keys than for one, and lets known ones in meanwhile', async () => {
      await opened();
      const token = await sign(k1!);
      const forged = await Promise.all(
        Array.from({ length: 200 }, async (_, i) =>
          sign({ key: k2!.key, jwk: { ...k2!.jwk, kid: `made-up-${i}` } }),
        ),
      );
      const results = Promise.allSettled(forged.map(verify));
      await until(() => jest.getTimerCount() === 2 + forged.length);
      expect(await verify(token)).toMatchObject({ subject: 'alice' });
      expect(await looksByNow()).toBe(1);
      await pass(1);
      const reasons = (await results).map((each) => each.status === 'rejected' && (each.reason as unknown));
      expect(reasons.every((reason) => reason instanceof InvalidToken)).toBe(true);
      expect(looks()).toBe(2);
    });

    it('looks less often the longer made-up keys come, so that the provider does not shut it out', async () => {
      await opened();
      for (const seconds of [1, 2, 4, 4]) {
        const before = looks();
        const refused = verify(await sign(k2!));
        await waits();
        await pass(seconds - 0.5);
        expect(await looksByNow()).toBe(before);
        await pass(0.5);
        await expect(refused).rejects.toThrow(InvalidToken);
        expect(looks()).toBe(before + 1);
      }
    });

    it('tells those to come again that would wait with too many others', async () => {
      await opened();
      const find = async (kid: string) => keys.find({ alg: 'ES256', kid }, { payload: '', signature: '' });
      const results = Promise.allSettled(Array.from({ length: 1000 }, (_, i) => find(`made-up-${i}`)));
      await until(() => jest.getTimerCount() === 1002);
      await expect(find('one-more')).rejects.toThrow(IdentityUnavailable);
      await pass(1);
      expect((await results).filter(({ status: how }) => how === 'rejected')).toHaveLength(1000);
    });

    it('refuses a key name that is no text without looking for it', async () => {
      await opened();
      const header = JSON.parse('{"alg":"ES256","kid":7}') as { readonly alg: string };
      await expect(keys.find(header, { payload: '', signature: '' })).rejects.toThrow('no applicable key');
      expect(looks()).toBe(1);
    });
  });

  describe('that have no names', () => {
    it('are told apart by the signature, also where two have the same name', async () => {
      const [plain, other, twin] = await Promise.all([signer(), signer(), signer('k1')]);
      shows(plain, other, k1!, twin);
      await opened();
      for (const each of [plain, other, k1!, twin])
        expect(await verify(await sign(each))).toMatchObject({ subject: 'alice' });
      expect(looks()).toBe(1);
    });

    it('are looked at again before a token of another one is refused', async () => {
      const [plain, other] = await Promise.all([signer(), signer()]);
      shows(plain);
      await opened();
      shows(other);
      const rotated = verify(await sign(other));
      await waits();
      await pass(1);
      expect(await rotated).toMatchObject({ subject: 'alice' });
      const refused = verify(await sign(plain));
      await waits();
      await pass(1);
      await expect(refused).rejects.toThrow(InvalidToken);
    });
  });

  describe('of a provider that is away', () => {
    it('count on for as long as is configured, and are told of once when it goes and once when it is back', async () => {
      await opened(undefined, 2 * HOUR);
      const token = await sign(k1!, LASTS);
      await verify(token);
      await provider.goAway();
      await pass(30);
      await until(() => keys.state().away !== undefined);
      const { away } = keys.state();
      await provider.comeBack();
      for (const code of [501, 502, 503]) {
        provider.answer('/jwks', status(code));
        await pass(4);
        await until(() => keys.state().away!.cause.endsWith(`answered ${code}`));
      }
      jest.setSystemTime(Date.now() + 1.8 * HOUR * 1000);
      expect(await verify(token)).toMatchObject({ subject: 'alice' });
      expect(keys.state()).toEqual({ keys: 1, away: { cause: expect.any(String), since: away!.since } });
      expect(lines).toEqual([
        expect.objectContaining({
          level: 'warn',
          url: `${provider.url}/jwks`,
          cause: expect.stringMatching(/^cannot be reached: connect ECONNREFUSED 127\.0\.0\.1:\d+$/),
          msg: expect.stringContaining('those last seen count until'),
        }),
      ]);
      shows(k1!);
      await pass(8);
      await until(() => keys.state().away === undefined);
      expect(lines.slice(1)).toEqual([
        expect.objectContaining({ level: 'info', msg: 'the keys of the token issuer can be had again' }),
      ]);
      expect(keys.revision).toBe(0);
    });

    it('count no longer after that, also for those who were let in before; nobody is called a forger for it', async () => {
      await opened();
      const token = await sign(k1!, LASTS);
      await verify(token);
      await provider.goAway();
      jest.setSystemTime(Date.now() + HOUR * 1000);
      expect(await verify(token)).toMatchObject({ subject: 'alice' });
      jest.setSystemTime(Date.now() + 1);
      await expect(verify(token)).rejects.toThrow(IdentityUnavailable);
      expect(keys.state()).toMatchObject({ keys: 0, away: {} });
      expect(lines.map(({ level }) => level)).toEqual(['error', 'warn']);
      await provider.comeBack();
      await pass(4);
      await until(() => keys.state().keys === 1);
      expect(await verify(token)).toMatchObject({ subject: 'alice' });
    });

    it('are waited for when it is away at the start', async () => {
      await provider.goAway();
      await opened();
      expect(keys.state()).toMatchObject({
        keys: 0,
        away: { cause: expect.stringContaining('ECONNREFUSED') },
      });
      expect(lines).toEqual([
        expect.objectContaining({ level: 'warn', msg: expect.stringContaining('cannot be checked') }),
      ]);
      const refused = verify(await sign(k1!));
      await waits();
      await pass(1);
      await expect(refused).rejects.toThrow(IdentityUnavailable);
      await provider.comeBack();
      await pass(4);
      await until(() => keys.state().keys === 1);
      expect(await verify(await sign(k1!))).toMatchObject({ subject: 'alice' });
    });

    it('are asked for less and less often, twice a minute at least', async () => {
      provider.answer('/jwks', status(500));
      await opened();
      for (const [index, seconds] of [1, 2, 4, 8, 16, 30, 30].entries()) {
        provider.answer('/jwks', status(501 + index));
        await pass(seconds - 0.001);
        expect(await looksByNow()).toBe(index + 1);
        await pass(0.001);
        await until(() => keys.state().away!.cause.endsWith(`answered ${501 + index}`));
      }
    });

    it('leave a token with a new key undecided: it is told to come again, not refused', async () => {
      await opened();
      provider.answer('/jwks', status(500));
      await pass(1);
      await expect(verify(await sign(k2!))).rejects.toThrow(IdentityUnavailable);
    });

    it('hold up nobody longer than some seconds where it does not answer at all', async () => {
      await opened();
      provider.answer('/jwks', () => undefined);
      await pass(1);
      const waiting = verify(await sign(k2!));
      await until(() => looks() === 2);
      await pass(5);
      await expect(waiting).rejects.toThrow(IdentityUnavailable);
      await pass(5);
      await until(() => keys.state().away !== undefined);
      expect(keys.state().away!.cause).toBe(`${provider.url}/jwks did not answer within 10 s`);
      expect(await verify(await sign(k1!))).toMatchObject({ subject: 'alice' });
    });
  });

  it('are asked for no more once they are closed', async () => {
    await opened();
    provider.answer('/jwks', () => undefined);
    await pass(30);
    await until(() => looks() === 2);
    await keys.close();
    await expect(verify(await sign(k2!))).rejects.toThrow(IdentityUnavailable);
    await pass(120);
    expect(looks()).toBe(2);
  });

  it('must survive longer than it takes to look at them', async () => {
    await opened();
    const config: KeysConfig = { kind: 'jwks', url: `${provider.url}/jwks` };
    await expect(openKeys(config, { logger, production: false, surviveSeconds: 59 })).rejects.toThrow(
      RangeError,
    );
  });
});
