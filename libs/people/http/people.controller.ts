import { Body, Controller, Delete, Get, HttpCode, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '#eventsourcing/event.js';
import { Describe } from '#http/describe.js';
import { EXAMPLE_YEAR } from '#http/examples.js';
import { CurrentActor } from '#http/identity.js';
import { NoContent, TakesNoContent } from '#http/no-content.js';
import { pageRequest, PLACE_PARTS } from '#http/paging.js';
import { plain } from '#http/plain.js';
import { SubjectInPath } from '#http/subject.js';
import { MAY } from '../access.js';
import { Directory } from '../directory.js';
import { PERSON, personExample } from './person.schema.js';
import { AbsenceDto, PeopleQuery } from './people.dto.js';

const ABSENCE = { from: `${EXAMPLE_YEAR + 1}-07-06`, to: `${EXAMPLE_YEAR + 1}-07-30` };

/** The directory of people: those who signed in, as their tokens tell of them. */
@ApiTags('people')
@Controller('v1/people')
export class PeopleController {
  constructor(private readonly directory: Directory) {}

  @Get()
  @Describe({
    summary: 'Who belongs to an organisation',
    description:
      'By name. Somebody is here from their first request on, if their token tells what they are called; roles are those it told last.',
    action: MAY['people.read'],
    paged: true,
  })
  list(@Query() query: PeopleQuery, @CurrentActor() actor: Actor) {
    return this.directory.page(actor, query.organisation, pageRequest(query, PLACE_PARTS));
  }

  @Get(':subject')
  @Describe({
    summary: 'A person',
    description: '`me` is oneself.',
    action: MAY['people.read'],
    answer: { schema: PERSON, example: personExample },
  })
  read(@SubjectInPath('subject') subject: string, @CurrentActor() actor: Actor) {
    return this.directory.person(actor, oneselfOr(subject, actor));
  }

  @Put(':subject/absence')
  @Describe({
    summary: 'Say when a person is away',
    description:
      '`me` is oneself; of others in the organisation a superior says it. It takes the place of what was said before.',
    action: MAY['absence.announce'],
    example: ABSENCE,
    answer: { description: 'Done.', schema: PERSON, example: { ...personExample, absence: ABSENCE } },
    problems: ['absence-invalid'],
  })
  announce(
    @SubjectInPath('subject') subject: string,
    @Body() body: AbsenceDto,
    @CurrentActor() actor: Actor,
  ) {
    return this.directory.absent(actor, oneselfOr(subject, actor), plain(body));
  }

  @Delete(':subject/absence')
  @TakesNoContent()
  @Describe({
    summary: 'Say that a person is not away',
    description: '`me` is oneself; of others in the organisation a superior says it.',
    action: MAY['absence.announce'],
    answer: { description: 'Done.', schema: PERSON, example: personExample },
    problems: ['too-large', 'unsupported-media-type'],
  })
  end(@SubjectInPath('subject') subject: string, @NoContent() _: object, @CurrentActor() actor: Actor) {
    return this.directory.absent(actor, oneselfOr(subject, actor), undefined);
  }

  @Delete(':subject')
  @HttpCode(204)
  @TakesNoContent()
  @Describe({
    summary: 'Erase what is known of a person',
    description:
      'Name, title and absence, in backups too; in answers, histories and new letters they have no name from then on. What stands in events, and in letters that were sent, stays. Who signs in again is known again.',
    action: MAY['person.erase'],
    nothing: true,
    problems: ['too-large', 'unsupported-media-type'],
  })
  erase(@SubjectInPath('subject') subject: string, @NoContent() _: object, @CurrentActor() actor: Actor) {
    return this.directory.erase(actor, oneselfOr(subject, actor));
  }
}

function oneselfOr(subject: string, actor: Actor): string {
  return subject === 'me' ? actor.subject : subject;
}
