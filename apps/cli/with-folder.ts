import type { Operations } from '#composition/operations/operations.js';
import { readConfig, type Config } from '#hosting/config.js';
import { onInterruption } from '#terminal/interruption.js';
import { openFolder, type OpenOptions } from '#composition/operations/open-folder.js';

/** The configuration of the environment, but for the data folder a command names. Quiet unless asked. */
export function configOf({ data }: { readonly data?: string | undefined }): Config {
  const named = data === undefined ? {} : { TILSAGN_DATA: data };
  return readConfig({ TILSAGN_LOG_LEVEL: 'silent', ...process.env, ...named });
}

/** Works on a data folder, and lets go of it cleanly whatever happens: read models closed otherwise are built again. */
export async function withFolder<Result>(
  options: { readonly data?: string | undefined },
  work: (operations: Operations) => Promise<Result>,
  open: Pick<OpenOptions, 'onBuild' | 'toWrite'> = {},
): Promise<Result> {
  const folder = await openFolder(configOf(options), open);
  let interrupted = false;
  const interrupt = () => {
    interrupted = true;
    folder.close().catch(() => undefined);
  };
  const forget = folder.heldBy === 'this process' ? onInterruption(interrupt) : () => undefined;
  try {
    return await work(folder.operations);
  } catch (error) {
    throw interrupted ? new Error('interrupted', { cause: error }) : error;
  } finally {
    await folder.close();
    forget();
  }
}
