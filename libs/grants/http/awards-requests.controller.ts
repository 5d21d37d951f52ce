import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#eventsourcing/command.js';
import { Command, respond } from '#http/commands.js';
import { Describe } from '#http/describe.js';
import { OrdinalPipe } from '#http/ordinal.js';
import { plain } from '#http/plain.js';
import { MAY } from '../access.js';
import { RequestAmendment, WithdrawAmendmentRequest } from '../application/awards/request-amendment.js';
import { TakeAwardStep } from '../application/awards/steps.js';
import {
  AmendmentRefusalDto,
  AmendmentRequestDto,
  AmendmentRequestWithdrawalDto,
} from './awards-requests.dto.js';
import { AmendmentReturnDto, DecisionWordsDto } from './awards.dto.js';
import {
  amendmentRefusal,
  amendmentRefusalReturn,
  amendmentRequest,
  amendmentRequestWithdrawal,
} from './examples/amendment-requests.js';
import { approval } from './examples/award.js';

/** What the recipient asks of its award, and its refusal: proposed by one, approved by another. */
@ApiTags('awards')
@Controller('v1/awards/:id')
export class AwardsRequestsController {
  constructor(private readonly commands: CommandBus) {}

  @Post('amendment-requests')
  @Describe({
    summary: 'Ask for other terms of the grant',
    description:
      'By the recipient, or by an official who registers what it sent or said (`arrival`). It waits until an amendment that names it grants it, it is refused or withdrawn, or the award ends; `amendmentRequests` of the award shows it.',
    action: MAY['award.request-amendment'],
    command: 'changes',
    example: amendmentRequest,
    problems: [
      'wrong-state',
      'not-accepted',
      'not-a-representative',
      'arrival-missing',
      'date-out-of-range',
      'too-many-amendment-requests',
    ],
  })
  async ask(@Param('id') id: string, @Body() body: AmendmentRequestDto, @Command() context: CommandContext) {
    return respond(await this.commands.execute(new RequestAmendment(id, plain(body), context)));
  }

  @Post('amendment-requests/:number/withdrawal')
  @Describe({
    summary: 'Withdraw a request for an amendment',
    description:
      'Until it is answered: by the recipient, or by an official who registers that it did (`arrival`).',
    action: MAY['award.request-amendment'],
    command: 'changes',
    example: amendmentRequestWithdrawal,
    problems: [
      'no-amendment-request',
      'not-accepted',
      'not-a-representative',
      'arrival-missing',
      'date-out-of-range',
    ],
  })
  async withdraw(
    @Param('id') id: string,
    @Param('number', OrdinalPipe) request: number,
    @Body() body: AmendmentRequestWithdrawalDto,
    @Command() context: CommandContext,
  ) {
    const content = { request, ...plain(body) };
    return respond(await this.commands.execute(new WithdrawAmendmentRequest(id, content, context)));
  }

  @Post('amendment-requests/:number/refusal')
  @Describe({
    summary: 'Propose to refuse a request for an amendment',
    description:
      'With the grounds that the letter gives. A later proposal replaces an earlier one; what an appeal granted is not refused again.',
    action: MAY['award.amend'],
    command: 'changes',
    example: amendmentRefusal,
    problems: [
      'no-amendment-request',
      'granted-on-appeal',
      'conflict-of-interest',
      'wrong-state',
      'not-accepted',
      'award-suspended',
    ],
  })
  propose(
    @Param('id') id: string,
    @Param('number', OrdinalPipe) request: number,
    @Body() body: AmendmentRefusalDto,
    @Command() context: CommandContext,
  ) {
    return this.take(id, { type: 'ProposeAmendmentRefusal', request, ...plain(body) }, context);
  }

  @Post('amendment-refusals/:number/approval')
  @Describe({
    summary: 'Approve the refusal of a request for an amendment',
    description:
      'By another person than the one who proposed it. The recipient is told by letter and may appeal; the time to runs from the notice that `POST /v1/cases/{id}/notices` records.',
    action: MAY['award.decide'],
    command: 'changes',
    example: approval,
    problems: [
      'four-eyes',
      'outside-delegation',
      'conflict-of-interest',
      'no-amendment-refusal',
      'not-accepted',
      'award-suspended',
    ],
  })
  approve(
    @Param('id') id: string,
    @Param('number', OrdinalPipe) refusal: number,
    @Body() body: DecisionWordsDto,
    @Command() context: CommandContext,
  ) {
    return this.take(id, { type: 'ApproveAmendmentRefusal', refusal, ...plain(body) }, context);
  }

  @Post('amendment-refusals/:number/return')
  @Describe({
    summary: 'Return the proposed refusal of a request for an amendment',
    description: 'The request waits on.',
    action: MAY['award.decide'],
    command: 'changes',
    example: amendmentRefusalReturn,
    problems: ['four-eyes', 'conflict-of-interest', 'no-amendment-refusal', 'not-accepted'],
  })
  giveBack(
    @Param('id') id: string,
    @Param('number', OrdinalPipe) refusal: number,
    @Body() body: AmendmentReturnDto,
    @Command() context: CommandContext,
  ) {
    return this.take(id, { type: 'ReturnAmendmentRefusal', refusal, ...plain(body) }, context);
  }

  private async take(id: string, step: TakeAwardStep['content'], context: CommandContext) {
    return respond(await this.commands.execute(new TakeAwardStep(id, step, context)));
  }
}
