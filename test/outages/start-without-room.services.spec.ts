import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readdirSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { ended, start } from '#apps/cli/testing/processes.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { using, work } from '#test/vault/stores.js';
import { mayMount, smallDisk, type SmallDisk } from './small-disk.js';

const MEGABYTES = 4;
const BLOCK = 4096;
const suite = mayMount() ? describe : describe.skip;

suite('a start on a disk that takes no writes', () => {
  let disk: SmallDisk;
  let around: ReturnType<typeof temporaryFolder>;
  let data: string;
  let erasures: string;

  beforeEach(() => {
    disk = smallDisk(MEGABYTES);
    around = temporaryFolder();
    data = join(disk.path, 'data');
    erasures = join(around.path, 'erasures');
  });
  afterEach(() => {
    disk.remove();
    around.remove();
  });

  const inALine = () => new RegExp(`^[^\\n{]*${data}[^\\n]*\\n$`);
  const draftsOfLock = () => readdirSync(data).filter((name) => /^lock\.\d+$/.test(name));
  /** By name, with its arguments and whether its folder is there before. */
  const PROGRAMS: [string, string, string[], boolean][] = [
    ['the server', 'standalone', [], true],
    ['a new server', 'standalone', [], false],
    ['the demo', 'demo', [], false],
    ['a command', 'cli', ['log', 'stats'], true],
  ];
  const begin = async (app: string, args: readonly string[]) => {
    const env = { TILSAGN_DATA: data, TILSAGN_ERASURES: erasures, TILSAGN_PORT: '0' };
    const { code, stderr } = await ended(start(app, args, { ...env, TILSAGN_LOG_LEVEL: 'error' }));
    return { code, said: stderr };
  };

  describe.each(PROGRAMS)('%s says in a line what it is', (_, app, args, isThere) => {
    beforeEach(async () => {
      if (isThere) await using(data, (stores) => work(stores, 1), { erasures });
      else mkdirSync(data);
    });

    it.each([0, 1, 2, 3])('where %d blocks are free, and leaves no draft of its lock', async (blocks) => {
      fill(disk, blocks);
      const { code, said } = await begin(app, args);
      expect(code).toBe(1);
      expect(said).toMatch(inALine());
      expect(draftsOfLock()).toEqual([]);
    });

    it('where it is read-only', async () => {
      execFileSync('mount', ['-o', 'remount,ro', disk.path]);
      const { code, said } = await begin(app, args);
      expect(code).toBe(1);
      expect(said).toMatch(inALine());
    });
  });

  it.each([10, 20, 40, 80])(
    'with room for %d blocks: a new server says in a line which file it is',
    async (blocks) => {
      fill(disk, blocks);
      const { code, said } = await begin('standalone', []);
      expect(code).toBe(1);
      expect(said).toMatch(inALine());
      expect(draftsOfLock()).toEqual([]);
    },
  );

  it('for the list of erased keys says so, too', async () => {
    erasures = join(disk.path, 'erasures');
    data = join(around.path, 'data');
    fill(disk, 0);
    const { code, said } = await begin('standalone', []);
    expect(code).toBe(1);
    expect(said).toMatch(new RegExp(`^the list of erased keys cannot be \\w+ in ${erasures} \\([^\\n]*\\n$`));
  });
});

/** Takes all of a disk but so many blocks. */
function fill({ path }: SmallDisk, blocks: number): void {
  const file = openSync(join(path, 'filler'), 'w');
  const left = statfsSync(path).bfree - blocks;
  const bytes = Buffer.alloc(BLOCK);
  for (let written = 0; written < left; written++) writeSync(file, bytes);
  closeSync(file);
}
