import { parentPort } from 'node:worker_threads';
import { failureOf } from './errors.js';
import { GroupWriter } from './group-writer.js';
import type { Answers, Request, Result } from './messages.js';

const port = parentPort!;
const files = new Map<number, GroupWriter>();
let waiting: Request[] = [];

port.on('message', (requests: readonly Request[]) => {
  if (waiting.length === 0) setImmediate(work);
  // Messages that came while a commit blocked this thread are all delivered before the immediate runs.
  waiting.push(...requests);
});

function work(): void {
  const requests = waiting;
  waiting = [];
  for (const handle of new Set(requests.map((request) => request.handle))) {
    let writes: (Request & { readonly do: 'write' })[] = [];
    for (const request of requests) {
      if (request.handle !== handle) continue;
      if (request.do === 'write') {
        writes.push(request);
        continue;
      }
      write(handle, writes);
      writes = [];
      answer([{ id: request.id, result: other(request) }]);
    }
    write(handle, writes);
  }
}

function write(handle: number, writes: readonly (Request & { readonly do: 'write' })[]): void {
  if (writes.length === 0) return;
  const results = files.get(handle)!.commit(writes.map((request) => request.statements));
  answer(writes.map((request, index) => ({ id: request.id, result: results[index]! })));
}

function other(request: Exclude<Request, { readonly do: 'write' }>): Result {
  if (request.do === 'truncate') return files.get(request.handle)!.truncate();
  if (request.do === 'close') {
    const result = files.get(request.handle)!.close();
    files.delete(request.handle);
    return result;
  }
  try {
    files.set(request.handle, new GroupWriter(request.open));
    return { changes: [] };
  } catch (error) {
    return { failed: failureOf(error) };
  }
}

function answer(answers: Answers): void {
  port.postMessage(answers);
}
