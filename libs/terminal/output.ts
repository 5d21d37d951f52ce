import { once } from 'node:events';

const CHUNK = 64 * 1024;

/** A reader that has had enough, such as `head`, is no reason for a complaint. */
export function forgiveClosedPipe(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (!isClosedPipe(error)) throw error;
    });
}

/** Writes what a command answers. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Writes what a command answers to programs: one JSON document. */
export function printJson(document: unknown): void {
  print(JSON.stringify(document));
}

/** Writes lines as fast as they are read; ends when nobody reads on. */
export async function printLines(lines: AsyncIterable<string | Uint8Array>): Promise<void> {
  const { stdout } = process;
  try {
    for await (const chunk of chunksOf(lines)) {
      if (!stdout.writable) return;
      if (!stdout.write(chunk)) await once(stdout, 'drain');
    }
  } catch (error) {
    if (!isClosedPipe(error)) throw error;
  }
}

/** Says something beside the answer, on stderr. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Few large writes instead of one for each line. */
async function* chunksOf(lines: AsyncIterable<string | Uint8Array>): AsyncGenerator<Buffer> {
  let waiting: Uint8Array[] = [];
  let size = 0;
  for await (const line of lines) {
    const bytes = typeof line === 'string' ? Buffer.from(line) : line;
    waiting.push(bytes, NEWLINE);
    size += bytes.length + 1;
    if (size < CHUNK) continue;
    yield Buffer.concat(waiting);
    waiting = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(waiting);
}

const NEWLINE = Buffer.from('\n');

function isClosedPipe(error: unknown): boolean {
  return (error as NodeJS.ErrnoException | undefined)?.code === 'EPIPE';
}
