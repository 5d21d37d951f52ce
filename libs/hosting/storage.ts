/** A file cannot be read or written now: disk full, I/O error, damaged file, the writing thread gone. */
export class StorageUnavailable extends Error {
  readonly code = 'storage-unavailable';
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StorageUnavailable';
  }
}

/** Another connection is in the way. */
export class StorageBusy extends StorageUnavailable {
  constructor(message: string) {
    super(message);
    this.name = 'StorageBusy';
  }
}

/** The file was closed before this call. */
export class StorageClosed extends Error {
  readonly code = 'storage-closed';
  constructor(file: string) {
    super(`${file} is closed`);
    this.name = 'StorageClosed';
  }
}

/** What the system answers when it is the disk, its quota, its device or its permissions, not what was asked of it. */
const OUTAGES = new Set(
  'ENOSPC EDQUOT EFBIG EIO ENXIO ENODEV ESTALE EROFS EACCES EPERM EMFILE ENFILE'.split(' '),
);

/** Whether a file operation failed for a reason of the storage's own. */
export function isStorageOutage(thrown: unknown): boolean {
  const { code } = (thrown ?? {}) as { readonly code?: unknown };
  return typeof code === 'string' && OUTAGES.has(code);
}

/** What was thrown; where it was the storage's own, as an outage of `what`, in words for the operator. */
export function asOutage(thrown: unknown, what: string): unknown {
  if (!isStorageOutage(thrown)) return thrown;
  return new StorageUnavailable(`${what}: ${(thrown as Error).message}`, { cause: thrown });
}

/** Does file operations on `what`, whose outages become known as such. @throws StorageUnavailable, and whatever else they throw */
export async function onStorage<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asOutage(error, what);
  }
}

/** Whether a store takes writes, as its last one has shown; after an outage a small write of its own tells when it does again. */
export class Availability {
  private failed = false;

  constructor(private readonly tryWriting: () => Promise<unknown>) {}

  /** Does the work, remembering whether the storage let it. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    try {
      const result = await work();
      this.failed = false;
      return result;
    } catch (error) {
      if (error instanceof StorageUnavailable) this.failed = true;
      throw error;
    }
  }

  /** Notes an outage that was met elsewhere. */
  lost(): void {
    this.failed = true;
  }

  async now(): Promise<boolean> {
    if (!this.failed) return true;
    return this.during(this.tryWriting).then(
      () => true,
      () => false,
    );
  }
}
