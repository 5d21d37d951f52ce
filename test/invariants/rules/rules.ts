import type { RecordedEvent } from '#eventsourcing/event.js';
import { BudgetLimits } from './budget-limits.js';
import { CommandIds } from './command-ids.js';
import { Endings } from './endings.js';
import { FourEyes, FreshJudges, NobodyOnBothSides } from './four-eyes.js';
import { Grounds } from './grounds.js';
import { Impartiality } from './impartiality.js';
import { MoneyOfCases } from './money-of-cases.js';
import type { Rule } from './rule.js';

/** Everything that holds at every event of a log of grants, whoever does what in whichever order. */
export class Rules {
  private readonly rules: readonly Rule[] = [
    new BudgetLimits(),
    new MoneyOfCases(),
    new FourEyes(),
    new NobodyOnBothSides(),
    new FreshJudges(),
    new Impartiality(),
    new Endings(),
    new Grounds(),
    new CommandIds(),
  ];

  /** What further events break; an event is told once. */
  broken(events: Iterable<RecordedEvent>): string[] {
    return [...events].flatMap((event) =>
      this.rules.flatMap((rule) =>
        rule
          .see(event)
          .map(
            (words) => `${event.stream}/${event.revision} ${event.type} (${rule.constructor.name}): ${words}`,
          ),
      ),
    );
  }
}
