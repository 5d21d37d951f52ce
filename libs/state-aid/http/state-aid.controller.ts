import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { dateInOslo } from '#calendar/oslo.js';
import type { CommandContext } from '#eventsourcing/command.js';
import type { Actor } from '#eventsourcing/event.js';
import { After } from '#http/after.js';
import { Command, respond } from '#http/commands.js';
import { Describe } from '#http/describe.js';
import { PageOfLogQuery } from '#http/list-query.js';
import { pageRequest, PLACE_PARTS } from '#http/paging.js';
import { plain } from '#http/plain.js';
import { CurrentActor } from '#http/identity.js';
import { MAY } from '../access.js';
import { TakeAidStep } from '../application/aid-steps.js';
import { AidExcess } from '../queries/aid-excess.js';
import { AidOverview } from '../queries/aid-overview.js';
import { RegisterEntryDto, StateAidQuery } from './state-aid.dto.js';

/** De minimis state aid (bagatellmessig støtte): what was granted, and its entry in the public register. */
@ApiTags('state-aid')
@Controller('v1/state-aid')
export class StateAidController {
  constructor(
    private readonly commands: CommandBus,
    private readonly aid: AidOverview,
    private readonly excess: AidExcess,
  ) {}

  @Get()
  @Describe({
    summary: 'De minimis aid, by the day it is due in the public register',
    description:
      '`undertaking` is an organisation: all aid to the groups it was part of. `register=due` is what is still to be entered, overdue or not.',
    action: MAY['state-aid.read'],
    paged: true,
    after: true,
  })
  list(@Query() query: StateAidQuery, @After() after: string | undefined, @CurrentActor() actor: Actor) {
    const { undertaking, case: caseId, register } = query;
    return this.aid.list({ undertaking, caseId, register }, pageRequest(query, 2), actor, after);
  }

  @Get('excess')
  @Describe({
    summary: 'Undertakings that have more de minimis aid than they may',
    description:
      'Read from the log. Each with the window in which it has most above the limit of the grants in it, and all aid there. Nothing follows by itself: a person decides what becomes of it.',
    action: MAY['state-aid.read'],
    paged: true,
  })
  above(@Query() query: PageOfLogQuery, @CurrentActor() actor: Actor) {
    return this.excess.list(pageRequest(query, PLACE_PARTS), actor);
  }

  @Post(':id/register-entry')
  @Describe({
    summary: 'Confirm that aid was entered in the public register',
    action: MAY['state-aid.register'],
    command: 'changes',
    example: { enteredOn: dateInOslo(new Date().toISOString()), reference: 'TS-2026-0017' },
    problems: ['aid-released', 'entry-date-invalid', 'already-entered'],
  })
  async enter(@Param('id') id: string, @Body() body: RegisterEntryDto, @Command() context: CommandContext) {
    const step = { type: 'ConfirmRegisterEntry', ...plain(body) } as const;
    return respond(await this.commands.execute(new TakeAidStep(id, step, context)));
  }
}
