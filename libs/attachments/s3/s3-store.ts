import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Availability, onStorage, StorageBusy } from '#hosting/storage.js';
import { receiveInto } from '../received-file.js';
import { type AttachmentStore, type Bytes, DIGEST, type StoredBytes } from '../store.js';
import { type Bucket, type BucketOptions, bucketOf } from './bucket.js';
import { asking, isMissing, metAnother } from './outage.js';

/** What is larger goes in parts of at least this size, two at a time: no more of it is ever held in memory. */
const PART = 8 * 1024 * 1024;
const PARTS_AT_MOST = 10_000;
const PARTS_AT_ONCE = 2;

/** Who meets somebody storing the same waits for no more than so many answers. */
const LOOKS = 3;

/**
 * Attachments as objects of a bucket, each under its digest. An object's name is only known when all of it has come, so
 * what is being received lies in a folder of this process; the bucket has whole objects only, which a request that is
 * broken off leaves nothing of, and a slow client holds no connection to it.
 */
export class S3AttachmentStore implements AttachmentStore {
  private readonly availability = new Availability(() => this.tryWriting());

  private constructor(
    private readonly bucket: Bucket,
    private readonly receiving: string,
  ) {}

  /** `receiving`: where bytes lie until all have come; what an earlier process left there is removed. */
  static async open(options: BucketOptions, receiving: string): Promise<S3AttachmentStore> {
    await onStorage(receiving, async () => {
      await rm(receiving, { recursive: true, force: true });
      await mkdir(receiving, { recursive: true, mode: 0o700 });
    });
    return new S3AttachmentStore(bucketOf(options), receiving);
  }

  put(bytes: Bytes): Promise<StoredBytes> {
    return this.availability.during(async () => {
      const file = join(this.receiving, randomUUID());
      try {
        const stored = await onStorage(this.receiving, () => receiveInto(file, bytes));
        await this.store(file, stored);
        return stored;
      } finally {
        await rm(file, { force: true });
      }
    });
  }

  async get(digest: string): Promise<Readable | undefined> {
    if (!DIGEST.test(digest)) return undefined;
    const { client } = this.bucket;
    try {
      const { Body } = await this.ask(() => client.send(new GetObjectCommand(this.object(digest))));
      return Body as Readable;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  async remove(digest: string): Promise<void> {
    if (!DIGEST.test(digest)) return;
    await this.ask(() => this.bucket.client.send(new DeleteObjectCommand(this.object(digest))));
  }

  /** Whether it takes objects now: after an outage a small one of its own tells. */
  available(): Promise<boolean> {
    return this.availability.now();
  }

  /** Ends the connections. */
  close(): Promise<void> {
    this.bucket.client.destroy();
    return Promise.resolve();
  }

  /** The same bytes need not be stored twice; who stores them at the same time may yet fail, so then it is looked again. */
  private async store(file: string, stored: StoredBytes): Promise<void> {
    for (let look = 1; ; look++) {
      try {
        await asking(this.bucket.name, () => this.send(file, stored));
        return;
      } catch (error) {
        if (!metAnother(error)) throw error;
        if (await this.has(stored)) return;
        if (look === LOOKS) throw new StorageBusy(`the bucket ${this.bucket.name}: the same is being stored`);
      }
    }
  }

  private async send(file: string, { digest, size }: StoredBytes): Promise<void> {
    const { client } = this.bucket;
    const object = { ...this.object(digest), IfNoneMatch: '*' };
    if (size <= PART) {
      const Body = await readFile(file);
      const ChecksumSHA256 = Buffer.from(digest, 'hex').toString('base64');
      await client.send(new PutObjectCommand({ ...object, Body, ChecksumSHA256 }));
      return;
    }
    const Body = createReadStream(file);
    try {
      const params = { ...object, Body, ChecksumAlgorithm: 'SHA256' as const };
      const partSize = Math.max(PART, Math.ceil(size / PARTS_AT_MOST));
      await new Upload({ client, params, partSize, queueSize: PARTS_AT_ONCE }).done();
    } finally {
      Body.destroy();
    }
  }

  private async has({ digest, size }: StoredBytes): Promise<boolean> {
    const { client } = this.bucket;
    try {
      const found = await this.ask(() => client.send(new HeadObjectCommand(this.object(digest))));
      return found.ContentLength === size;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }

  private async tryWriting(): Promise<void> {
    const { client, name } = this.bucket;
    const object = this.object(`trying-${randomUUID()}`);
    await asking(name, () => client.send(new PutObjectCommand({ ...object, Body: 'a try' })));
    await asking(name, () => client.send(new DeleteObjectCommand(object)));
  }

  private ask<T>(work: () => Promise<T>): Promise<T> {
    return this.availability.during(() => asking(this.bucket.name, work));
  }

  private object(name: string) {
    return { Bucket: this.bucket.name, Key: this.bucket.prefix + name };
  }
}
