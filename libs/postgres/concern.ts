/** One step of a schema: appended to its list, never changed afterwards. */
export interface MigrationStep {
  /** Unqualified names mean the concern's own tables. */
  readonly sql: string;
  /**
   * How many steps a program must know to work with the tables as this one leaves them. Left out where it only
   * expands: programs that do not know it go on, so that two releases run side by side. A step that takes away what
   * an earlier program needs says so, and comes a release after the one that does without.
   */
  readonly needs?: number;
}

/** What one subject keeps in PostgreSQL: tables in a schema of their own. Names of tables differ between concerns. */
export interface Concern {
  /** Last part of the schema's name, and of what is said of an outage. */
  readonly name: string;
  readonly steps: readonly MigrationStep[];
}
