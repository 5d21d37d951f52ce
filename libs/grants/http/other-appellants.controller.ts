import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#eventsourcing/command.js';
import { Command, respond } from '#http/commands.js';
import { Describe } from '#http/describe.js';
import { plain } from '#http/plain.js';
import { MAY } from '../access.js';
import { TakeAppealStep } from '../application/appeals/steps.js';
import { SubmitOtherAppeal } from '../application/appeals/submit-other-appeal.js';
import { statedAgainst } from './appeals.controller.js';
import { AppealGroundsDto, KnowledgeDto, OtherAppealDto } from './appeals.dto.js';
import { knowledge, otherAppeal, standing } from './examples/parties.js';

const TREATING = [
  'not-open',
  'standing-decided',
  'impartiality-not-declared',
  'conflict-of-interest',
] as const;

/** Appeals of those who did not apply and have a legal interest. */
@ApiTags('appeals')
@Controller('v1/appeals')
export class OtherAppellantsController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @Describe({
    summary: 'Appeal against a decision in somebody else’s case',
    description:
      'For a legal interest of one’s own, which the deciding body recognises before the appeal is treated; else it is dismissed, and the dismissal can be appealed against. The appellant reads its own appeal and the outcome, not the case. Where there is nothing to appeal against, no such case is found.',
    action: MAY['appeal.submit-as-other'],
    command: 'creates',
    example: otherAppeal,
    problems: [
      'not-found',
      'appeals-as-party',
      'too-many-appeals',
      'not-appealable',
      'appeal-open',
      'appeal-decided',
      'not-a-representative',
    ],
  })
  async submit(@Body() body: OtherAppealDto, @Command() context: CommandContext) {
    const { caseId, grounds, appellant } = body;
    const content = { against: statedAgainst(body), grounds, appellant: plain(appellant) };
    const outcome = await this.commands.execute(new SubmitOtherAppeal(caseId, content, context));
    return respond(outcome, { location: outcome.ok ? `/v1/appeals/${outcome.receipt.id}` : '' });
  }

  @Post(':id/standing')
  @Describe({
    summary: 'Recognise that who did not apply has a legal interest',
    description: 'Then the appeal is treated as any other. Without such an interest it is dismissed, by two.',
    action: MAY['appeal.prepare'],
    command: 'changes',
    example: standing,
    problems: [...TREATING],
  })
  recognise(@Param('id') id: string, @Body() body: AppealGroundsDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'RecogniseStanding', ...plain(body) }, context);
  }

  @Post(':id/knowledge')
  @Describe({
    summary: 'Record when who did not apply got, or should have got, knowledge of the decision',
    description: 'The time to appeal runs from that day; without one only the outer limit makes it late.',
    action: MAY['appeal.prepare'],
    command: 'changes',
    example: knowledge,
    problems: [...TREATING, 'wrong-state', 'date-out-of-range'],
  })
  know(@Param('id') id: string, @Body() body: KnowledgeDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'RecordKnowledge', ...plain(body) }, context);
  }

  private async take(id: string, step: TakeAppealStep['content'], context: CommandContext) {
    return respond(await this.commands.execute(new TakeAppealStep(id, step, context)));
  }
}
