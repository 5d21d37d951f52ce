import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#eventsourcing/command.js';
import type { Actor } from '#eventsourcing/event.js';
import { refusal } from '#eventsourcing/refusal.js';
import { After } from '#http/after.js';
import { tagged } from '#http/answers.js';
import { Command, respond } from '#http/commands.js';
import { Describe } from '#http/describe.js';
import { PageOfLogQuery } from '#http/list-query.js';
import { pageRequest, PLACE_PARTS } from '#http/paging.js';
import { plain } from '#http/plain.js';
import { refused } from '#http/problems.js';
import { CurrentActor } from '#http/identity.js';
import { MAY } from '../access.js';
import { AnnounceCall } from '../application/calls/announce-call.js';
import { TakeCallStep } from '../application/calls/steps.js';
import { FindScheme } from '../contract/queries.js';
import { Announcements } from '../queries/announcements.js';
import { SchemeRules } from '../queries/scheme-rules.js';
import { call } from './examples.js';
import { cancellation, dispensation, extension } from './examples/call.js';
import { CallDto, CallsQuery, DispensationDto, ExtensionDto } from './calls.dto.js';
import { PublicGroundsDto } from './schemes.dto.js';

/** Calls for applications. */
@ApiTags('calls')
@Controller('v1/calls')
export class CallsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly announcements: Announcements,
    private readonly rules: SchemeRules,
  ) {}

  @Post()
  @Describe({
    summary: 'Announce a call under a regulation version',
    description:
      'Its id is the `code`. The opening instant is inside the period, the closing instant is not. The regulation version is adopted, and in force on the opening day.',
    action: MAY['call.announce'],
    command: 'creates',
    example: call,
    problems: [
      'call-exists',
      'call-period-invalid',
      'amount-invalid',
      'scheme-unknown',
      'regulation-unknown',
      'regulation-not-in-force',
      'kind-unknown',
      'other-currency',
    ],
  })
  async announce(@Body() body: CallDto, @Command() context: CommandContext) {
    const { code, frame, ...stated } = plain(body);
    const scheme = await this.queries.execute(new FindScheme(body.schemeId));
    if (scheme && frame.currency !== scheme.currency)
      throw refused(refusal('invalid', 'other-currency', `the scheme is in ${scheme.currency}`));
    const content = {
      ...stated,
      frame: frame.amount,
      opensAt: new Date(body.opensAt).toISOString(),
      closesAt: new Date(body.closesAt).toISOString(),
    };
    const outcome = await this.commands.execute(new AnnounceCall(code, content, context));
    return respond(outcome, { location: `/v1/calls/${code}` });
  }

  @Get()
  @Describe({ summary: 'Calls, by their id', action: MAY['call.read'], paged: true, after: true })
  list(@Query() query: CallsQuery, @After() after: string | undefined) {
    return this.announcements.calls(query.scheme, pageRequest(query, 1), after);
  }

  @Get(':id')
  @Describe({
    summary: 'A call',
    description: 'Read from the log: it always shows what was done last.',
    action: MAY['call.read'],
  })
  async one(@Param('id') id: string) {
    const found = await this.announcements.call(id);
    return tagged(found, found.revision);
  }

  @Post(':id/extension')
  @Describe({
    summary: 'Let a call close later',
    description: 'For everyone, and before it has closed. The grounds are announced, so they name no person.',
    action: MAY['call.extend'],
    command: 'changes',
    example: extension,
    problems: ['extension-not-later', 'call-closed', 'call-cancelled'],
  })
  extend(@Param('id') id: string, @Body() body: ExtensionDto, @Command() context: CommandContext) {
    const closesAt = new Date(body.closesAt).toISOString();
    return this.take(id, { type: 'ExtendCall', ...plain(body), closesAt }, context);
  }

  @Get(':id/dispensations')
  @Describe({
    summary: 'Who may submit late to a call',
    description: 'Read from the log: it always shows what was done last.',
    action: MAY['dispensations.read'],
    paged: true,
  })
  dispensations(@Param('id') id: string, @Query() query: PageOfLogQuery, @CurrentActor() actor: Actor) {
    return this.rules.dispensations(id, pageRequest(query, PLACE_PARTS), actor);
  }

  @Post(':id/dispensations')
  @Describe({
    summary: 'Let one organisation submit after the call closed',
    description:
      'Recorded before the late submission. The grounds are kept in clear and shown in the case, so they name no person.',
    action: MAY['call.dispense'],
    command: 'changes',
    example: dispensation,
    problems: ['dispensation-invalid', 'call-cancelled', 'organisation-number-invalid'],
  })
  dispense(@Param('id') id: string, @Body() body: DispensationDto, @Command() context: CommandContext) {
    const until = new Date(body.until).toISOString();
    return this.take(id, { type: 'GrantDispensation', ...plain(body), until }, context);
  }

  @Post(':id/cancellation')
  @Describe({
    summary: 'Cancel a call',
    description:
      'Nothing more is submitted. What was submitted stays, and its history tells of the cancellation.',
    action: MAY['call.cancel'],
    command: 'changes',
    example: cancellation,
  })
  cancel(@Param('id') id: string, @Body() body: PublicGroundsDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'CancelCall', ...plain(body) }, context);
  }

  private async take(id: string, step: TakeCallStep['content'], context: CommandContext) {
    return respond(await this.commands.execute(new TakeCallStep(id, step, context)));
  }
}
