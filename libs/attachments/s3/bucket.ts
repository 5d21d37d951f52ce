import { S3Client } from '@aws-sdk/client-s3';

/** Where objects are kept, and as whom they are asked for. */
export interface BucketOptions {
  readonly bucket: string;
  /** Stands before each name, with its slash; nothing when left out. */
  readonly prefix?: string;
  readonly region: string;
  /** The server, where it is not Amazon's own. The bucket is named in the path then, as most others want it. */
  readonly endpoint?: string;
  /** As the environment of the process says when left out: a role, a profile, the variables of AWS. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** A bucket, and where in it. */
export interface Bucket {
  readonly client: S3Client;
  readonly name: string;
  readonly prefix: string;
}

/** Milliseconds: until there is a connection, and for which a connection may be silent. */
const CONNECTION_MS = 5_000;
const SILENCE_MS = 15_000;

/** The first try and two more, of what may be tried again. */
const TRIES = 3;

/** A bucket to be asked; nothing is asked yet. */
export function bucketOf({ bucket, prefix = '', region, endpoint, credentials }: BucketOptions): Bucket {
  const client = new S3Client({
    region,
    maxAttempts: TRIES,
    requestHandler: { connectionTimeout: CONNECTION_MS, socketTimeout: SILENCE_MS },
    ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
    ...(credentials && { credentials }),
  });
  return { client, name: bucket, prefix };
}
