/** Hands a slow reader the newest item that came meanwhile; the ones before it are dropped. */
export class Newest<Item> implements AsyncIterable<Item> {
  private item: Item | undefined;
  private ended = false;
  private wake: (() => void) | undefined;

  /** Replaces what has not been read yet. */
  readonly put = (item: Item): void => {
    this.item = item;
    this.wake?.();
  };

  /** Nothing more comes. */
  readonly end = (): void => {
    this.ended = true;
    this.wake?.();
  };

  async *[Symbol.asyncIterator](): AsyncGenerator<Item> {
    for (;;) {
      const { item } = this;
      this.item = undefined;
      if (item !== undefined) yield item;
      else if (this.ended) return;
      else await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }
}
