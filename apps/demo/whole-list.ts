import type { Page } from '#http/paging.js';

/** Every item of a list, read page by page. */
export async function wholeList<Item>(
  page: (cursor: string | undefined) => Promise<Page<Item>>,
): Promise<Item[]> {
  const all: Item[] = [];
  for (let cursor: string | undefined; ;) {
    const { items, next } = await page(cursor);
    all.push(...items);
    if (next === undefined) return all;
    cursor = next;
  }
}

/** The path of a page of a list, of as many items as one may have. */
export function pageAt(list: string, cursor: string | undefined): string {
  return `${list}?limit=200${cursor === undefined ? '' : `&cursor=${cursor}`}`;
}
