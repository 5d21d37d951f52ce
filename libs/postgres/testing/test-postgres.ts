import { Client } from 'pg';

/** The PostgreSQL of `npm run test:services`. */
export const TEST_POSTGRES = process.env.TILSAGN_TEST_POSTGRES ?? 'postgres://postgres@127.0.0.1:5432/test';

/** Whether it is there: without it its suites are left out, except where all services must be there. */
export async function reachesPostgres(): Promise<boolean> {
  const client = new Client({ connectionString: TEST_POSTGRES, connectionTimeoutMillis: 30_000 });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch (error) {
    if (process.env.CI === 'true') throw error;
    process.stderr.write(`PostgreSQL is not at ${TEST_POSTGRES}: its tests are skipped\n`);
    return false;
  }
}
