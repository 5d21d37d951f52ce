import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#eventsourcing/command.js';
import type { Actor } from '#eventsourcing/event.js';
import { After } from '#http/after.js';
import { tagged } from '#http/answers.js';
import { Command, createdId, respond } from '#http/commands.js';
import { Describe } from '#http/describe.js';
import { PageQuery } from '#http/list-query.js';
import { NoContent, TakesNoContent } from '#http/no-content.js';
import { pageRequest } from '#http/paging.js';
import { plain } from '#http/plain.js';
import { CurrentActor } from '#http/identity.js';
import { MAY } from '../access.js';
import { CreateDraft } from '../application/drafts/create-draft.js';
import { ReplaceDraft } from '../application/drafts/replace-draft.js';
import { SubmitApplication } from '../application/drafts/submit-application.js';
import { TakeApplicationStep } from '../application/applications/steps.js';
import { ApplicationQueries } from '../queries/applications.js';
import { WithdrawalDto } from './assessment.dto.js';
import { documentOf, DraftDto, NewDraftDto } from './drafts.dto.js';
import { draft, replacement, withdrawal } from './examples.js';

/** Applications as applicants work with them: drafted, submitted, withdrawn. */
@ApiTags('applications')
@Controller('v1/applications')
export class ApplicationsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly applications: ApplicationQueries,
  ) {}

  @Post()
  @Describe({
    summary: 'Begin an application to a call',
    description:
      'A draft: everything but the call may be missing until it is submitted. All amounts are in the currency of `amount`.',
    action: MAY['application.create'],
    command: 'creates',
    example: draft,
    problems: ['call-unknown', 'organisation-number-invalid', 'too-many-drafts', 'too-many-applications'],
  })
  async create(@Body() body: NewDraftDto, @Command() context: CommandContext) {
    const id = createdId(context);
    const content = { callId: body.callId, document: documentOf(body) };
    const outcome = await this.commands.execute(new CreateDraft(id, content, context));
    return respond(outcome, { location: `/v1/applications/${id}` });
  }

  @Get()
  @Describe({
    summary: 'Applications',
    description:
      'Applicants see their own, drafts first; officials see the submitted ones of their directorate.',
    action: MAY['case.read'],
    paged: true,
    after: true,
  })
  list(@Query() query: PageQuery, @After() after: string | undefined, @CurrentActor() actor: Actor) {
    return this.applications.list(pageRequest(query, 2), actor, after);
  }

  @Get(':id')
  @Describe({
    summary: 'An application: the draft, or what was submitted',
    description:
      'Read from the draft or the log: it always shows what was done last. The whole case is at `/v1/cases/{id}`.',
    action: MAY['case.read'],
  })
  async one(@Param('id') id: string, @CurrentActor() actor: Actor) {
    const found = await this.applications.one(id, actor);
    return tagged(found, found.revision);
  }

  @Put(':id')
  @Describe({
    summary: 'Replace a draft',
    description: 'The whole document; what is left out is gone. Send `If-Match` to notice another writer.',
    action: MAY['application.create'],
    command: 'changes',
    example: replacement,
    problems: ['draft-submitted', 'organisation-number-invalid'],
  })
  async replace(@Param('id') id: string, @Body() body: DraftDto, @Command() context: CommandContext) {
    const content = { document: documentOf(body) };
    return respond(await this.commands.execute(new ReplaceDraft(id, content, context)));
  }

  @Post(':id/submission')
  @TakesNoContent()
  @Describe({
    summary: 'Submit the draft',
    action: MAY['application.submit'],
    command: 'changes',
    problems: [
      'draft-incomplete',
      'already-submitted',
      'call-not-open',
      'call-closed',
      'other-currency',
      'amount-above-maximum',
      'budget-lines-do-not-add-up',
      'period-invalid',
      'applicant-kind-not-admitted',
      'co-funding-too-low',
      'date-out-of-range',
      'organisation-number-invalid',
      'account-invalid',
      'call-cancelled',
      'not-a-representative',
    ],
  })
  async submit(@Param('id') id: string, @NoContent() _: object, @Command() context: CommandContext) {
    return respond(await this.commands.execute(new SubmitApplication(id, {}, context)));
  }

  @Post(':id/withdrawal')
  @Describe({
    summary: 'Withdraw the application before it is decided',
    action: MAY['application.withdraw'],
    command: 'changes',
    example: withdrawal,
    problems: ['not-open', 'not-a-representative'],
  })
  async withdraw(@Param('id') id: string, @Body() body: WithdrawalDto, @Command() context: CommandContext) {
    const step = { type: 'WithdrawApplication', ...plain(body) } as const;
    return respond(await this.commands.execute(new TakeApplicationStep(id, step, context)));
  }
}
