import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#eventsourcing/command.js';
import { Command, respond } from '#http/commands.js';
import { Describe } from '#http/describe.js';
import { ImpartialityDto, RulingDto } from '#http/impartiality.js';
import { plain } from '#http/plain.js';
import { MAY } from '../access.js';
import { TakeApplicationStep } from '../application/applications/steps.js';
import {
  AssignmentDto,
  EligibilityFindingsDto,
  ModerationDto,
  RecommendationDto,
  ScoresDto,
  SecondAssessorDto,
} from './assessment.dto.js';
import { assignment, impartiality, recommendation, scores } from './examples.js';
import { doubt, eligibility, moderation, ruling, secondAssessor } from './examples/application.js';

/** Codes with which every step of the assessment may be refused. */
export const ASSESSING = [
  'wrong-state',
  'not-open',
  'not-assigned',
  'impartiality-not-declared',
  'impartiality-in-doubt',
  'conflict-of-interest',
];

const SCORING = ['criterion-missing', 'criterion-unknown', 'criterion-repeated', 'score-outside-scale'];

/** What officials do with an application, in this order. */
@ApiTags('assessment')
@Controller('v1/applications/:id')
export class AssessmentController {
  constructor(private readonly commands: CommandBus) {}

  @Post('assignment')
  @Describe({
    summary: 'Give the case to a caseworker',
    description:
      'To the acting one when nobody is named. A stand-in takes over at any point when somebody who prepared turns out to have a conflict of interest.',
    action: MAY['application.assign'],
    command: 'changes',
    example: assignment,
    problems: ['wrong-state', 'not-open', 'conflict-of-interest', 'four-eyes'],
  })
  assign(@Param('id') id: string, @Body() body: AssignmentDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'AssignCaseworker', ...plain(body) }, context);
  }

  @Post('impartiality')
  @Describe({
    summary: 'Declare whether you have a conflict of interest',
    description:
      'Before anything else: without it no assessment step is accepted. With a doubt, a superior rules first.',
    action: MAY['application.declare-impartiality'],
    command: 'changes',
    example: impartiality,
    examples: { doubt },
    problems: ['not-open', 'conflict-of-interest', 'impartiality-in-doubt', 'too-many-declarations'],
  })
  declare(@Param('id') id: string, @Body() body: ImpartialityDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'DeclareImpartiality', ...plain(body) }, context);
  }

  @Post('impartiality-ruling')
  @Describe({
    summary: 'Rule on the impartiality of an official',
    description: 'By a superior, on another person than themselves.',
    action: MAY['application.rule-on-impartiality'],
    command: 'changes',
    example: ruling,
    problems: [
      'not-open',
      'own-impartiality',
      'conflict-of-interest',
      'too-many-rulings',
      'too-many-declarations',
    ],
  })
  rule(@Param('id') id: string, @Body() body: RulingDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'RuleOnImpartiality', ...plain(body) }, context);
  }

  @Post('eligibility')
  @Describe({
    summary: 'Make the checks of the regulation version',
    description:
      'Each once, before anything is scored. Where a required one is not met, the application can only be rejected or found inadmissible.',
    action: MAY['application.check-eligibility'],
    command: 'changes',
    example: eligibility,
    problems: [...ASSESSING, 'check-missing', 'check-unknown', 'check-repeated'],
  })
  check(@Param('id') id: string, @Body() body: EligibilityFindingsDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'CheckEligibility', ...plain(body) }, context);
  }

  @Post('second-assessor')
  @Describe({
    summary: 'Give the case to a second assessor',
    description:
      'Another person than the caseworker, the acting one when nobody is named. They declare their impartiality and score like the caseworker.',
    action: MAY['application.assign-second'],
    command: 'changes',
    example: secondAssessor,
    problems: ['wrong-state', 'not-open', 'conflict-of-interest', 'four-eyes'],
  })
  second(@Param('id') id: string, @Body() body: SecondAssessorDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'AssignSecondAssessor', ...plain(body) }, context);
  }

  @Post('scores')
  @Describe({
    summary: 'Score every criterion, with a rationale each',
    description:
      'As caseworker or as second assessor. Two who differ by more than the regulation version allows are moderated.',
    action: MAY['application.score'],
    command: 'changes',
    example: scores,
    problems: [...ASSESSING, 'eligibility-not-checked', ...SCORING],
  })
  score(@Param('id') id: string, @Body() body: ScoresDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'ScoreApplication', ...plain(body) }, context);
  }

  @Post('moderation')
  @Describe({
    summary: 'Moderate what two assessors differ on',
    description: 'By a third person; these scores count.',
    action: MAY['application.moderate'],
    command: 'changes',
    example: moderation,
    problems: [
      'wrong-state',
      'four-eyes',
      'impartiality-not-declared',
      'impartiality-in-doubt',
      'conflict-of-interest',
      ...SCORING,
    ],
  })
  moderate(@Param('id') id: string, @Body() body: ModerationDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'ModerateScores', ...plain(body) }, context);
  }

  @Post('recommendation')
  @Describe({
    summary: 'Recommend an outcome',
    action: MAY['application.recommend'],
    command: 'changes',
    example: recommendation,
    problems: [...ASSESSING, 'not-eligible', 'amount-invalid', 'other-currency'],
  })
  recommend(@Param('id') id: string, @Body() body: RecommendationDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'RecommendDecision', ...plain(body) }, context);
  }

  private async take(id: string, step: TakeApplicationStep['content'], context: CommandContext) {
    return respond(await this.commands.execute(new TakeApplicationStep(id, step, context)));
  }
}
