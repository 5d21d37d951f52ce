import { Injectable } from '@nestjs/common';
import type { Actor, Position } from '#eventsourcing/event.js';
import { permits } from '#access/policy.js';
import { organisationOf } from '#access/organisation.js';
import { Reader } from '#cqrs/queries/reader.js';
import { MAY } from '../access.js';
import { resourceOf } from '../application/pilots/pilots.js';
import type { KnownPilot, LinkedGrant } from '../domain/pilot/state.js';
import { PilotLog, type ReadEvent } from './pilot-log.js';
import type { PilotEvent } from '../contract/events.js';
import { cohortViews, type CohortView } from './view/cohort-view.js';
import { contractView, type ContractView } from './view/contract-view.js';
import { followUpView, type FollowUpView } from './view/follow-up-view.js';
import { frameworkView, type FrameworkView } from './view/framework-view.js';
import { measurementViews, type MeasurementView } from './view/measurement-view.js';
import {
  accountCorrectionView,
  partnerViews,
  type AccountCorrectionView,
  type PartnerView,
} from './view/partner-view.js';

/** A pilot as those who take part see it. */
export interface PilotView extends FollowUpView {
  readonly id: string;
  readonly state: string;
  readonly schemeId: string;
  readonly directorates: readonly [string, string];
  readonly title: string;
  readonly targetGroup: string;
  readonly currency: string;
  readonly framework: FrameworkView | null;
  readonly partners: readonly PartnerView[];
  /** The corrected account that waits for another person; for the directorates and for whose it is. */
  readonly accountCorrection: AccountCorrectionView | null;
  /** All for the directorates, for a municipality its own. */
  readonly developmentGrants: readonly LinkedGrant[];
  readonly contract: ContractView | null;
  readonly cohorts: readonly CohortView[];
  readonly measurements: readonly MeasurementView[];
  /** An early end that is proposed, or was agreed to. */
  readonly termination: KnownPilot['termination'] | null;
  /** What came of it; `null` before it is closed, or when the words were erased. */
  readonly conclusion: string | null;
  /** Something personal in it was erased: it reads `null`. */
  readonly erased?: true;
  /** Of the pilot's stream; what If-Match is compared with. */
  readonly revision: number;
  readonly position: Position;
}

/** Pilots as they stand in the log. */
@Injectable()
export class PilotOverview {
  constructor(
    private readonly log: PilotLog,
    private readonly reader: Reader,
  ) {}

  /** @throws ProblemException 404 for whoever may not see it, or when there is none */
  async of(id: string, actor: Actor, after?: Position): Promise<PilotView> {
    // The log never lags; a position that nobody was given is refused all the same.
    await this.reader.reached([], after);
    const { state, events, erased, revision, position } = await this.log.open(id, actor);
    const { status, schemeId, directorates, currency, grants, contract, termination } = state;
    const { title, targetGroup } = establishedIn(events);
    const official = isOfficial(actor, state);
    const own = organisationOf(actor);
    const mayRead = (organisation: string) => official || organisation === own;
    return {
      id,
      state: status,
      schemeId,
      directorates,
      title,
      targetGroup,
      currency,
      framework: frameworkView(events),
      partners: partnerViews(events, mayRead),
      accountCorrection: accountCorrectionView(events, state.accountWaiting, mayRead),
      developmentGrants: [...grants].filter(({ municipality }) => official || municipality === own),
      contract: contractView(events, contract),
      cohorts: cohortViews(events, contract?.contract.terms, [...state.cohorts]),
      ...followUpView(events),
      measurements: measurementViews(events),
      termination: termination ?? null,
      conclusion: conclusionIn(events),
      ...(erased ? { erased } : {}),
      revision,
      position,
    };
  }
}

/** Whether a person sees the pilot as one of the directorates, or oversees it. */
export function isOfficial(actor: Actor, state: KnownPilot): boolean {
  const { directorates = [] } = resourceOf(state);
  return permits(actor, MAY['pilot.read'], { directorates }).allowed;
}

function establishedIn(events: readonly ReadEvent<PilotEvent>[]) {
  const [first] = events;
  if (first?.type !== 'PilotEstablished') throw new Error('a pilot begins by being established');
  return first.data;
}

function conclusionIn(events: readonly ReadEvent<PilotEvent>[]): string | null {
  const closed = events.findLast(({ type }) => type === 'PilotClosed');
  return closed?.type === 'PilotClosed' ? closed.data.conclusion : null;
}
