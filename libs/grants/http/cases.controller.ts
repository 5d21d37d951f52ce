import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '#eventsourcing/event.js';
import { After } from '#http/after.js';
import { tagged } from '#http/answers.js';
import { Describe } from '#http/describe.js';
import { AfterQuery, PageQuery } from '#http/list-query.js';
import { pageRequest } from '#http/paging.js';
import { CurrentActor } from '#http/identity.js';
import { HISTORY_CURSOR_PARTS } from '#cqrs/queries/history-index.js';
import { MAY } from '../access.js';
import { CaseCommands } from '../queries/case-commands.js';
import { CaseHistories } from '../queries/case-histories.js';
import { CaseOverview } from '../queries/case-overview.js';

/** Cases, whole and event by event. */
@ApiTags('cases')
@Controller('v1/cases/:id')
export class CasesController {
  constructor(
    private readonly overview: CaseOverview,
    private readonly histories: CaseHistories,
    private readonly commands: CaseCommands,
  ) {}

  @Get()
  @Describe({
    summary: 'A case: application, assessment, decision, award, payouts',
    description:
      "The ETag is the application's revision. Applicants see `impartiality`, `assessment`, `recommendation` and `proposal` of their own case once it is decided, not before. A text whose key was erased is `null`, and `erased` is said.\n\n`commands` names every command the case may take, as it is for you now: `allowed`, or the `problem` that sending its `example` to its `href` would answer.",
    action: MAY['case.read'],
    after: true,
  })
  async one(
    @Param('id') id: string,
    @Query() _: AfterQuery,
    @After() after: string | undefined,
    @CurrentActor() actor: Actor,
  ) {
    const view = await this.overview.of(id, actor, after);
    const commands = await this.commands.of(view, actor, after);
    return tagged({ ...view, commands }, view.revision);
  }

  @Get('history')
  @Describe({
    summary: 'Every event of a case, in order',
    description:
      'Who did what, when, why, and under which regulation version, read from the log itself. Before the decision applicants see of the inner work on their case that it was done, without words and data (`withheld`).',
    action: MAY['case.read'],
    paged: true,
    after: true,
  })
  history(
    @Param('id') id: string,
    @Query() query: PageQuery,
    @After() after: string | undefined,
    @CurrentActor() actor: Actor,
  ) {
    return this.histories.of(id, pageRequest(query, HISTORY_CURSOR_PARTS), actor, after);
  }
}
