import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#eventsourcing/command.js';
import { Bulk, type BulkCommand } from '#http/bulk.js';
import { Command, respond } from '#http/commands.js';
import { Describe } from '#http/describe.js';
import { DeclarationsDto, ImpartialityDto, RulingDto } from '#http/impartiality.js';
import { plain } from '#http/plain.js';
import { MAY } from '../access.js';
import { TakePilotStep } from '../application/pilots/steps.js';

/** Who is impartial in a pilot: declared in every state of it, by one for many pilots at once where they like. */
@ApiTags('pilots')
@Controller('v1/pilots')
export class PilotImpartialityController {
  constructor(private readonly commands: CommandBus) {}

  @Post('impartiality')
  @Describe({
    summary: 'Declare in many pilots whether you have a conflict of interest',
    description: 'Each as by itself: what one is refused for is no matter to the others.',
    action: MAY['pilot.declare-impartiality'],
    command: 'bulk',
    example: {
      items: [
        { id: 'work-after-prison', conflict: false },
        { id: 'school-and-home', conflict: true, statement: 'My sister works for the investor.' },
      ],
    },
  })
  declareMany(@Body() body: DeclarationsDto, @Bulk() bulk: BulkCommand) {
    return bulk.each(
      body.items,
      (id) => `/v1/pilots/${id}/impartiality`,
      (id, said, context) =>
        this.commands.execute(new TakePilotStep(id, { type: 'DeclarePilotImpartiality', ...said }, context)),
    );
  }

  @Post(':id/impartiality')
  @Describe({
    summary: 'Declare whether you have a conflict of interest in the pilot',
    description:
      'Once, in whatever state the pilot is; or with the first official step, as `impartiality` in its body. With a doubt, a superior rules first.',
    action: MAY['pilot.declare-impartiality'],
    command: 'changes',
    example: { conflict: false, statement: 'I know nobody at the partners.' },
    problems: ['conflict-of-interest', 'impartiality-in-doubt', 'too-many-declarations', 'pilot-historical'],
  })
  declare(@Param('id') id: string, @Body() body: ImpartialityDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'DeclarePilotImpartiality', ...plain(body) }, context);
  }

  @Post(':id/impartiality-ruling')
  @Describe({
    summary: 'Rule on the impartiality of somebody in the pilot',
    description:
      'By a superior of either directorate, on another person than themselves; the latest ruling counts.',
    action: MAY['pilot.rule-on-impartiality'],
    command: 'changes',
    example: { person: 'walter', disqualified: false, grounds: 'The acquaintance ended long ago.' },
    problems: [
      'own-impartiality',
      'conflict-of-interest',
      'grounds-missing',
      'too-many-declarations',
      'too-many-rulings',
      'pilot-historical',
    ],
  })
  rule(@Param('id') id: string, @Body() body: RulingDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'RuleOnPilotImpartiality', ...plain(body) }, context);
  }

  private async take(id: string, step: TakePilotStep['content'], context: CommandContext) {
    return respond(await this.commands.execute(new TakePilotStep(id, step, context)));
  }
}
