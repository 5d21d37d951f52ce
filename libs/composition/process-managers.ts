import type { INestApplicationContext, Type } from '@nestjs/common';
import { BUDGET_PROCESSES } from '#budget/application/processes/processes.js';
import { GRANTS_PROCESSES } from '#grants/application/processes/processes.js';
import { PAYOUTS_PROCESSES } from '#payouts/application/processes/processes.js';
import { PILOTS_PROCESSES } from '#pilots/application/processes/processes.js';
import { STATE_AID_PROCESSES } from '#state-aid/application/processes/processes.js';
import type { ReactionRunner } from '#processes/reaction-runner.js';
import { hasTimers, type Reaction } from '#processes/reaction.js';
import type { TimerRunner } from '#processes/timer-runner.js';

/** The process managers of all contexts. */
export const PROCESSES: readonly Type<Reaction>[] = [
  ...BUDGET_PROCESSES,
  ...STATE_AID_PROCESSES,
  ...GRANTS_PROCESSES,
  ...PAYOUTS_PROCESSES,
  ...PILOTS_PROCESSES,
];

/** What the reactions of all contexts are called. */
export function reactionNames(app: INestApplicationContext): readonly string[] {
  return PROCESSES.map((type) => app.get<Reaction>(type, { strict: false }).name);
}

/** Hands the contexts' reactions and timers to their runners and starts those. */
export async function startProcessManagers(
  app: INestApplicationContext,
  reactions: Pick<ReactionRunner, 'add' | 'start'>,
  timers: TimerRunner,
): Promise<void> {
  for (const type of PROCESSES) {
    const reaction = app.get<Reaction>(type, { strict: false });
    reactions.add(reaction);
    if (hasTimers(reaction))
      for (const kind of reaction.timerKinds)
        timers.on(kind, (timer, context) => reaction.fire(timer, context), reaction);
  }
  await reactions.start();
  timers.start();
}
