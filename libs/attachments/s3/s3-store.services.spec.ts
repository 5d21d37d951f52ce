import { ListMultipartUploadsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { filesIn } from '#hosting/testing/files.js';
import { StorageUnavailable } from '#hosting/storage.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { type Line, startLine } from '#postgres/testing/line.js';
import { attachmentStoreContract } from '../contract-suite.js';
import { type Bucket, bucketOf, type BucketOptions } from './bucket.js';
import { S3AttachmentStore } from './s3-store.js';
import { type S3Mock, s3MockAtHand, startS3Mock } from './testing/s3-mock.js';

const suite = s3MockAtHand() ? describe : describe.skip;

/** The first time the server is fetched. */
const FETCHED_MS = 900_000;
const MEBIBYTE = 1024 * 1024;

suite('with an object store', () => {
  const folder = temporaryFolder();
  const opened: S3AttachmentStore[] = [];
  let mock: S3Mock;
  beforeAll(async () => {
    mock = await startS3Mock();
  }, FETCHED_MS);
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
  });
  afterAll(async () => {
    await mock?.end();
    folder.remove();
  });

  const open = async (more: Partial<BucketOptions> = {}, receiving = join(folder.path, randomUUID())) => {
    const { endpoint, bucket, credentials } = mock;
    const prefix = `${randomUUID()}/`;
    const options = { endpoint, bucket, credentials, prefix, region: 'eu-north-1', ...more };
    const store = await S3AttachmentStore.open(options, receiving);
    opened.push(store);
    return { store, options, receiving };
  };

  attachmentStoreContract('a bucket', async () => {
    const { store, options, receiving } = await open();
    const bucket = bucketOf(options);
    return { store, files: async () => (await keptIn(bucket)) + filesIn(receiving).length };
  });

  describe('a bucket of attachments', () => {
    it('takes in parts what is too large for one', async () => {
      const { store, options } = await open();
      const bytes = randomBytes(20 * MEBIBYTE + 1);
      const { digest, size } = await store.put(inPieces(bytes));
      expect(size).toBe(bytes.length);
      expect(Buffer.concat((await (await store.get(digest))!.toArray()) as Buffer[]).equals(bytes)).toBe(
        true,
      );
      expect((await store.put(inPieces(bytes))).digest).toBe(digest);
      expect(await keptIn(bucketOf(options))).toBe(1);
    });

    it('keeps what several systems have there apart, by its prefix', async () => {
      const [one, other] = [await open(), await open()];
      const { digest } = await one.store.put(inPieces(Buffer.from('of one')));
      expect(await other.store.get(digest)).toBeUndefined();
      await other.store.remove(digest);
      expect(await one.store.get(digest)).toBeDefined();
    });

    it('removes at its opening what an ended process had not received whole', async () => {
      const { receiving, store } = await open();
      const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
      const { promise: gone, reject: go } = Promise.withResolvers<never>();
      async function* half() {
        yield Buffer.from('half of');
        begin();
        await gone;
      }
      const put = store.put(half());
      await begun;
      expect(filesIn(receiving)).toHaveLength(1);
      await open({}, receiving);
      expect(filesIn(receiving)).toHaveLength(0);
      go(new Error('the process has ended'));
      await expect(put).rejects.toThrow('the process has ended');
    });

    it('is out of order without its bucket, and says so without saying who asks', async () => {
      const { store } = await open({ bucket: 'nowhere' });
      const refused = await store.put(inPieces(Buffer.from('lost?'))).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(StorageUnavailable);
      expect(String(refused)).toContain('the bucket nowhere cannot be used: NoSuchBucket');
      expect(String(refused)).not.toContain(mock.credentials.secretAccessKey);
      expect(await store.available()).toBe(false);
    });

    it('is available again when the way there is, and has lost nothing', async () => {
      const line: Line = await startLine(mock.endpoint);
      const { store } = await open({ endpoint: line.url });
      const { digest } = await store.put(inPieces(Buffer.from('kept')));
      await line.cut();
      await expect(store.put(inPieces(Buffer.from('refused')))).rejects.toThrow(StorageUnavailable);
      await expect(store.get(digest)).rejects.toThrow(StorageUnavailable);
      await expect(store.remove(digest)).rejects.toThrow(StorageUnavailable);
      expect(await store.available()).toBe(false);
      await line.mend();
      expect(await store.available()).toBe(true);
      expect((await (await store.get(digest))!.toArray()).join('')).toBe('kept');
      await line.cut();
    });
  });
});

/** Everything that lies there, finished or not. */
async function keptIn({ client, name, prefix }: Bucket): Promise<number> {
  const within = { Bucket: name, Prefix: prefix };
  const { KeyCount = 0 } = await client.send(new ListObjectsV2Command(within));
  const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand(within));
  return KeyCount + Uploads.length;
}

function inPieces(bytes: Buffer): Readable {
  return Readable.from(
    Array.from({ length: Math.ceil(bytes.length / MEBIBYTE) }, (_, index) =>
      bytes.subarray(index * MEBIBYTE, (index + 1) * MEBIBYTE),
    ),
  );
}
