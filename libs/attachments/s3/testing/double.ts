import { s3MockAtHand, startS3Mock } from './s3-mock.js';

/** A double of an object store, as a process of its own: says where it is ready, and the bucket there is. */
if (!s3MockAtHand()) process.exit(1);
const mock = await startS3Mock();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void mock.end());
process.stdout.write(`ready ${mock.endpoint}\nbucket ${mock.bucket}\n`);
