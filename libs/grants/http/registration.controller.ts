import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#eventsourcing/command.js';
import { Command, createdId, respond } from '#http/commands.js';
import { Describe } from '#http/describe.js';
import { plain } from '#http/plain.js';
import { MAY } from '../access.js';
import { RegisterAppeal } from '../application/appeals/register-appeal.js';
import { RegisterSupplement } from '../application/applications/register-supplement.js';
import { RegisterApplication } from '../application/drafts/register-application.js';
import { APPEALING, statedAgainst } from './appeals.controller.js';
import { documentOf } from './drafts.dto.js';
import {
  registeredAppeal,
  registeredApplication,
  registeredOtherAppeal,
  registeredSupplement,
} from './examples/registration.js';
import {
  RegisteredAppealDto,
  RegisteredApplicationDto,
  RegisteredSupplementDto,
} from './registration.dto.js';
import { inOneCurrency } from './supplements.dto.js';

/** What parties send by post or by e-mail, or say: officials register it, and the party is who acted. */
@ApiTags('registration')
@Controller('v1')
export class RegistrationController {
  constructor(private readonly commands: CommandBus) {}

  @Post('calls/:id/application-registration')
  @Describe({
    summary: 'Register an application that came by post, by e-mail or by word of mouth',
    description:
      'By dispensation: the organisation has one in the call. What was posted, sent or said by its last day is in time, whenever it came in.',
    action: MAY['call.register-application'],
    command: 'creates',
    example: registeredApplication,
    problems: [
      'dispensation-missing',
      'date-out-of-range',
      'draft-incomplete',
      'call-not-open',
      'call-closed',
      'call-cancelled',
      'other-currency',
      'amount-above-maximum',
      'budget-lines-do-not-add-up',
      'period-invalid',
      'applicant-kind-not-admitted',
      'co-funding-too-low',
      'organisation-number-invalid',
      'account-invalid',
    ],
  })
  async application(
    @Param('id') callId: string,
    @Body() body: RegisteredApplicationDto,
    @Command() context: CommandContext,
  ) {
    const id = createdId(context);
    const { organisation, arrival } = body;
    const content = { callId, organisation, document: documentOf(body), arrival: plain(arrival) };
    const outcome = await this.commands.execute(new RegisterApplication(id, content, context));
    return respond(outcome, { location: `/v1/applications/${id}` });
  }

  @Post('applications/:id/supplement-registration')
  @Describe({
    summary:
      'Register an answer to the request for supplement that came by post, by e-mail or by word of mouth',
    description:
      'What was posted, sent or said by the last day to answer is in time, also where the case went on meanwhile: until a decision is proposed.',
    action: MAY['post.register'],
    command: 'changes',
    example: registeredSupplement,
    problems: [
      'wrong-state',
      'date-out-of-range',
      'amount-invalid',
      'other-currency',
      'budget-lines-do-not-add-up',
      'co-funding-too-low',
    ],
  })
  async supplement(
    @Param('id') id: string,
    @Body() body: RegisteredSupplementDto,
    @Command() context: CommandContext,
  ) {
    inOneCurrency(body);
    return respond(await this.commands.execute(new RegisterSupplement(id, plain(body), context)));
  }

  @Post('cases/:id/appeal-registration')
  @Describe({
    summary: 'Register an appeal that came by post, by e-mail or by word of mouth',
    description:
      'The party appealed, on the day it was posted, sent or said: time limits are kept by that day. Whoever registers it did no more than that. Of somebody who did not apply `appellant` says who it is and which interest it has.',
    action: MAY['post.register'],
    command: 'creates',
    example: registeredAppeal,
    examples: { 'of somebody else': registeredOtherAppeal },
    problems: [...APPEALING, 'date-out-of-range', 'organisation-number-invalid'],
  })
  async appeal(
    @Param('id') caseId: string,
    @Body() body: RegisteredAppealDto,
    @Command() context: CommandContext,
  ) {
    const { grounds, arrival, appellant } = body;
    const content = {
      against: statedAgainst(body),
      grounds,
      arrival: plain(arrival),
      ...(appellant ? { other: plain(appellant) } : {}),
    };
    const outcome = await this.commands.execute(new RegisterAppeal(caseId, content, context));
    return respond(outcome, { location: outcome.ok ? `/v1/appeals/${outcome.receipt.id}` : '' });
  }
}
