import { isUnreachable } from '#postgres/outage.js';
import { messageOf } from '#text/thrown.js';
import { ReadModelsUnavailable } from './read-models.js';

/** Does something with the database; that it cannot be reached becomes known as such. @throws ReadModelsUnavailable, and its other errors */
export async function reaching<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    throw new ReadModelsUnavailable(`PostgreSQL cannot be reached: ${messageOf(error)}`, { cause: error });
  }
}
