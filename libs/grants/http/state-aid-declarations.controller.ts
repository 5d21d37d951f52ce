import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#eventsourcing/command.js';
import { Command, respond } from '#http/commands.js';
import { Describe } from '#http/describe.js';
import { MAY } from '../access.js';
import { TakeApplicationStep } from '../application/applications/steps.js';
import { stateAidOf, StateAidDto } from './drafts.dto.js';
import { stateAid } from './examples/application.js';

/** What an applicant declares of de minimis aid after it has applied. */
@ApiTags('applications')
@Controller('v1/applications/:id')
export class StateAidDeclarationsController {
  constructor(private readonly commands: CommandBus) {}

  @Post('state-aid-declaration')
  @Describe({
    summary: 'Declare the group and the aid from others',
    description:
      'Where the scheme gives de minimis aid nothing is granted before. It may be sent again, also after the decision: the latest declaration counts for what is granted from then on.',
    action: MAY['application.declare-aid'],
    command: 'changes',
    example: stateAid,
    problems: [
      'no-state-aid',
      'not-open',
      'organisation-number-invalid',
      'date-out-of-range',
      'not-a-representative',
    ],
  })
  async declare(@Param('id') id: string, @Body() body: StateAidDto, @Command() context: CommandContext) {
    const step = { type: 'DeclareStateAid', stateAid: stateAidOf(body) } as const;
    return respond(await this.commands.execute(new TakeApplicationStep(id, step, context)));
  }
}
