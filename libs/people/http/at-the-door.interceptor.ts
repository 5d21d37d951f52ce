import { Inject, Injectable, Logger } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { defer, mergeMap, type Observable } from 'rxjs';
import { CLOCK } from '#cqrs/tokens.js';
import type { Clock } from '#hosting/clock.js';
import { tagged, Tagged } from '#http/answers.js';
import type { PlatformRequest } from '#http/request.js';
import { messageOf } from '#text/thrown.js';
import { People } from '../people.js';
import type { Called } from '../person.js';

/** Keeps who comes, and adds to every answer that names persons by subject what those are called who have a name. */
@Injectable()
export class AtTheDoor implements NestInterceptor {
  private readonly log = new Logger('people');
  private failing = false;

  constructor(
    private readonly people: People,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler<unknown>): Promise<Observable<unknown>> {
    const { method, identity } = context.switchToHttp().getRequest<PlatformRequest>();
    if (identity) await this.orElse(undefined, () => this.people.see(identity, this.clock.now()));
    if (method !== 'GET') return next.handle();
    return next.handle().pipe(mergeMap((answer) => defer(() => this.named(answer))));
  }

  private async named(answer: unknown): Promise<unknown> {
    if (answer instanceof Tagged) return tagged(await this.named(answer.body), answer.revision);
    if (!isRecord(answer)) return answer;
    const called = await this.orElse(NOBODY, () => this.people.calledIn(answer));
    return called.size === 0 ? answer : { ...answer, people: Object.fromEntries(called) };
  }

  /** Whoever comes is served, also while the directory cannot be written or read: that is told once. */
  private async orElse<Result>(without: Result, work: () => Promise<Result>): Promise<Result> {
    try {
      const result = await work();
      this.failing = false;
      return result;
    } catch (error) {
      if (!this.failing) this.log.warn(`the directory of people cannot be had: ${messageOf(error)}`);
      this.failing = true;
      return without;
    }
  }
}

const NOBODY: ReadonlyMap<string, Called> = new Map();

/** Bytes and the reply itself are none. */
function isRecord(answer: unknown): answer is object {
  return typeof answer === 'object' && answer !== null && Object.getPrototypeOf(answer) === Object.prototype;
}
