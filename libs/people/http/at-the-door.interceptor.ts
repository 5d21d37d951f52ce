import { Inject, Injectable, Logger } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { defer, mergeMap, type Observable } from 'rxjs';
import { dateInOslo } from '#calendar/oslo.js';
import type { Actor } from '#eventsourcing/event.js';
import { CLOCK } from '#cqrs/tokens.js';
import type { Clock } from '#hosting/clock.js';
import { tagged, Tagged } from '#http/answers.js';
import type { PlatformRequest } from '#http/request.js';
import { messageOf } from '#text/thrown.js';
import { People } from '../people.js';
import { mayBeToldOf, mayLookUp } from '../access.js';
import { isAway, type Named } from '../person.js';

/** What an answer says of a person it names. */
interface Mention {
  readonly name: string;
  readonly title?: string;
  readonly away?: true;
}

/** Keeps who comes, and adds to every answer that names persons by subject what those are called who have a name. */
@Injectable()
export class AtTheDoor implements NestInterceptor {
  private readonly log = new Logger('people');
  private readonly failing = new Set<Work>();

  constructor(
    private readonly people: People,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler<unknown>): Promise<Observable<unknown>> {
    const { method, identity, actor } = context.switchToHttp().getRequest<PlatformRequest>();
    if (identity) await this.orElse('written', undefined, () => this.people.see(identity, this.clock.now()));
    // Before somebody chose for whom they act they are told of nobody but themselves; without a token, of nobody.
    const reader = actor ?? (identity && { subject: identity.subject, roles: [] });
    if (method !== 'GET' || reader === undefined) return next.handle();
    return next.handle().pipe(mergeMap((answer) => defer(() => this.named(answer, reader))));
  }

  private async named(answer: unknown, reader: Actor): Promise<unknown> {
    if (answer instanceof Tagged) return tagged(await this.named(answer.body, reader), answer.revision);
    if (!isRecord(answer)) return answer;
    const named = await this.orElse('read', NOBODY, () => this.people.namedIn(answer));
    const today = dateInOslo(this.clock.now());
    const people = [...named.values()]
      .filter((person) => mayBeToldOf(reader, person))
      .map((person) => [person.subject, mentionOf(person, today, reader)] as const);
    return people.length === 0 ? answer : { ...answer, people: Object.fromEntries(people) };
  }

  /** Whoever comes is served, also while the directory cannot be written or read: that is told once. */
  private async orElse<Result>(work: Work, without: Result, done: () => Promise<Result>): Promise<Result> {
    try {
      const result = await done();
      this.failing.delete(work);
      return result;
    } catch (error) {
      if (!this.failing.has(work))
        this.log.warn(`the directory of people cannot be ${work}: ${messageOf(error)}`);
      this.failing.add(work);
      return without;
    }
  }
}

type Work = 'written' | 'read';

/** What an answer says of a person it names; whether they are away, only to those who may look them up. */
function mentionOf(person: Named, today: string, reader: Actor): Mention {
  const { name, title } = person;
  const away = isAway(person, today) && mayLookUp(reader, person);
  return { name, ...(title === undefined ? {} : { title }), ...(away ? { away: true } : {}) };
}

const NOBODY: ReadonlyMap<string, Named> = new Map();

/** Bytes and the reply itself are none. */
function isRecord(answer: unknown): answer is object {
  return typeof answer === 'object' && answer !== null && Object.getPrototypeOf(answer) === Object.prototype;
}
