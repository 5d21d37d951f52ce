import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#eventsourcing/command.js';
import { Command, respond } from '#http/commands.js';
import { Describe } from '#http/describe.js';
import { plain } from '#http/plain.js';
import { MAY } from '../access.js';
import { DeclineAward } from '../application/awards/decline-award.js';
import { AskToReopenOffer } from '../application/awards/reopen-offer.js';
import { SetAcceptanceDate } from '../application/awards/set-acceptance-date.js';
import { AcceptanceDateDto, DecliningDto } from './awards-offer.dto.js';
import { acceptanceDate, declining } from './examples/award.js';

const OFFERED = ['not-granted', 'already-accepted', 'acceptance-deadline-passed', 'offer-declined'];

/** Grants that are offered and not accepted. */
@ApiTags('awards')
@Controller('v1/awards/:id')
export class AwardsOfferController {
  constructor(private readonly commands: CommandBus) {}

  @Post('declining')
  @Describe({
    summary: 'Decline the grant',
    description:
      'By the recipient or its representative, as long as it is not accepted; by an official who registers that the recipient said so, when and how. The money is free again. So is a grant that waits for money, which waits no more.',
    action: MAY['award.decline'],
    command: 'changes',
    example: declining,
    problems: [...OFFERED, 'date-out-of-range', 'not-a-representative'],
  })
  async decline(@Param('id') id: string, @Body() body: DecliningDto, @Command() context: CommandContext) {
    return respond(await this.commands.execute(new DeclineAward(id, plain(body), context)));
  }

  @Post('acceptance-date')
  @Describe({
    summary: 'Say by when the grant has to be accepted',
    description:
      'Where the regulation version gives no time to accept, or to give more than it does. The recipient is reminded; a grant that nobody has accepted by then lapses. An appeal against the decision stops that clock.',
    action: MAY['award.set-acceptance'],
    command: 'changes',
    example: acceptanceDate,
    problems: [...OFFERED, 'not-notified', 'acceptance-date-invalid'],
  })
  async setDate(
    @Param('id') id: string,
    @Body() body: AcceptanceDateDto,
    @Command() context: CommandContext,
  ) {
    return respond(await this.commands.execute(new SetAcceptanceDate(id, plain(body), context)));
  }

  @Post('offer-reopening')
  @Describe({
    summary: 'Open an offer again that lapsed too early',
    description:
      'Where something on record moves the time to accept to after the lapse: a later receipt of the notice, an appeal that was posted before. That follows by itself; of offers that lapsed before it did, a caseworker asks for it. The money is held anew first; without free budget the offer waits for it.',
    action: MAY['award.reopen-offer'],
    command: 'changes',
    problems: ['offer-not-lapsed', 'offer-lapsed-in-time'],
  })
  async reopen(@Param('id') id: string, @Command() context: CommandContext) {
    return respond(await this.commands.execute(new AskToReopenOffer(id, {}, context)));
  }
}
