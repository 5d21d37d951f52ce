import type { Logger } from '#hosting/logging.js';
import type { PausedKey, RebuildProgress } from '#projections/read-models.js';

/** What the log says of read models: that they cannot go on, which keys they hold back, how far a build is. */
export function watchedBy(logger: Logger, onBuild?: (progress: RebuildProgress) => void) {
  return {
    onError: (err: Error) => logger.error({ err }, 'read models cannot be kept up to date, trying again'),
    onPaused: ({ projection, key, position, eventId }: PausedKey) =>
      logger.error({ projection, key, position, eventId }, 'a key is paused in a read model'),
    onProgress: (progress: RebuildProgress) => {
      const { projections: names, done, total, secondsLeft } = progress;
      logger.info({ projections: names, done, total, secondsLeft }, 'building read models');
      onBuild?.(progress);
    },
  };
}
