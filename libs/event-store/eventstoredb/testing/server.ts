import { randomBytes } from 'node:crypto';
import { DoubleProcess } from './double-process.js';

/** A server for tests: the one named in `TILSAGN_TEST_EVENTSTOREDB`, else a double. */
export interface TestServer {
  readonly connection: string;
  close(): Promise<void>;
}

/** Whether the tests run against a real server. */
export const REAL_SERVER = process.env.TILSAGN_TEST_EVENTSTOREDB;

/** Finds the server, or starts one. */
export async function testServer(): Promise<TestServer> {
  if (REAL_SERVER !== undefined) return { connection: REAL_SERVER, close: () => Promise.resolve() };
  const double = await DoubleProcess.start();
  return { connection: double.connection, close: () => double.end() };
}

/** A name under which nobody has a log on the server yet. */
export function newLogName(): string {
  return `test_${randomBytes(8).toString('hex')}`;
}
