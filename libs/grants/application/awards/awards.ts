import { Injectable } from '@nestjs/common';
import { GuardedStreams } from '#cqrs/guarded-streams.js';
import { CommandHandling } from '#eventsourcing/command-handling.js';
import type { StreamRules } from '#eventsourcing/stream-rules.js';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import { denied, officialStep, type Action, type Resource } from '#access/policy.js';
import { MAY } from '../../access.js';
import { streams, type AwardEvent, type Instalment } from '../../contract/events.js';
import { award, type AwardCommand } from '../../domain/award/award.js';
import { payoutIdOf } from '../../domain/award/release.js';
import { wasAccepted, type Award } from '../../domain/award/state.js';

/** What an award's stream keeps to. */
export const rules: StreamRules<Award, AwardCommand, AwardEvent> = {
  decider: award,
  streamOf: streams.award,
  caseIdOf: (id) => id,
  regulationVersionOf: (state) => {
    if (state.status === 'none') return undefined;
    return wasAccepted(state) ? state.terms.regulationVersion : state.offer.regulationVersion;
  },
  // Amendments bring further conditions and instalments, each of which is fulfilled and released once.
  mostOf: { ConditionFulfilled: 2_000, InstalmentReleased: 20_000 },
};

/** The awards' streams; an award has the id of its case. */
@Injectable()
export class Awards extends GuardedStreams<Award, AwardCommand, AwardEvent> {
  constructor(handling: CommandHandling) {
    super(handling, rules, resourceOf);
  }

  /** What the party does about its grant, or an official for it: the application says whose it is, and who represents it. */
  accept(
    id: string,
    command: AwardCommand,
    context: CommandContext,
    of: Resource,
    action: Action = MAY['award.accept'],
  ): Promise<Outcome> {
    const guard = () => denied(context.actor, action, of);
    const official = () => officialStep(context.actor, action, of);
    return this.handling.handle(rules, { id, command, context, guard, official });
  }
}

/** Whose an award is. */
export function resourceOf(state: Award): Resource {
  if (state.status === 'none') return {};
  const { directorate, recipient } = wasAccepted(state) ? state.terms : state.offer;
  return { owner: directorate, applicant: recipient };
}

/** The payouts of a schedule's instalments, in order. */
export function payoutIdsOf(awardId: string, schedule: readonly Pick<Instalment, 'number'>[]): string[] {
  return schedule.map(({ number }) => payoutIdOf(awardId, number));
}
