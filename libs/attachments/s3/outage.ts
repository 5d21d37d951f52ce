import { S3ServiceException } from '@aws-sdk/client-s3';
import { StorageUnavailable } from '#hosting/storage.js';
import { messageOf } from '#text/thrown.js';

/** What servers say of an object that is there already, or of another that is being stored under its name. */
const MET_ANOTHER = new Set([304, 409, 412]);

/** Whether there is something under that name already, or another is being stored there. */
export function metAnother(error: unknown): boolean {
  return error instanceof S3ServiceException && MET_ANOTHER.has(error.$metadata.httpStatusCode ?? 0);
}

/** How it is said that there is no such object; where only its head was asked for, without more words. */
const MISSING = new Set(['NoSuchKey', 'NotFound']);

/** Whether there is nothing under that name. That there is no bucket is another matter. */
export function isMissing(error: unknown): boolean {
  return error instanceof S3ServiceException && MISSING.has(error.name);
}

/**
 * Asks the object store something. Whatever it refuses is an outage of its own: no bucket, no right, no room, no
 * answer are all for the operator to mend, and nothing a client could ask otherwise. @throws StorageUnavailable
 */
export async function asking<T>(bucket: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (metAnother(error) || isMissing(error)) throw error;
    throw new StorageUnavailable(`the bucket ${bucket} cannot be used: ${wordsOf(error)}`, { cause: error });
  }
}

/** Its name says what it is; where the server had no words of its own, the number of its answer. */
function wordsOf(error: unknown): string {
  if (!(error instanceof S3ServiceException)) return messageOf(error);
  const { name, message, $metadata } = error;
  return `${name}: ${message} (${$metadata.httpStatusCode ?? 'no answer'})`;
}
