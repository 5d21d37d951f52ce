import { fork, type ChildProcess } from 'node:child_process';
import { workerUrl } from '#hosting/worker-url.js';
import type { FromChild, Tell } from './child.js';

const running = new Set<ChildProcess>();

/** Ends all children at once. */
export function killChildren(): void {
  for (const child of running) child.kill('SIGKILL');
}

/** Runs a piece of work (`runAsChild`) in a fresh process, named by its built file beside this one. */
export function inChild<Output>(file: string, input: object, tell?: Tell): Promise<Output> {
  const child = fork(workerUrl(import.meta.url, file), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  running.add(child);
  return new Promise<Output>((resolve, reject) => {
    child.on('message', (message: FromChild) => {
      if ('output' in message) resolve(message.output as Output);
      else if ('failed' in message) reject(new Error(`${file}: ${message.failed}`));
      else tell?.(message.progress);
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      running.delete(child);
      reject(new Error(`${file} ended with ${signal ?? code} before it answered`));
    });
    child.send(input);
  });
}
