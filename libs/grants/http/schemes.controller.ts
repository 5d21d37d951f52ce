import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#eventsourcing/command.js';
import { After } from '#http/after.js';
import { tagged } from '#http/answers.js';
import { Command, respond } from '#http/commands.js';
import { Describe } from '#http/describe.js';
import { PageQuery } from '#http/list-query.js';
import { pageRequest } from '#http/paging.js';
import { MAY } from '../access.js';
import { TakeSchemeStep } from '../application/schemes/steps.js';
import { Announcements } from '../queries/announcements.js';
import { scheme } from './examples.js';
import { templated } from './examples/scheme.js';
import { contentOfScheme } from './scheme.content.js';
import { SchemeDto } from './schemes.dto.js';

/** Schemes with their first regulation version. */
@ApiTags('schemes')
@Controller('v1/schemes')
export class SchemesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly announcements: Announcements,
  ) {}

  @Post()
  @Describe({
    summary: 'Establish a scheme with its first regulation version',
    description:
      'The scheme belongs to the organisation of the token. Its id is the `code`. With `template`, a member that is left out is taken from there, and `inForceFrom` says from when the template’s rules hold; without, all of them are needed.',
    action: MAY['scheme.establish'],
    command: 'creates',
    example: scheme,
    examples: { 'from a template': templated },
    problems: ['scheme-exists', 'regulation-invalid', 'organisation-number-invalid'],
  })
  async establish(@Body() body: SchemeDto, @Command() context: CommandContext) {
    const { code } = body;
    const step = { type: 'EstablishScheme', ...contentOfScheme(body) } as const;
    return respond(await this.commands.execute(new TakeSchemeStep(code, step, context)), {
      location: `/v1/schemes/${code}`,
    });
  }

  @Get()
  @Describe({ summary: 'Schemes, by their id', action: MAY['scheme.read'], paged: true, after: true })
  list(@Query() query: PageQuery, @After() after: string | undefined) {
    return this.announcements.schemes(pageRequest(query, 1), after);
  }

  @Get(':id')
  @Describe({
    summary: 'A scheme with all the regulation versions it adopted',
    description: 'Read from the log: it always shows what was done last.',
    action: MAY['scheme.read'],
  })
  async one(@Param('id') id: string) {
    const found = await this.announcements.scheme(id);
    return tagged(found, found.revision);
  }
}
