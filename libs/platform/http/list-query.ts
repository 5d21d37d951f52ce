import { Parameter } from './fields.js';

/** Parameters of a query that can be asked to show a command's result. */
export class AfterQuery {
  @Parameter()
  after?: string;
}

/** Parameters of a list. */
export class PageQuery extends AfterQuery {
  @Parameter()
  limit?: string;

  @Parameter()
  cursor?: string;
}
