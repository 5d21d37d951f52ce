import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#eventsourcing/command.js';
import { Command, Report, respond } from '#http/commands.js';
import { Describe } from '#http/describe.js';
import { EXAMPLE_DAY, kroner } from '#http/examples.js';
import { plain } from '#http/plain.js';
import { MAY } from '../access.js';
import { TakePayoutStep } from '../application/payouts/steps.js';
import { AllocationDto, ReceivedMoneyDto, ReceivedMoneyReturnDto } from './payouts.dto.js';

/** Money that comes back unasked: before a claim, more than is claimed, or from somebody else than the payee. */
@ApiTags('payouts')
@Controller('v1/payouts/:id/received-money')
export class ReceivedMoneyController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @Describe({
    summary: 'Record money that came back unasked',
    description:
      'Before a claim, more than is owed, or paid by a successor of the payee. It waits until it is counted for a claim or sent back. The same report again counts once, also without an `Idempotency-Key`.',
    action: MAY['payout.settle'],
    command: 'changes',
    example: {
      amount: kroner(1_000),
      receivedOn: EXAMPLE_DAY,
      bankReference: 'BANK-0007',
      payer: 'The estate of Verkstedet',
    },
    problems: ['wrong-state', 'no-amount', 'other-currency', 'date-out-of-range', 'reference-used'],
  })
  record(
    @Param('id') id: string,
    @Body() body: ReceivedMoneyDto,
    @Report('bankReference') context: CommandContext,
  ) {
    return this.take(id, { type: 'RecordReceivedMoney', ...plain(body) }, context);
  }

  @Post(':received/allocation')
  @Describe({
    summary: 'Count received money for a claim of the case',
    description: 'Up to what is owed there; the rest waits.',
    action: MAY['payout.allocate'],
    command: 'changes',
    example: { recoveryId: 'b5a3c1f5-2f0e-5d8b-9a6e-7c2b4e8d9f01' },
    problems: ['received-unknown', 'nothing-owed', 'exceeds-received', 'no-amount', 'other-currency'],
  })
  allocate(
    @Param('id') id: string,
    @Param('received') receivedId: string,
    @Body() body: AllocationDto,
    @Command() context: CommandContext,
  ) {
    return this.take(id, { type: 'AllocateReceivedMoney', receivedId, ...plain(body) }, context);
  }

  @Post(':received/return')
  @Describe({
    summary: 'Report that received money was sent back to whoever paid it',
    description: 'All of it that counts for no claim.',
    action: MAY['payout.settle'],
    command: 'changes',
    example: {
      returnedOn: EXAMPLE_DAY,
      bankReference: 'BANK-0008',
      grounds: 'Nothing is owed.',
    },
    problems: ['received-unknown', 'exceeds-received', 'date-out-of-range'],
  })
  giveBack(
    @Param('id') id: string,
    @Param('received') receivedId: string,
    @Body() body: ReceivedMoneyReturnDto,
    @Command() context: CommandContext,
  ) {
    return this.take(id, { type: 'ReturnReceivedMoney', receivedId, ...plain(body) }, context);
  }

  private async take(id: string, step: TakePayoutStep['content'], context: CommandContext) {
    return respond(await this.commands.execute(new TakePayoutStep(id, step, context)));
  }
}
