import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#eventsourcing/command.js';
import type { Actor } from '#eventsourcing/event.js';
import { Command, createdId, respond } from '#http/commands.js';
import { Describe } from '#http/describe.js';
import { PageOfLogQuery } from '#http/list-query.js';
import { pageRequest, PLACE_PARTS } from '#http/paging.js';
import { plain } from '#http/plain.js';
import { NoContent, TakesNoContent } from '#http/no-content.js';
import { CurrentActor } from '#http/identity.js';
import { OrganisationInPath } from '#http/organisation-in-path.js';
import { SubjectInPath } from '#http/subject.js';
import { MAY } from '../access.js';
import { TakeOrganisationStep } from '../application/organisations/steps.js';
import { OrganisationQueries } from '../queries/organisations.js';
import { namedRepresentative, representative } from './examples/scheme.js';
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
    description:
      'Read from the log, those who are known by name only last. Where nobody was ever appointed and nobody is named, whoever the token names acts for it. A name whose key was erased is `null`.',
    action: MAY['representatives.read'],
    paged: true,
  })
  list(@OrganisationInPath('id') id: string, @Query() query: PageOfLogQuery, @CurrentActor() actor: Actor) {
    return this.organisations.representatives(id, pageRequest(query, PLACE_PARTS), actor);
  }

  @Post()
  @Describe({
    summary: 'Let a person act for an organisation',
    description:
      'The first one is appointed by an administrator, others also by a representative with all powers. From then on only representatives act for the organisation (`not-a-representative`), unless they act `beside` its own people. Appointing a person again replaces their powers.\n\nWhose subject is not known is named by `name` instead of `person`: the appointment is completed when somebody whose token says that very organisation and name makes a request. Till then nobody else of that name can be named (`already-named`), and the answer’s `id` is the naming’s. Case and the number of blanks do not matter; a person who represents the organisation already is not appointed by a name.',
    action: MAY['representative.appoint'],
    command: 'changes',
    example: representative,
    examples: { 'by name': namedRepresentative },
    problems: ['organisation-number-invalid', 'appointment-invalid', 'not-a-representative', 'already-named'],
  })
  async appoint(
    @OrganisationInPath('id') id: string,
    @Body() body: RepresentativeDto,
    @Command() context: CommandContext,
  ) {
    const { person, name, ...mandate } = plain(body);
    if (person !== undefined)
      return respond(await this.take(id, { type: 'AppointRepresentative', person, ...mandate }, context));
    const naming = createdId(context);
    const step = { type: 'NameRepresentative', naming, name: name!, ...mandate } as const;
    const outcome = await this.take(id, step, context);
    return respond(outcome.ok ? { ok: true, receipt: { ...outcome.receipt, id: naming } } : outcome);
  }

  @Post(':person/removal')
  @TakesNoContent()
  @Describe({
    summary: 'Let a person act for an organisation no longer',
    action: MAY['representative.appoint'],
    command: 'changes',
    problems: ['not-a-representative'],
  })
  async remove(
    @OrganisationInPath('id') id: string,
    @SubjectInPath('person') person: string,
    @NoContent() _: object,
    @Command() context: CommandContext,
  ) {
    return respond(await this.take(id, { type: 'RemoveRepresentative', person }, context));
  }

  @Post('namings/:naming/withdrawal')
  @TakesNoContent()
  @Describe({
    summary: 'Take back the name of a representative who has not come',
    description: 'Where nobody was ever appointed and nobody else is named, anybody acts for it again.',
    action: MAY['representative.appoint'],
    command: 'changes',
    problems: ['not-a-representative'],
  })
  async withdraw(
    @OrganisationInPath('id') id: string,
    @Param('naming') naming: string,
    @NoContent() _: object,
    @Command() context: CommandContext,
  ) {
    return respond(await this.take(id, { type: 'WithdrawNaming', naming }, context));
  }

  private take(id: string, step: TakeOrganisationStep['content'], context: CommandContext) {
    return this.commands.execute(new TakeOrganisationStep(id, step, context));
  }
}
