import { Body, Controller, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Bulk, type BulkCommand } from '#http/bulk.js';
import { Describe } from '#http/describe.js';
import { MAY } from '../access.js';
import { TakePayoutStep } from '../application/payouts/steps.js';
import { PayoutItemsDto } from './payouts.dto.js';

const items = [
  { id: '0190b6c8-8a51-7c4e-9d3f-2f1d3b8c5a11', impartiality: { conflict: false } },
  { id: '0190b6c8-8a51-7c4e-9d3f-2f1d3b8c5a12', note: 'The lease is signed.' },
];

/** Many payouts at once: whoever attests has hundreds a day. */
@ApiTags('payouts')
@Controller('v1/payouts')
export class PayoutsBulkController {
  constructor(private readonly commands: CommandBus) {}

  @Post('attestations')
  @Describe({
    summary: 'Attest many payouts',
    description: 'Each as by itself: what one is refused for is no matter to the others.',
    action: MAY['payout.attest'],
    command: 'bulk',
    example: { items },
  })
  attest(@Body() body: PayoutItemsDto, @Bulk() bulk: BulkCommand) {
    return bulk.each(
      body.items,
      (id) => `/v1/payouts/${id}/attestation`,
      (id, note, context) =>
        this.commands.execute(new TakePayoutStep(id, { type: 'AttestPayout', ...note }, context)),
    );
  }

  @Post('approvals')
  @Describe({
    summary: 'Approve many payouts that another person attested',
    description: 'Each as by itself: what one is refused for is no matter to the others.',
    action: MAY['payout.approve'],
    command: 'bulk',
    example: { items },
  })
  approve(@Body() body: PayoutItemsDto, @Bulk() bulk: BulkCommand) {
    return bulk.each(
      body.items,
      (id) => `/v1/payouts/${id}/approval`,
      (id, note, context) =>
        this.commands.execute(new TakePayoutStep(id, { type: 'ApprovePayout', ...note }, context)),
    );
  }
}
