import type { QueryParameter } from '#projections/read-models.js';
import type { Scope } from '#access/policy.js';
import { wordPatterns } from './search.js';

/** Columns that say whose a row is. */
export interface ScopeColumns {
  readonly owner: string;
  readonly applicant: string;
  /** Holds the appeal body once there is one to see it; no row is an appeal body's when left out. */
  readonly appealBody?: string;
  /** Holds who appealed without having applied. */
  readonly appellant?: string;
  /** Holds who represents the applicant. */
  readonly representative?: string;
}

/** The conditions of a statement with their parameters; columns come from code, values from anywhere. */
export class Where {
  private readonly conditions: string[] = [];
  readonly parameters: QueryParameter[] = [];

  /** The placeholder of a value. */
  value(value: QueryParameter): string {
    return `$${this.parameters.push(value)}`;
  }

  /** A condition in SQL, built with `value`. */
  and(condition: string): this {
    this.conditions.push(condition);
    return this;
  }

  /** A column has this value; nothing is asked when it is left out. */
  equals(column: string, value: string | number | boolean | undefined): this {
    return value === undefined ? this : this.and(`${column} = ${this.value(value)}`);
  }

  /** A column of `searchable` text contains every word of a text; nothing is asked when it is left out. */
  contains(column: string, text: string | undefined): this {
    for (const pattern of wordPatterns(text)) this.and(`${column} LIKE ${this.value(pattern)}`);
    return this;
  }

  /** Only the rows a person may see. */
  within({ everything, owner, applicant, appellant, appealBody }: Scope, columns: ScopeColumns): this {
    if (everything) return this;
    const ways = [
      ...(owner === undefined ? [] : [`${columns.owner} = ${this.value(owner)}`]),
      ...(applicant === undefined ? [] : [`${columns.applicant} = ${this.value(applicant)}`]),
      ...(applicant === undefined || columns.representative === undefined
        ? []
        : [`${columns.representative} = ${this.value(applicant)}`]),
      ...(appellant === undefined || columns.appellant === undefined
        ? []
        : [`${columns.appellant} = ${this.value(appellant)}`]),
      ...(appealBody === undefined || columns.appealBody === undefined
        ? []
        : [`${columns.appealBody} = ${this.value(appealBody)}`]),
    ];
    return this.and(ways.length === 0 ? 'false' : `(${ways.join(' OR ')})`);
  }

  /** Only the rows after the last one of the page before, in the order of these columns. */
  beyond(
    columns: readonly string[],
    order: 'asc' | 'desc',
    last: readonly (string | number | null)[] | undefined,
  ): this {
    if (last === undefined) return this;
    const values = last.map((part) => this.value(part));
    return this.and(`(${columns.join(', ')}) ${order === 'asc' ? '>' : '<'} (${values.join(', ')})`);
  }

  /** The WHERE clause; empty when nothing is asked. */
  get sql(): string {
    return this.conditions.length === 0 ? '' : `WHERE ${this.conditions.join(' AND ')}`;
  }
}
