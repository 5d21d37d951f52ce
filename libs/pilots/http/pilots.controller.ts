import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#eventsourcing/command.js';
import type { Actor } from '#eventsourcing/event.js';
import { After } from '#http/after.js';
import { tagged } from '#http/answers.js';
import { Command, respond } from '#http/commands.js';
import { Describe } from '#http/describe.js';
import { EXAMPLE_YEAR } from '#http/examples.js';
import { AfterQuery, PageQuery } from '#http/list-query.js';
import { NoContent, TakesNoContent } from '#http/no-content.js';
import { pageRequest } from '#http/paging.js';
import { plain } from '#http/plain.js';
import { CurrentActor } from '#http/identity.js';
import { HISTORY_CURSOR_PARTS } from '#cqrs/queries/history-index.js';
import { MAY } from '../access.js';
import { EstablishPilot } from '../application/pilots/establish-pilot.js';
import { TakePilotStep } from '../application/pilots/steps.js';
import { PilotCommands } from '../queries/pilot-commands.js';
import { PilotHistories } from '../queries/pilot-histories.js';
import { PilotList } from '../queries/pilot-list.js';
import { PilotOverview } from '../queries/pilot-overview.js';
import * as examples from './examples/pilots.js';
import { ConclusionDto, PilotGroundsDto, PilotDto, PilotsQuery, TerminationDto } from './pilots.dto.js';

/** Pilots with social impact bonds (velferdsobligasjoner), as a whole. */
@ApiTags('pilots')
@Controller('v1/pilots')
export class PilotsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly list: PilotList,
    private readonly overview: PilotOverview,
    private readonly histories: PilotHistories,
    private readonly possible: PilotCommands,
  ) {}

  @Post()
  @Describe({
    summary: 'Establish a pilot together with another directorate',
    description: 'Its state share is borne by the budget of a scheme of the own directorate.',
    action: MAY['pilot.establish'],
    command: 'creates',
    example: examples.pilot,
    problems: ['pilot-exists', 'same-directorates', 'organisation-number-invalid'],
  })
  async establish(@Body() { code, ...content }: PilotDto, @Command() context: CommandContext) {
    const outcome = await this.commands.execute(new EstablishPilot(code, content, context));
    return respond(outcome, { location: `/v1/pilots/${code}` });
  }

  @Get()
  @Describe({ summary: 'Pilots one takes part in', action: MAY['pilot.read'], paged: true, after: true })
  all(@Query() query: PilotsQuery, @After() after: string | undefined, @CurrentActor() actor: Actor) {
    const { scheme: schemeId, state } = query;
    return this.list.of({ schemeId, state }, pageRequest(query, 1), actor, after);
  }

  @Get(':id')
  @Describe({
    summary: 'A pilot: framework, partners, contract, cohorts, follow-up, measurements',
    description:
      'Read from the log. A text whose key was erased is `null`, and `erased` is said. `commands` names every command the pilot may take, as it is for you now.',
    action: MAY['pilot.read'],
    after: true,
  })
  async one(
    @Param('id') id: string,
    @Query() _: AfterQuery,
    @After() after: string | undefined,
    @CurrentActor() actor: Actor,
  ) {
    const view = await this.overview.of(id, actor, after);
    const commands = await this.possible.of(id, actor, after);
    return tagged({ ...view, commands }, view.revision);
  }

  @Get(':id/history')
  @Describe({
    summary: 'Every event of a pilot, its settlement and its payouts, in order',
    description:
      'Who did what, when, why, and under which version of the framework, read from the log itself.',
    action: MAY['pilot.read'],
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

  @Post(':id/termination')
  @Describe({
    summary: 'Propose to end the pilot before its time',
    action: MAY['pilot.terminate'],
    command: 'changes',
    example: { lastDay: `${EXAMPLE_YEAR}-01-31`, grounds: 'Too few are released to the town.' },
    problems: ['wrong-state', 'date-out-of-range', 'pilot-historical'],
  })
  terminate(@Param('id') id: string, @Body() body: TerminationDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'ProposeTermination', ...plain(body) }, context);
  }

  @Post(':id/termination/approval')
  @TakesNoContent()
  @Describe({
    summary: 'Agree, for the other directorate, to end the pilot early',
    action: MAY['pilot.terminate'],
    command: 'changes',
    problems: ['termination-unknown', 'other-directorate', 'four-eyes', 'pilot-historical'],
  })
  approveTermination(@Param('id') id: string, @NoContent() _: object, @Command() context: CommandContext) {
    return this.take(id, { type: 'ApproveTermination' }, context);
  }

  @Post(':id/termination/rejection')
  @Describe({
    summary: 'Decide, for the other directorate, that the pilot goes on',
    action: MAY['pilot.terminate'],
    command: 'changes',
    example: { grounds: 'Two more prisons join in spring.' },
    problems: ['termination-unknown', 'other-directorate', 'four-eyes', 'pilot-historical'],
  })
  declineTermination(
    @Param('id') id: string,
    @Body() body: PilotGroundsDto,
    @Command() context: CommandContext,
  ) {
    return this.take(id, { type: 'DeclineTermination', ...plain(body) }, context);
  }

  @Post(':id/closure')
  @Describe({
    summary: 'Close the pilot, once its final settlement is paid',
    action: MAY['pilot.close'],
    command: 'changes',
    example: { conclusion: 'The service is continued by the town.' },
    problems: ['wrong-state', 'not-settled', 'pilot-historical'],
  })
  close(@Param('id') id: string, @Body() body: ConclusionDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'ClosePilot', ...plain(body) }, context);
  }

  private async take(id: string, step: TakePilotStep['content'], context: CommandContext) {
    return respond(await this.commands.execute(new TakePilotStep(id, step, context)));
  }
}
