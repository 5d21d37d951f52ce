import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#eventsourcing/command.js';
import type { Actor } from '#eventsourcing/event.js';
import { After } from '#http/after.js';
import { tagged } from '#http/answers.js';
import { Command, respond } from '#http/commands.js';
import { Describe } from '#http/describe.js';
import { AfterQuery } from '#http/list-query.js';
import { amountsOf, sameCurrency } from '#http/money.js';
import { pageRequest } from '#http/paging.js';
import { NoContent, TakesNoContent } from '#http/no-content.js';
import { plain } from '#http/plain.js';
import { CurrentActor } from '#http/identity.js';
import { MAY } from '../access.js';
import { TakeReportStep } from '../application/reports/steps.js';
import { SubmitReport } from '../application/reports/submit-report.js';
import { ReportQueries } from '../queries/reports.js';
import { report, reportApproval, reportReturn, reportWaiver, reportWaiverStandIn } from './examples/award.js';
import {
  ReportApprovalDto,
  ReportDto,
  ReportReturnDto,
  ReportsQuery,
  ReportWaiverDto,
  ReportWaiverStandInDto,
} from './reports.dto.js';

/** Reports that awards owe. */
@ApiTags('reports')
@Controller('v1/reports')
export class ReportsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly reports: ReportQueries,
  ) {}

  @Get()
  @Describe({
    summary: 'The reminder list',
    description:
      'By the day they are due. `due=soon`: not submitted, and the day to remind has come; `due=overdue`: not submitted in time; `due=submitted`: to be judged; `due=recount`: approved before payments made later counted, and more was paid since. Applicants see their own.',
    action: MAY['reports.read'],
    paged: true,
    after: true,
  })
  list(@Query() query: ReportsQuery, @After() after: string | undefined, @CurrentActor() actor: Actor) {
    const filter = { caseId: query.case, schemeId: query.scheme, due: query.due };
    return this.reports.list(filter, pageRequest(query, 2), actor, after);
  }

  @Get(':id')
  @Describe({ summary: 'One report', action: MAY['reports.read'], after: true })
  async one(
    @Param('id') id: string,
    @Query() _: AfterQuery,
    @After() after: string | undefined,
    @CurrentActor() actor: Actor,
  ) {
    const one = await this.reports.one(id, actor, after);
    return tagged(one, one.revision);
  }

  @Post(':id/submission')
  @Describe({
    summary: 'Submit the report',
    description:
      "The lines of the accounts add up to what was spent. Where the grant shrinks with the co-funding, the report states the whole cost and the co-funding that came. An auditor's statement is uploaded to the case first, as an attachment.",
    action: MAY['report.submit'],
    command: 'changes',
    example: report,
    problems: [
      'wrong-state',
      'accounts-missing',
      'accounts-do-not-add-up',
      'auditor-statement-missing',
      'co-funding-missing',
      'costs-too-low',
      'attachment-unknown',
      'other-currency',
      'not-a-representative',
    ],
  })
  async submit(@Param('id') id: string, @Body() body: ReportDto, @Command() context: CommandContext) {
    sameCurrency(body.spent.currency, amountsOf('/accounts', body.accounts));
    return respond(await this.commands.execute(new SubmitReport(id, plain(body), context)));
  }

  @Post(':id/return')
  @Describe({
    summary: 'Return the report for what is missing',
    action: MAY['report.judge'],
    command: 'changes',
    example: reportReturn,
    problems: ['wrong-state', 'four-eyes', 'due-date-invalid'],
  })
  giveBack(@Param('id') id: string, @Body() body: ReportReturnDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'ReturnReport', ...plain(body) }, context);
  }

  @Post(':id/approval')
  @Describe({
    summary: 'Approve the report',
    description:
      'What was paid for the years it covers and not spent is due back. Payouts it held up go on at once; where less co-funding came than the grant asks for, they wait until its reduction is decided.',
    action: MAY['report.judge'],
    command: 'changes',
    example: reportApproval,
    problems: ['wrong-state', 'four-eyes'],
  })
  approve(@Param('id') id: string, @Body() body: ReportApprovalDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'ApproveReport', ...plain(body) }, context);
  }

  @Post(':id/recount')
  @TakesNoContent()
  @Describe({
    summary: 'Have payments made after the approval count too',
    description:
      'For a report approved before they did so by themselves: what was paid since for the years it covers, and was not spent, is due back.',
    action: MAY['report.judge'],
    command: 'changes',
    problems: ['wrong-state', 'four-eyes'],
  })
  recount(@Param('id') id: string, @NoContent() _: object, @Command() context: CommandContext) {
    return this.take(id, { type: 'RecountReport' }, context);
  }

  @Post(':id/waiver')
  @Describe({
    summary: 'Propose to do without the report',
    description: 'It is owed until another person approves. A further proposal replaces the one before.',
    action: MAY['report.propose-waiver'],
    command: 'changes',
    example: reportWaiver,
    problems: ['wrong-state'],
  })
  waive(@Param('id') id: string, @Body() body: ReportWaiverDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'ProposeReportWaiver', ...plain(body) }, context);
  }

  @Post(':id/waiver-approval')
  @Describe({
    summary: 'Do without the report, as another person proposed',
    description:
      'Where the scheme has recorded delegations to give up, one of the person’s covers what was paid for the years of the report.',
    action: MAY['report.waive'],
    command: 'changes',
    example: reportApproval,
    problems: [
      'proposal-replaced',
      'wrong-state',
      'nothing-proposed',
      'four-eyes',
      'not-stand-in',
      'outside-delegation',
    ],
  })
  approveWaiver(
    @Param('id') id: string,
    @Body() body: ReportApprovalDto,
    @Command() context: CommandContext,
  ) {
    return this.take(id, { type: 'ApproveReportWaiver', ...plain(body) }, context);
  }

  @Post(':id/waiver-return')
  @Describe({
    summary: 'Return the proposal: the report is owed as before',
    action: MAY['report.waive'],
    command: 'changes',
    example: reportWaiver,
    problems: ['nothing-proposed', 'four-eyes', 'not-stand-in'],
  })
  returnWaiver(@Param('id') id: string, @Body() body: ReportWaiverDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'ReturnReportWaiver', ...plain(body) }, context);
  }

  @Post(':id/waiver-stand-in')
  @Describe({
    summary: 'Name who judges the proposal, where nobody is left who may',
    action: MAY['report.name-stand-in'],
    command: 'changes',
    example: reportWaiverStandIn,
    problems: ['nothing-proposed', 'four-eyes', 'too-many-stand-ins'],
  })
  nameStandIn(
    @Param('id') id: string,
    @Body() body: ReportWaiverStandInDto,
    @Command() context: CommandContext,
  ) {
    return this.take(id, { type: 'NameReportWaiverStandIn', ...plain(body) }, context);
  }

  private async take(id: string, step: TakeReportStep['content'], context: CommandContext) {
    return respond(await this.commands.execute(new TakeReportStep(id, step, context)));
  }
}
