import { Inject, Injectable } from '@nestjs/common';
import type { EventStore } from '#event-store/port.js';
import { fold } from '#eventsourcing/decider.js';
import { EVENT_STORE } from '#cqrs/tokens.js';
import { recoveryStream, type RecoveryEvent } from '#payouts/contract/events.js';
import { streams, type AwardEvent, type DecidedElsewhere } from '../../contract/events.js';
import type { PartElsewhere } from '../../domain/application/flagging.js';
import { award as awards } from '../../domain/award/award.js';
import { changesInForce, type Makers } from '../../domain/award/makers.js';
import { recoveriesOf } from '../../domain/award/recoveries.js';
import { wasAccepted, type Award } from '../../domain/award/state.js';
import { Appeals } from '../appeals/appeals.js';
import { Applications } from '../applications/applications.js';
import { makersOfClaim } from './makers-of-claims.js';

const NOBODY: Makers = { preparers: [], deciders: [] };

/** Who prepared and who made what gives or changes a grant, in whichever stream of the case that stands. */
@Injectable()
export class MakersInCases {
  constructor(
    private readonly applications: Applications,
    private readonly appeals: Appeals,
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'readStream'>,
  ) {}

  /** A person's part in what led to the decision in force from another stream, or was decided since. */
  async partsOf(caseId: string, person: string): Promise<readonly PartElsewhere[]> {
    const parts: PartElsewhere[] = [];
    for (const { of, preparers, deciders } of await this.elsewhere(caseId))
      if (deciders.includes(person)) parts.push({ of, as: 'mayDecide' });
      else if (preparers.includes(person)) parts.push({ of, as: 'mayPrepare' });
    return parts;
  }

  /** Of a decision on the application: those of the appeal that led to it as well. */
  async ofDecision(caseId: string, number: number): Promise<Makers> {
    const state = await this.applications.find(caseId);
    const made = state.status === 'none' ? undefined : state.decisions.get(number);
    if (!made) return NOBODY;
    const { preparers, decisionMaker, appealId } = made;
    const onAppeal = appealId === undefined ? NOBODY : await this.ofAppeal(appealId);
    return {
      preparers: [...preparers, ...onAppeal.preparers],
      deciders: [...(decisionMaker === undefined ? [] : [decisionMaker]), ...onAppeal.deciders],
    };
  }

  /** Of what was decided in an appeal. */
  async ofAppeal(id: string): Promise<Makers> {
    const state = await this.appeals.find(id);
    return state.status === 'none'
      ? NOBODY
      : { preparers: [...state.preparers], deciders: [...state.deciders] };
  }

  private async elsewhere(caseId: string): Promise<readonly (Makers & { readonly of: DecidedElsewhere })[]> {
    const state = await this.applications.find(caseId);
    if (state.status === 'none' || !state.decision) return [];
    const { appealId: id } = state.decision;
    const ofDecision = id === undefined ? [] : [{ of: { kind: 'appeal', id } as const }];
    const award = (await this.store.readStream(streams.award(caseId))) as unknown as readonly AwardEvent[];
    const found: (Makers & { readonly of: DecidedElsewhere })[] = [];
    for (const change of [...ofDecision, ...changesInForce(award)])
      found.push('preparers' in change ? change : { ...change, ...(await this.ofAppeal(change.of.id)) });
    return [...found, ...(await this.ofClaims(fold(awards, award)))];
  }

  /** Of the claims that stand; whoever had one made anew prepared those after it. */
  private async ofClaims(award: Award): Promise<readonly (Makers & { readonly of: DecidedElsewhere })[]> {
    if (!wasAccepted(award)) return [];
    const found: (Makers & { readonly of: DecidedElsewhere })[] = [];
    const renewed: string[] = [];
    for (const id of recoveriesOf(award)) {
      const events = await this.store.readStream(recoveryStream(id));
      const made = makersOfClaim(events as unknown as readonly RecoveryEvent[]);
      const { preparers, deciders } = made;
      if (made.holds)
        found.push({ of: { kind: 'recovery', id }, preparers: [...preparers, ...renewed], deciders });
      renewed.push(...made.renewers);
    }
    return found;
  }
}
