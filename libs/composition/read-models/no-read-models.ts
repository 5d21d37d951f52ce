import { ReadModelsUnavailable, type ReadModels } from '#projections/read-models.js';

const none = () => Promise.reject(new ReadModelsUnavailable('this service has no read models'));

/** Where nobody asks read models: whoever does all the same is refused. */
export const NO_READ_MODELS: ReadModels = {
  query: none,
  waitFor: none,
  status: none,
  rebuild: none,
  resume: none,
  pausedKeys: none,
  close: () => Promise.resolve(),
};
