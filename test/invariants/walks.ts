import type { RecordedEvent } from '#eventsourcing/event.js';
import { castOf } from '#test/support/case-states.js';
import type { System } from '#test/support/system.js';
import { headOf, settled } from '#test/support/time.js';
import { disagreeing, leftOver, storedEvents } from './agreement.js';
import { Rules } from './rules/rules.js';
import { compared } from './views.js';
import type { Plan } from './walk/moves.js';
import { peopleOf } from './walk/people.js';
import { Walk, type Ground } from './walk/walk.js';

/** What a walk came to. */
export interface Walked {
  /** In words; nothing where everything holds. */
  readonly broken: readonly string[];
  /** Everything that was sent and answered, in order. */
  readonly trail: readonly string[];
}

/** Walks on one system, one after the other, whose whole log is judged event by event. */
export class Walks {
  private readonly rules = new Rules();
  /** The whole log so far, as it is stored. */
  private readonly log: RecordedEvent[] = [];
  private taken = 0;

  private constructor(private readonly ground: Ground) {}

  /** On a system that nothing was done on yet. */
  static async on(system: System): Promise<Walks> {
    return new Walks({ system, cast: await castOf(system), people: await peopleOf(system) });
  }

  /** The types of the events that were judged. */
  get types(): ReadonlySet<string> {
    return new Set(this.log.map(({ type }) => type));
  }

  /** Takes a walk, waits for all that follows from it, and judges it. */
  async take(plan: Plan): Promise<Walked> {
    const { system, cast } = this.ground;
    const walk = new Walk(this.ground, `walk-${++this.taken}`);
    await walk.begin(plan);
    for (const move of plan.moves) await walk.make(move);
    await settled(system);

    const left = await leftOver(system);
    const further = await storedEvents(system, this.log.at(-1)?.position);
    this.log.push(...further);
    const touched = new Set(further.map(({ stream }) => stream));
    const histories = this.log.filter(({ stream }) => touched.has(stream));
    const views = await compared(cast.caseworker, walk.scheme, walk.cases, this.log, await headOf(system));
    return {
      broken: [
        ...walk.faults,
        ...left,
        ...this.rules.broken(further),
        ...(await disagreeing(system, histories)),
        ...views
          .filter(({ shown, told }) => JSON.stringify(shown) !== JSON.stringify(told))
          .map(
            ({ what, shown, told }) =>
              `${what} shows ${JSON.stringify(shown)}, the log tells ${JSON.stringify(told)}`,
          ),
      ],
      trail: walk.trail,
    };
  }
}
