import { Injectable } from '@nestjs/common';
import type { Actor, Position } from '#eventsourcing/event.js';
import { notFound } from '#access/policy.js';
import { pageWithin, type Page, type PageRequest } from '#http/paging.js';
import { refused } from '#http/problems.js';
import { Reader } from '#cqrs/queries/reader.js';
import { digestOf } from '../application/digest.js';
import type { SettlementEvent } from '../contract/events.js';
import type { Measurements } from '../contract/measurements.js';
import type { PayerDifference } from '../contract/pilot.js';
import type { OutcomeSettlement } from '../contract/settlement.js';
import { settle } from '../domain/settle.js';
import { reclaimedOf, stateOwes, waivedOf, type Claim, type Order } from '../domain/settlement/state.js';
import { PilotLog, type ReadEvent } from './pilot-log.js';

/** A version as it is listed; amounts in minor units. */
export interface SettlementSummary {
  readonly version: number;
  readonly state: 'calculated' | 'reviewed' | 'approved-once' | 'returned' | 'concluded' | 'superseded';
  readonly final: boolean;
  readonly currency: string;
  readonly total: number;
  readonly differences: readonly PayerDifference[];
  readonly calculatedBy: string;
  readonly calculatedAt: string;
  readonly reviewedBy: string | null;
  readonly approvals: readonly { readonly directorate: string; readonly approvedBy: string }[];
  /** Somebody with a conflict of interest had a part in it: nothing is paid by it, nor is it concluded, until it is upheld. */
  readonly flagged: boolean;
  /** Why it was sent back. */
  readonly returned?: string | null;
}

/** Versions, the last one first, and what was done about the money. */
export interface SettlementsView extends Page<SettlementSummary> {
  /** What payers other than the state owe and paid. */
  readonly claims: readonly Pick<Claim, 'payer' | 'organisation' | 'claimed' | 'paid'>[];
  /** What of the state's share became payouts. */
  readonly orders: readonly Order[];
  /** What is claimed back of it, or was repaid. */
  readonly reclaimed: number;
  /** What of it was too much, and is left to the payee. */
  readonly waived: number;
  /** What the state owes by the concluded version and is not on its way. */
  readonly stateOwes: number;
}

/** A version with what it was calculated from and every line explained. */
export interface SettlementDetail extends SettlementSummary {
  readonly contract: string;
  readonly measurements: Measurements;
  /** SHA-256 of the RFC 8785 bytes of the measurements. */
  readonly basis: string;
  readonly settlement: OutcomeSettlement;
  /** Whether the contract's terms and these measurements give the same settlement now, to the byte. */
  readonly recalculation: { readonly identical: boolean; readonly digest: string };
}

const NOTHING: SettlementsView = {
  items: [],
  claims: [],
  orders: [],
  reclaimed: 0,
  waived: 0,
  stateOwes: 0,
};

/** Settlements, from the log. */
@Injectable()
export class SettlementQueries {
  constructor(
    private readonly log: PilotLog,
    private readonly reader: Reader,
  ) {}

  /** A page of its versions. @throws ProblemException 404 for whoever may not see the pilot */
  async list(id: string, request: PageRequest, actor: Actor, after?: Position): Promise<SettlementsView> {
    await this.reader.reached([], after);
    await this.log.find(id, actor);
    const { state, events } = await this.log.settlementOf(id);
    if (state.status === 'none') return NOTHING;
    const { claims, orders } = state;
    return {
      ...pageWithin(summariesOf(events).toReversed(), request, ({ version }) => `${version}`),
      claims: claims.map(({ payer, organisation, claimed, paid }) => ({
        payer,
        organisation,
        claimed,
        paid,
      })),
      orders: [...orders],
      reclaimed: reclaimedOf(state),
      waived: waivedOf(state),
      stateOwes: stateOwes(state),
    };
  }

  /** One version. @throws ProblemException 404 also when there is none */
  async one(id: string, version: number, actor: Actor, after?: Position): Promise<SettlementDetail> {
    await this.reader.reached([], after);
    const pilot = await this.log.find(id, actor);
    const { events } = await this.log.settlementOf(id);
    const summary = summariesOf(events).find((each) => each.version === version);
    const calculated = events.find(
      (event) => event.type === 'SettlementCalculated' && event.data.version === version,
    );
    if (summary === undefined || calculated?.type !== 'SettlementCalculated') throw refused(notFound());
    const { contract, measurements, basis, settlement } = calculated.data;
    const digest = digestOf(settle(pilot.contract!.contract.terms, measurements));
    return {
      ...summary,
      contract,
      measurements,
      basis,
      settlement,
      recalculation: { identical: digest === digestOf(settlement), digest },
    };
  }
}

/** The versions in order. */
function summariesOf(events: readonly ReadEvent<SettlementEvent>[]): SettlementSummary[] {
  const versions = new Map<number, SettlementSummary>();
  for (const event of events) {
    if (!('version' in event.data)) continue;
    const { version } = event.data;
    versions.set(version, versionAfter(versions.get(version), event));
  }
  return [...versions.values()];
}

function versionAfter(
  before: SettlementSummary | undefined,
  event: ReadEvent<SettlementEvent>,
): SettlementSummary {
  if (event.type === 'SettlementCalculated') {
    const { version, final, settlement, differences, calculatedBy } = event.data;
    const { currency, total } = settlement;
    return {
      version,
      state: 'calculated',
      final,
      currency,
      total,
      differences,
      calculatedBy,
      calculatedAt: event.at,
      reviewedBy: null,
      approvals: [],
      flagged: false,
    };
  }
  const view = before!;
  switch (event.type) {
    case 'SettlementReviewed':
      return { ...view, state: 'reviewed', reviewedBy: event.data.reviewedBy };
    case 'SettlementReturned':
      return { ...view, state: 'returned', returned: event.data.grounds };
    case 'SettlementApproved': {
      const { directorate, approvedBy } = event.data;
      return { ...view, state: 'approved-once', approvals: [...view.approvals, { directorate, approvedBy }] };
    }
    case 'SettlementConcluded':
      return { ...view, state: 'concluded' };
    case 'SettlementSuperseded':
      return { ...view, state: 'superseded' };
    case 'SettlementFlagged':
      return { ...view, flagged: true };
    case 'SettlementUpheld':
      return { ...view, flagged: false };
    default:
      return view;
  }
}
