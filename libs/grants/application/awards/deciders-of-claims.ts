import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { EventStore } from '#event-store/port.js';
import type { RecordedEvent } from '#eventsourcing/event.js';
import { EVENT_STORE } from '#cqrs/tokens.js';
import { FindDecidersOfGrant } from '#payouts/contract/queries.js';
import { recoveryStream } from '#payouts/contract/events.js';
import { streams } from '../../contract/events.js';
import { recoveryOf } from '../../domain/award/levelling.js';
import { MakersInCases } from '../impartiality/makers-in-cases.js';

/**
 * Who approved what a claim of a grant rests on: the revocation, the amendment, the decision with the reversal or the
 * appeal that led to it, or the reports; and what an appeal left of it.
 */
@QueryHandler(FindDecidersOfGrant)
export class FindDecidersOfGrantHandler implements IQueryHandler<FindDecidersOfGrant> {
  constructor(
    private readonly makers: MakersInCases,
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'readStream'>,
  ) {}

  async execute({ caseId, recoveryId }: FindDecidersOfGrant): Promise<readonly string[]> {
    const award = await this.store.readStream(streams.award(caseId));
    const at = award.findIndex((event) => isBasisOf(event, caseId, recoveryId));
    const basis = award[at];
    if (!basis) return [];
    const before = award.slice(0, at + 1);
    const { revocation, decision } = basis.data;
    if (isOfReports(basis)) return this.approversOfReports(before);
    const claim = await this.store.readStream(recoveryStream(recoveryId));
    const inPart = await this.decidersOnAppeal(claim.filter(({ type }) => type === 'ClaimPartlyUpheld'));
    if (typeof decision === 'number')
      return [...(await this.makers.ofDecision(caseId, decision)).deciders, ...inPart];
    if (typeof revocation !== 'number') return [...approversIn(before, 'AwardAmended'), ...inPart];
    const left = award.filter(
      ({ type, data }) => type === 'AwardReinstated' && data['upheld'] && data['revocation'] === revocation,
    );
    const approvers = approversIn(before, 'AwardRevoked', { revocation });
    return [...approvers, ...(await this.decidersOnAppeal(left)), ...inPart];
  }

  /** Who decided the appeals that left a part of it. */
  private async decidersOnAppeal(events: readonly RecordedEvent[]): Promise<string[]> {
    const deciders: string[] = [];
    for (const { data } of events)
      deciders.push(...(await this.makers.ofAppeal(data['appealId'] as string)).deciders);
    return deciders;
  }

  private async approversOfReports(award: readonly RecordedEvent[]): Promise<string[]> {
    const approvers: string[] = [];
    for (const { type, data } of award) {
      if (type !== 'UnspentClaimed') continue;
      const report = await this.store.readStream(streams.report(data['reportId'] as string));
      approvers.push(...approversIn(report, 'ReportApproved'));
    }
    return approvers;
  }
}

/** Whether the award booked with it what is claimed by that recovery. */
function isBasisOf({ type, data }: RecordedEvent, awardId: string, recoveryId: string): boolean {
  switch (type) {
    case 'ExcessClaimed':
      return data['recoveryId'] === recoveryId;
    case 'UnspentClaimed':
      return recoveryOf(awardId, data['reportId'] as string) === recoveryId;
    case 'AwardRevoked':
    case 'DecisionFollowed': {
      const { decision, revocation } = data;
      const of = typeof decision === 'number' ? `decision-${decision}` : `revocation-${revocation as number}`;
      return recoveryOf(awardId, of) === recoveryId;
    }
    default:
      return false;
  }
}

function isOfReports({ type, data }: RecordedEvent): boolean {
  return type === 'UnspentClaimed' || data['basis'] === 'unspent';
}

function approversIn(
  events: readonly RecordedEvent[],
  type: string,
  of: { readonly revocation?: unknown } = {},
): string[] {
  return events.flatMap((event) => {
    const { approver, revocation } = event.data;
    const fits = event.type === type && (of.revocation === undefined || revocation === of.revocation);
    return fits && typeof approver === 'string' ? [approver] : [];
  });
}
