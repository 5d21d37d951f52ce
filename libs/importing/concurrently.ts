/**
 * Runs work on all items, at most `atOnce` at a time and none read before there is room for it; the first error ends
 * it, after the work under way has settled.
 */
export async function concurrently<Item>(
  items: Iterable<Item> | AsyncIterable<Item>,
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const errors: unknown[] = [];
  const queue = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  const lane = async () => {
    try {
      while (errors.length === 0) {
        const next = await queue.next();
        if (next.done) return;
        await work(next.value);
      }
    } catch (error) {
      errors.push(error);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  if (errors.length === 0) return;
  await queue.return?.();
  throw errors[0];
}
