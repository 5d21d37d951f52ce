import { refusesRows } from './database.js';

/**
 * Writes the items together; where the database refuses them, halves them until the refused ones stand alone.
 * Other errors are passed on.
 */
export async function inHalves<T>(
  items: readonly T[],
  write: (items: readonly T[]) => Promise<void>,
  refused: (item: T, error: unknown) => Promise<void> | void | undefined,
): Promise<void> {
  try {
    await write(items);
  } catch (error) {
    if (!refusesRows(error)) throw error;
    if (items.length === 1) {
      await refused(items[0]!, error);
      return;
    }
    const middle = items.length >> 1;
    await inHalves(items.slice(0, middle), write, refused);
    await inHalves(items.slice(middle), write, refused);
  }
}
