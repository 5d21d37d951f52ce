import type { Postgres } from '#postgres/postgres.js';

/** What stands beside the keys, in clear. */
export class KeyNotes {
  constructor(private readonly database: Postgres) {}

  async find(name: string): Promise<string | undefined> {
    const [row] = await this.database.query<{ text: string }>('SELECT text FROM key_notes WHERE name = $1', [
      name,
    ]);
    return row?.text;
  }

  /** What is noted from now on: the first word stands. */
  async first(name: string, text: string): Promise<string> {
    await this.database.run(
      'INSERT INTO key_notes (name, text) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING',
      [name, text],
    );
    return (await this.find(name))!;
  }

  /** The last word stands. */
  async last(name: string, text: string): Promise<void> {
    await this.database.run(
      `INSERT INTO key_notes (name, text) VALUES ($1, $2)
       ON CONFLICT (name) DO UPDATE SET text = excluded.text WHERE key_notes.text <> excluded.text`,
      [name, text],
    );
  }
}
