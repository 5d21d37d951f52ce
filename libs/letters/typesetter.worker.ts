import { parentPort } from 'node:worker_threads';
import type { FromTypesetter, ToTypesetter } from './messages.js';
import { typeset } from './pdf/typeset.js';
import { messageOf } from '#text/thrown.js';

const port = parentPort;
if (!port) throw new Error('this file runs as a worker thread');

port.on('message', ({ id, letter }: ToTypesetter) => {
  typeset(letter).then(
    (bytes) => port.postMessage({ id, bytes } satisfies FromTypesetter, [bytes.buffer]),
    (error: unknown) => port.postMessage({ id, error: messageOf(error) } satisfies FromTypesetter),
  );
});
