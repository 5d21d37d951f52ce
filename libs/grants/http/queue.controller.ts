import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '#eventsourcing/event.js';
import { After } from '#http/after.js';
import { Describe } from '#http/describe.js';
import { pageRequest } from '#http/paging.js';
import { CurrentActor } from '#http/identity.js';
import { MAY } from '../access.js';
import { Queue } from '../queries/queue.js';
import { CURSOR_PARTS } from '../queries/queue-statement.js';
import { QueueQuery } from './queue.dto.js';

const OPEN = { true: true, false: false, any: 'any' } as const;

/** The work queue. */
@ApiTags('queue')
@Controller('v1/queue')
export class QueueController {
  constructor(private readonly queue: Queue) {}

  @Get()
  @Describe({
    summary: 'What is to be done next',
    description:
      'Open cases by deadline, unless asked otherwise: a `state` lifts the limit to open cases, so does `open=any`. `assignee=me` are your own cases. `deadlineFrom` and `deadlineTo` are both included. `q` are words that stand in title or applicant, in any case and order, or a case number such as `2027/17`. A cursor belongs to one sort and order, and stays good while cases come and go.',
    action: MAY['queue.read'],
    paged: true,
    after: true,
  })
  list(@Query() query: QueueQuery, @After() after: string | undefined, @CurrentActor() actor: Actor) {
    const { scheme, call, state, deadlineFrom, deadlineTo, q, sort, order } = query;
    const assignee = query.assignee === 'me' ? actor.subject : query.assignee;
    const open = query.open && OPEN[query.open];
    const filter = { scheme, call, state, assignee, open, deadlineFrom, deadlineTo, q, sort, order };
    return this.queue.page(filter, pageRequest(query, CURSOR_PARTS), actor, after);
  }
}
