import { Worker } from 'node:worker_threads';
import { workerUrl } from '#hosting/worker-url.js';
import type { LetterDocument } from './letter.js';
import type { FromTypesetter, ToTypesetter } from './messages.js';

/**
 * The letter as a tagged PDF (PDF/UA-1) with its font. The same letter gives the same bytes, so that a digest of it
 * means something. Setting one takes 10 to 50 ms, the first of a process more, which is too long for the thread that answers requests: a thread
 * of its own does it, started with the first letter; it keeps no process alive.
 * @throws Error when the thread ends or the letter cannot be set
 */
export function renderLetter(letter: LetterDocument): Promise<Uint8Array> {
  typesetter ??= new Typesetter(() => (typesetter = undefined));
  return typesetter.set(letter);
}

let typesetter: Typesetter | undefined;

interface Waiting {
  resolve(bytes: Uint8Array): void;
  reject(error: Error): void;
}

class Typesetter {
  private readonly worker = new Worker(workerUrl(import.meta.url, './typesetter.worker.js'));
  private readonly waiting = new Map<number, Waiting>();
  private last = 0;

  constructor(ended: () => void) {
    this.worker.unref();
    this.worker.on('message', (message: FromTypesetter) => this.answered(message));
    this.worker.on('error', (error) => this.fail(error as Error));
    this.worker.on('exit', (code) => {
      ended();
      this.fail(new Error(`the thread that sets letters ended with code ${code}`));
    });
  }

  set(letter: LetterDocument): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      const id = ++this.last;
      this.worker.postMessage({ id, letter } satisfies ToTypesetter);
      this.waiting.set(id, { resolve, reject });
      this.worker.ref();
    });
  }

  private answered(message: FromTypesetter): void {
    const waiting = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if (this.waiting.size === 0) this.worker.unref();
    if ('bytes' in message) waiting?.resolve(message.bytes);
    else waiting?.reject(new Error(message.error));
  }

  private fail(error: Error): void {
    for (const waiting of this.waiting.values()) waiting.reject(error);
    this.waiting.clear();
  }
}
