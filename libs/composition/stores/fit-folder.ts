import { checkFit } from '#backup/sqlite/fit.js';
import { Unfit } from '#backup/sqlite/reading.js';
import type { DataFolder } from '#hosting/data-folder.js';
import { isCopyOfOpen } from '#hosting/open-mark.js';
import { DURABLE_STORES } from './durable-stores.js';

/**
 * Looks whether what lies in a folder this process holds belongs together, before anything is opened or made.
 * `recovered`: a copy of a folder that was taken while its log was open is meant all the same, and so is the loss of
 * what it can be opened without. @throws Unfit
 */
export function checkFolder(
  folder: DataFolder,
  { recovered = false }: { readonly recovered?: boolean } = {},
) {
  if (!recovered && isCopyOfOpen(folder.path))
    throw new Unfit(
      `${folder.path} is a copy that was made while a server had it open, so parts of it may be missing: ` +
        `restore a backup, or start the server once with --recovered if this copy is meant`,
    );
  checkFit({ stores: DURABLE_STORES, locate: (store) => folder.file(store.path) }, { lossMeant: recovered });
}
