import { once } from 'node:events';
import type { Writable } from 'node:stream';

const CHUNK = 64 * 1024;
const NEWLINE = Buffer.from('\n');

/** Writes lines in large chunks when they come fast, at once when they come slowly, and waits for a slow reader. */
export class NdjsonWriter {
  private waiting: Uint8Array[] = [];
  private size = 0;
  private planned: NodeJS.Immediate | undefined;

  constructor(
    private readonly to: Writable,
    private readonly signal: AbortSignal,
  ) {}

  /** Objects become JSON, bytes are a line as they are. @throws AbortError when nobody reads any more */
  async write(item: unknown): Promise<void> {
    this.signal.throwIfAborted();
    const line = item instanceof Uint8Array ? item : Buffer.from(JSON.stringify(item));
    this.waiting.push(line, NEWLINE);
    this.size += line.length + 1;
    if (this.size < CHUNK) this.planned ??= setImmediate(() => this.flush());
    else this.flush();
    if (this.to.writableNeedDrain) await once(this.to, 'drain', { signal: this.signal });
  }

  /** Writes what waits, a last item if there is one, and ends the stream. */
  end(last?: object): void {
    if (last) this.waiting.push(Buffer.from(JSON.stringify(last)), NEWLINE);
    this.flush();
    this.to.end();
  }

  private flush(): void {
    clearImmediate(this.planned);
    this.planned = undefined;
    if (this.waiting.length > 0 && !this.to.destroyed) this.to.write(Buffer.concat(this.waiting));
    this.waiting = [];
    this.size = 0;
  }
}

/** The lines of a byte stream, without their ends; an unfinished last line counts. */
export async function* linesOf(stream: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop()!;
    yield* lines;
  }
  if (rest !== '') yield rest;
}
