import { canonicalOrganisation } from '#organisations/organisation-number.js';
import type { DurableSqlite } from '#sqlite/durable-sqlite.js';

/** Drafts begun when a number was kept as a token wrote it are found by who has that number. */
export async function writeOwnersInOneForm(db: DurableSqlite): Promise<void> {
  const owners = db.all('SELECT DISTINCT owner FROM drafts').map((row) => row['owner'] as string);
  const others = owners.filter((owner) => canonicalOrganisation(owner) !== owner);
  if (others.length === 0) return;
  await db.write(
    others.map((owner) => ({
      sql: 'UPDATE drafts SET owner = ? WHERE owner = ?',
      params: [canonicalOrganisation(owner), owner],
    })),
  );
}
