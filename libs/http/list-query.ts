import { Parameter } from './fields.js';

/** Parameters of a query that can be asked to show a command's result. */
export class AfterQuery {
  @Parameter()
  after?: string;
}

/** Parameters of a list that is read from the log, which never lags. */
export class PageOfLogQuery {
  @Parameter()
  limit?: string;

  @Parameter()
  cursor?: string;
}

/** Parameters of a list. */
export class PageQuery extends PageOfLogQuery {
  @Parameter()
  after?: string;
}
