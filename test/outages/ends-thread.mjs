// Loaded into every thread of a server under test: the one whose file is named ends itself once the sign is there.
import { existsSync, rmSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const { ENDS_THREAD: file, ENDS_HOW: how, ENDS_SIGN: sign } = process.env;

if (!isMainThread && process.argv[1]?.endsWith(file)) {
  setInterval(() => {
    if (!existsSync(sign)) return;
    rmSync(sign);
    if (how === 'throws') throw new Error('a fault nobody foresaw');
    process.exit(3);
  }, 20).unref();
}
