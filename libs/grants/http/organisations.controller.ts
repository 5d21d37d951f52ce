import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#eventsourcing/command.js';
import type { Actor } from '#eventsourcing/event.js';
import { Command, respond } from '#http/commands.js';
import { Describe } from '#http/describe.js';
import { PageOfLogQuery } from '#http/list-query.js';
import { pageRequest, PLACE_PARTS } from '#http/paging.js';
import { plain } from '#http/plain.js';
import { NoContent, TakesNoContent } from '#http/no-content.js';
import { CurrentActor } from '#http/identity.js';
import { SubjectInPath } from '#http/subject.js';
import { MAY } from '../access.js';
import { TakeOrganisationStep } from '../application/organisations/steps.js';
import { OrganisationQueries } from '../queries/organisations.js';
import { representative } from './examples/scheme.js';
import { RepresentativeDto } from './organisations.dto.js';

/** Organisations that apply, and who acts for them. */
@ApiTags('organisations')
@Controller('v1/organisations/:id/representatives')
export class OrganisationsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly organisations: OrganisationQueries,
  ) {}

  @Get()
  @Describe({
    summary: 'Who represents an organisation',
    description: 'Read from the log. Where nobody was ever appointed, whoever the token names acts for it.',
    action: MAY['representatives.read'],
    paged: true,
  })
  list(@Param('id') id: string, @Query() query: PageOfLogQuery, @CurrentActor() actor: Actor) {
    return this.organisations.representatives(id, pageRequest(query, PLACE_PARTS), actor);
  }

  @Post()
  @Describe({
    summary: 'Let a person act for an organisation',
    description:
      'The first one is appointed by an administrator, others also by a representative with all powers. From then on only representatives act for the organisation (`not-a-representative`). Appointing a person again replaces their powers.',
    action: MAY['representative.appoint'],
    command: 'changes',
    example: representative,
    problems: ['organisation-number-invalid', 'appointment-invalid', 'not-a-representative'],
  })
  appoint(@Param('id') id: string, @Body() body: RepresentativeDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'AppointRepresentative', ...plain(body) }, context);
  }

  @Post(':person/removal')
  @TakesNoContent()
  @Describe({
    summary: 'Let a person act for an organisation no longer',
    action: MAY['representative.appoint'],
    command: 'changes',
    problems: ['not-a-representative'],
  })
  remove(
    @Param('id') id: string,
    @SubjectInPath('person') person: string,
    @NoContent() _: object,
    @Command() context: CommandContext,
  ) {
    return this.take(id, { type: 'RemoveRepresentative', person }, context);
  }

  private async take(id: string, step: TakeOrganisationStep['content'], context: CommandContext) {
    return respond(await this.commands.execute(new TakeOrganisationStep(id, step, context)));
  }
}
