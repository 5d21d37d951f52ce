import { describe, expect, it } from '@jest/globals';
import type { Leases } from './lease.js';

/** What all leases must do, whoever else there is. */
export function leasesContract(name: string, make: () => Promise<Leases>): void {
  describe(`${name} as leases`, () => {
    it('are had by whoever asks first, each under its name', async () => {
      const leases = await make();
      expect(await leases.acquire('letters')).toEqual({ name: 'letters', epoch: 1 });
      expect(await leases.acquire('awards')).toEqual({ name: 'awards', epoch: 1 });
    });

    it('are kept by renewing them', async () => {
      const leases = await make();
      const lease = (await leases.acquire('letters'))!;
      expect(await leases.renew(lease)).toBe(true);
      expect(await leases.renew(lease)).toBe(true);
    });

    it('have a higher epoch whenever they are had anew', async () => {
      const leases = await make();
      const first = (await leases.acquire('letters'))!;
      await leases.release(first);
      const second = (await leases.acquire('letters'))!;
      expect(second.epoch).toBeGreaterThan(first.epoch);
      expect(await leases.renew(first)).toBe(false);
      await leases.release(first);
      expect(await leases.renew(second)).toBe(true);
    });

    it('are not renewed once they were released', async () => {
      const leases = await make();
      const lease = (await leases.acquire('letters'))!;
      await leases.release(lease);
      expect(await leases.renew(lease)).toBe(false);
    });
  });
}
