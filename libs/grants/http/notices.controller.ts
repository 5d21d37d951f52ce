import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#eventsourcing/command.js';
import type { Actor } from '#eventsourcing/event.js';
import { Command, respond } from '#http/commands.js';
import { Describe } from '#http/describe.js';
import { CurrentActor } from '#http/identity.js';
import { PageOfLogQuery } from '#http/list-query.js';
import { pageRequest, PLACE_PARTS } from '#http/paging.js';
import { plain } from '#http/plain.js';
import { MAY } from '../access.js';
import { RecordNotice } from '../application/notices/record-notice.js';
import { NoticeQueries } from '../queries/notices.js';
import { notice } from './examples/notices.js';
import { mustBeNamed, NoticeDto } from './notices.dto.js';

/** What the party is told of decisions that take from it after the grant. */
@ApiTags('notices')
@Controller('v1/cases/:id/notices')
export class NoticesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly notices: NoticeQueries,
  ) {}

  @Get()
  @Describe({
    summary:
      'Revocations, amendments for the worse, refusals of amendments and claims of the case, with letter, notice and deadline',
    description:
      'In the order they were told. `receivedOn` and `appealDeadline` are `null` while no notice is recorded. Officials see another day of receipt that waits for approval. The decision on the application and the outcomes of appeals show theirs themselves.',
    action: MAY['case.read'],
    paged: true,
  })
  list(@Param('id') id: string, @Query() query: PageOfLogQuery, @CurrentActor() actor: Actor) {
    return this.notices.list(id, pageRequest(query, PLACE_PARTS), actor);
  }

  @Post()
  @Describe({
    summary:
      'Record when the party received notice of a revocation, an amendment for the worse, the refusal of one or a claim',
    description:
      'The time to appeal runs from that day. Of a revocation it is the last that stands unless its `number` is named; of an amendment and of a refusal the `number`, of a claim the `id` is named. The letter was kept with the decision; one of an older decision, or in another language, is part of the notice.',
    action: MAY['application.notify'],
    command: 'changes',
    example: notice,
    problems: ['nothing-to-notify', 'already-notified', 'received-on-invalid', 'case-erased'],
  })
  async record(@Param('id') id: string, @Body() body: NoticeDto, @Command() context: CommandContext) {
    mustBeNamed(body.of);
    return respond(await this.commands.execute(new RecordNotice(id, plain(body), context)));
  }
}
