import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { growthChannel } from './growth.js';
import { LogWriter } from './log-writer.js';
import type { AppendRequest, FromWriter, ToWriter, WriterOptions } from './messages.js';

const options = workerData as WriterOptions;
const port = parentPort!;
const writer = new LogWriter(options);
const growth = growthChannel(options.file);

port.on('message', (first: ToWriter) => {
  const batches: (readonly AppendRequest[])[] = [];
  let message: ToWriter | undefined = first;
  while (message !== undefined && message !== 'close') {
    batches.push(message);
    message = receiveMessageOnPort(port)?.message as ToWriter | undefined;
  }
  if (batches.length > 0) commit(batches);
  if (message === 'close') close();
});
say('ready');

/** Batches that arrived during the last commit share the next one. */
function commit(batches: readonly (readonly AppendRequest[])[]): void {
  const requests = batches.flat();
  const start = performance.now();
  const replies = writer.commit(requests);
  const perAppend = (performance.now() - start) / requests.length;
  let from = 0;
  for (const { length } of batches) say({ replies: replies.slice(from, (from += length)), perAppend });
  growth.postMessage(null);
}

function close(): void {
  writer.close();
  growth.close();
  port.close();
}

function say(message: FromWriter): void {
  port.postMessage(message);
}
