import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { type FundedScheme, FundedSchemes } from '#budget/contract/funded-schemes.js';
import { FindScheme } from '#grants/contract/queries.js';

/** The schemes of grants, for their budgets. */
@Injectable()
export class SchemesOfGrants extends FundedSchemes {
  constructor(private readonly queries: QueryBus) {
    super();
  }

  find(schemeId: string): Promise<FundedScheme | undefined> {
    return this.queries.execute(new FindScheme(schemeId));
  }
}
