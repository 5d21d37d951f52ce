import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { partOf } from '#cqrs/following-command.js';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import type { Appeal } from '../../domain/appeal/state.js';
import type { Application } from '../../domain/application/state.js';
import { mayFollow } from '../../domain/award/following.js';
import type { Hold } from '../../domain/award/held.js';
import { wasAccepted, type AcceptedAward } from '../../domain/award/state.js';
import { Appeals } from '../appeals/appeals.js';
import { Applications } from '../applications/applications.js';
import { Awards } from '../awards/awards.js';
import { offerOf } from '../awards/offer.js';
import { SettleHold } from './holds.js';

/**
 * Where nothing stands yet at the revision that was to be decided at, something is put there first, so that a decision
 * that comes late is refused; a hold whose decision the award has still to follow stays.
 */
@CommandHandler(SettleHold)
export class SettleHoldHandler implements ICommandHandler<SettleHold> {
  constructor(
    private readonly applications: Applications,
    private readonly appeals: Appeals,
    private readonly awards: Awards,
  ) {}

  async execute({ id: caseId, content, context }: SettleHold): Promise<Outcome> {
    const award = await this.awards.find(caseId);
    const held = wasAccepted(award) ? award.holds?.get(content.hold) : undefined;
    const free = { type: 'FreeInstructions', hold: content.hold, revision: held?.revision ?? -1 } as const;
    const made = held && (await this.isMade(held));
    if (held && !made && !content.underWay) {
      const omitted = await this.omit(held, context);
      if (!omitted.ok) return omitted;
    }
    const stays = !held || (!made && content.underWay) || !(await this.isOver(caseId, held));
    // What is not over yet only says that it may be asked.
    return this.awards.follow(caseId, free, stays ? { ...context, dryRun: true } : context);
  }

  /** Whether something stands at the revision that was to be decided at. */
  private async isMade({ decidedIn, id, revision }: Hold): Promise<boolean> {
    const streams = decidedIn === 'appeal' ? this.appeals : this.applications;
    return (await streams.load(id)).revision > revision;
  }

  private async isOver(caseId: string, { decidedIn, id }: Hold): Promise<boolean> {
    const appeal = decidedIn === 'appeal' ? await this.appeals.find(id) : undefined;
    const application = await this.applications.find(caseId);
    const award = await this.awards.find(caseId);
    return wasAccepted(award) && hasFollowed(award, application, appeal);
  }

  private omit({ hold, decidedIn, id, revision }: Hold, context: CommandContext): Promise<Outcome> {
    const part = partOf(context, `omit:${revision}`);
    return decidedIn === 'appeal'
      ? this.appeals.follow(id, { type: 'OmitOutcome', hold }, part)
      : this.applications.follow(id, { type: 'OmitDecision', hold }, part);
  }
}

/** Whether an award stands on what is decided in its case by now. */
export function hasFollowed(award: AcceptedAward, application: Application, appeal?: Appeal): boolean {
  if (application.status === 'none') return true;
  const { decision, ownReversal } = application;
  // What was decided takes the place of the decision, or annuls it, by a process.
  const against =
    appeal && ENDED_BY.has(appeal.status) && 'submission' in appeal && appeal.submission.against;
  if (against && against.kind === 'decision' && against.number === decision?.number) return false;
  if (ownReversal?.approved && ownReversal.decision === decision?.number) return false;
  if (!decision) return award.suspendedBy !== undefined || award.status !== 'accepted';
  if (decision.standing !== 'in-force' || !mayFollow(award)) return true;
  if (decision.outcome !== 'granted') return award.status === 'revoked';
  const offer = offerOf(award.terms.awardId, application);
  return offer === undefined || offer.decision <= award.terms.decision;
}

/** Outcomes that change the decision. */
const ENDED_BY: ReadonlySet<Appeal['status']> = new Set(['reversed', 'changed', 'annulled']);
