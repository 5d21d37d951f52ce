import { randomBytes } from 'node:crypto';
import { dropDatabases, makeDatabases } from '../databases.js';
import { TEST_POSTGRES } from './test-postgres.js';

/** Databases in the test server that nobody else uses. */
export interface OwnDatabases {
  /** URL of the one of this name, which is made. */
  make(name: string): Promise<string>;
  /** Drops them all, whoever is still connected. */
  remove(): Promise<void>;
}

/** Begins with none. */
export function ownDatabases(): OwnDatabases {
  const prefix = `test_${randomBytes(6).toString('hex')}`;
  const made: string[] = [];
  return {
    async make(name) {
      const database = `${prefix}_${name}`;
      const [url] = await makeDatabases(TEST_POSTGRES, [database]);
      made.push(database);
      return url!;
    },
    remove: () => dropDatabases(TEST_POSTGRES, made.splice(0)),
  };
}
