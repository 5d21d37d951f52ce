import { Body, Controller, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Bulk, type BulkCommand } from '#http/bulk.js';
import { Describe } from '#http/describe.js';
import { MAY } from '../access.js';
import { TakeApplicationStep } from '../application/applications/steps.js';
import { DeclarationsDto } from './assessment.dto.js';

/** Impartiality in many cases at once. */
@ApiTags('assessment')
@Controller('v1/impartiality')
export class ImpartialityController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @Describe({
    summary: 'Declare in many cases whether you have a conflict of interest',
    description: 'Each as by itself: what one is refused for is no matter to the others.',
    action: MAY['application.declare-impartiality'],
    command: 'bulk',
    example: {
      items: [
        { id: '0190b6c8-8a51-7c4e-9d3f-2f1d3b8c5a11', conflict: false },
        { id: '0190b6c8-8a51-7c4e-9d3f-2f1d3b8c5a12', conflict: true, statement: 'My sister works there.' },
      ],
    },
  })
  declare(@Body() body: DeclarationsDto, @Bulk() bulk: BulkCommand) {
    return bulk.each(
      body.items,
      (id) => `/v1/applications/${id}/impartiality`,
      (id, said, context) =>
        this.commands.execute(new TakeApplicationStep(id, { type: 'DeclareImpartiality', ...said }, context)),
    );
  }
}
