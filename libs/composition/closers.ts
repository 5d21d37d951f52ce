/** What was opened and is to be closed in the opposite order. */
export class Closers {
  private readonly all: (() => Promise<void> | void)[] = [];
  private closing: Promise<void> | undefined;

  add(close: () => Promise<void> | void): void {
    this.all.push(close);
  }

  /** Closes all, also when one cannot be; more than once is once. @throws AggregateError */
  close(): Promise<void> {
    return (this.closing ??= this.closeAll());
  }

  private async closeAll(): Promise<void> {
    const errors: unknown[] = [];
    for (const close of this.all.toReversed()) {
      try {
        await close();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw new AggregateError(errors, 'not everything could be closed');
  }
}
