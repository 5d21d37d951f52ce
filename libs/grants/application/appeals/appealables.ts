import { Inject, Injectable } from '@nestjs/common';
import { dateInOslo } from '#calendar/oslo.js';
import type { EventStore } from '#event-store/port.js';
import type { RecordedEvent } from '#eventsourcing/event.js';
import { recoveryStream, type ClaimPartlyUpheld, type RecoveryOrder } from '#payouts/contract/events.js';
import { EVENT_STORE } from '#cqrs/tokens.js';
import {
  streams,
  type Appealed,
  type AwardAmended,
  type AwardReinstated,
  type AwardRevoked,
  type Noticed,
} from '../../contract/events.js';
import type { Appeal, Appealable } from '../../domain/appeal/state.js';
import type { Application } from '../../domain/application/state.js';
import { noticeOf } from '../../domain/notices/state.js';
import { Applications } from '../applications/applications.js';
import { Notices } from '../notices/notices.js';
import { Appeals } from './appeals.js';

type ById = Extract<Appealed, { readonly kind: 'dismissal' | 'recovery' }>;
type ByRevocation = Extract<Appealed, { readonly kind: 'revocation' }>;
type ByNumber = Extract<Appealed, { readonly number: number }>;

const REVOKING: ReadonlySet<string> = new Set(['RevocationForewarned', 'RevocationProposed', 'AwardRevoked']);
const AMENDING: ReadonlySet<string> = new Set(['AmendmentProposed', 'AwardAmended']);
const REFUSING: ReadonlySet<string> = new Set(['AmendmentRefusalProposed', 'AmendmentRefused']);
const CLAIMING: ReadonlySet<string> = new Set(['ClaimProposed', 'RepaymentClaimed']);

/** Decisions that can be appealed against, found in the streams that hold them. */
@Injectable()
export class Appealables {
  constructor(
    private readonly applications: Applications,
    private readonly appeals: Appeals,
    private readonly notices: Notices,
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'readStream'>,
  ) {}

  /** What an appeal in the case would be against; `undefined` when no such decision is in force. */
  async find(caseId: string, against: Appealed): Promise<Appealable | undefined> {
    switch (against.kind) {
      case 'decision':
        return this.decision(caseId, against);
      case 'dismissal':
        return this.dismissal(caseId, against);
      case 'revocation':
        return against.id === caseId ? this.revocation(caseId, against) : undefined;
      case 'amendment':
        return this.amendment(caseId, against);
      case 'refusal':
        return this.refusal(caseId, against);
      case 'recovery':
        return this.claim(caseId, against);
    }
  }

  /** What an appeal is against, as that stands now. */
  async of(appeal: Appeal): Promise<Appealable | undefined> {
    if (appeal.status === 'none') return undefined;
    const { caseId, against } = appeal.submission;
    return this.find(caseId, against);
  }

  /** Whether what an appeal is against does not stand any more: of a dismissal also where what was not heard is against that. */
  async isOvertaken(appeal: Appeal): Promise<boolean> {
    if (appeal.status === 'none') return false;
    if ((await this.of(appeal)) === undefined) return true;
    const { against } = appeal.submission;
    return against.kind === 'dismissal' && this.isOvertaken(await this.appeals.find(against.id));
  }

  /** Whoever prepared or decided the appeal that led to it made it as well. */
  private async decision(caseId: string, against: ByNumber): Promise<Appealable | undefined> {
    const state = await this.applications.find(caseId);
    const found = decisionOf(state, against);
    const made = state.status === 'none' ? undefined : state.decisions.get(against.number);
    if (!found || made?.appealId === undefined) return found;
    const appeal = await this.appeals.find(made.appealId);
    if (appeal.status === 'none') return found;
    const { preparers, deciders } = appeal;
    return { ...found, involved: [...new Set([...found.involved, ...preparers, ...deciders])] };
  }

  private async dismissal(caseId: string, against: ById): Promise<Appealable | undefined> {
    const state = await this.appeals.find(against.id);
    if (state.status !== 'dismissed' || state.submission.caseId !== caseId) return undefined;
    const { notice, dismissedOn, preparers, deciders } = state;
    if (dismissedOn === undefined) return undefined;
    return {
      against,
      decidedOn: dismissedOn,
      receivedOn: notice?.receivedOn,
      deadline: notice?.appealDeadline,
      final: false,
      involved: [...preparers, ...deciders],
    };
  }

  /** The one that is named, else the last that stands. */
  private async revocation(
    caseId: string,
    { revocation: named, ...award }: ByRevocation,
  ): Promise<Appealable | undefined> {
    const events = await this.store.readStream(streams.award(award.id));
    const standing = standingRevocations(events);
    const found = standing.findLast(({ number }) => named === undefined || number === named);
    if (!found) return undefined;
    const { number, revoked, left } = found;
    const against = { ...award, revocation: number };
    const noticed = { kind: 'revocation', number } as const;
    const involved = within(events, REVOKING);
    const made = await this.madeBy(caseId, { against, noticed, decision: revoked, involved });
    return left ? this.leftBy(left, made) : made;
  }

  /** One that takes from the party, until the decision on the application is another or an appeal lifted it. */
  private async amendment(caseId: string, against: ByNumber): Promise<Appealable | undefined> {
    const events = await this.store.readStream(streams.award(caseId));
    const { number: amendment } = against;
    const ofIt = events.filter(({ data }) => data['amendment'] === amendment);
    const amended = ofIt.find(({ type }) => type === 'AwardAmended');
    const { worse } = (amended?.data ?? {}) as unknown as Partial<AwardAmended['data']>;
    if (!amended || !worse || ofIt.some(({ type }) => type === 'AmendmentLifted')) return undefined;
    if (events.some(({ type, revision }) => type === 'DecisionFollowed' && revision > amended.revision))
      return undefined;
    const noticed = { kind: 'amendment', number: amendment } as const;
    return this.madeBy(caseId, { against, noticed, decision: amended, involved: within(ofIt, AMENDING) });
  }

  /** Of an amendment that the recipient asked for, until an appeal opened the request again. */
  private async refusal(caseId: string, against: ByNumber): Promise<Appealable | undefined> {
    const events = await this.store.readStream(streams.award(caseId));
    const { number } = against;
    const ofIt = events.filter(({ data }) => data['refusal'] === number);
    const refused = ofIt.find(({ type }) => type === 'AmendmentRefused');
    if (!refused || ofIt.some(({ type }) => type === 'AmendmentRequestReopened')) return undefined;
    const noticed = { kind: 'refusal', number } as const;
    return this.madeBy(caseId, { against, noticed, decision: refused, involved: within(ofIt, REFUSING) });
  }

  private async claim(caseId: string, against: ById): Promise<Appealable | undefined> {
    const events = await this.store.readStream(recoveryStream(against.id));
    const opened = events[0]?.data as unknown as RecoveryOrder | undefined;
    const claimed = events.findLast(({ type }) => type === 'RepaymentClaimed');
    if (opened?.caseId !== caseId || !claimed || events.some(({ type }) => type === 'ClaimAnnulled'))
      return undefined;
    const noticed = { kind: 'recovery', id: against.id } as const;
    const involved = within(events, CLAIMING);
    const made = await this.madeBy(caseId, { against, noticed, decision: claimed, involved });
    const upheld = events.findLast(({ type }) => type === 'ClaimPartlyUpheld');
    return upheld ? this.leftBy(upheld.data as unknown as ClaimPartlyUpheld['data'], made) : made;
  }

  /** What an appeal left of a revocation or a claim is decided by who decided that appeal: nobody is above the appeal body. */
  private async leftBy(
    { appealId, by }: Pick<ClaimPartlyUpheld['data'], 'appealId' | 'by'>,
    made: Appealable,
  ): Promise<Appealable> {
    const state = await this.appeals.find(appealId);
    if (state.status === 'none') throw new Error(`there is no appeal ${appealId}`);
    const { notice, decidedOn = made.decidedOn, preparers, deciders } = state;
    return {
      ...made,
      decidedOn,
      receivedOn: notice?.receivedOn,
      deadline: notice?.appealDeadline,
      final: by === 'appeal',
      involved: [...new Set([...made.involved, ...preparers, ...deciders])],
    };
  }

  /** A decision that one event made: the award and its claims have the id of their case in what is told of them. */
  private async madeBy(caseId: string, { against, noticed, decision, involved }: Made): Promise<Appealable> {
    const { received } = noticeOf(noticed, await this.notices.find(caseId)) ?? {};
    return {
      against,
      noticed,
      decidedOn: dateInOslo(decision.metadata.recordedAt),
      receivedOn: received?.receivedOn,
      deadline: received?.appealDeadline,
      final: false,
      involved,
    };
  }
}

/** A decision that one event made, and who had a part in it. */
interface Made {
  readonly against: Appealed;
  readonly noticed: Noticed;
  readonly decision: RecordedEvent;
  readonly involved: readonly string[];
}

/** A revocation that stands, and the appeal that left it in part. */
interface StandingRevocation {
  readonly number: number;
  readonly revoked: RecordedEvent;
  readonly left?: Pick<ClaimPartlyUpheld['data'], 'appealId' | 'by'>;
}

/** Those of an award that no appeal undid, in the order they were made; none where a later decision ended it, which is what is appealed. */
function standingRevocations(events: readonly RecordedEvent[]): readonly StandingRevocation[] {
  let standing: readonly StandingRevocation[] = [];
  let ended = false;
  for (const event of events)
    switch (event.type) {
      case 'AwardRevoked': {
        const { decision, revocation: number } = event.data as unknown as AwardRevoked['data'];
        ended = decision !== undefined;
        if (!ended) standing = [...standing, { number, revoked: event }];
        break;
      }
      case 'DecisionFollowed':
        ended = false;
        break;
      case 'AwardReinstated': {
        const { revocation, upheld, appealId } = event.data as unknown as AwardReinstated['data'];
        // What is on record of before may name none that was made: it undid the last.
        const undone = standing.find(({ number }) => number === revocation) ?? standing.at(-1);
        standing = standing.flatMap((each) => {
          if (each !== undone) return [each];
          return upheld && appealId !== undefined ? [{ ...each, left: { appealId, by: upheld.by } }] : [];
        });
        break;
      }
      default:
    }
  return ended ? [] : standing;
}

/** A decision on the application that is in force, or waits for money. */
function decisionOf(state: Application, against: ByNumber): Appealable | undefined {
  const decision = state.status === 'none' ? undefined : state.decisions.get(against.number);
  if (!decision || decision.standing === 'replaced' || decision.standing === 'annulled') return undefined;
  const { decidedOn, notified, preparers, decisionMaker } = decision;
  const { receivedOn, appealDeadline } = notified ?? {};
  return {
    against,
    decidedOn,
    receivedOn,
    deadline: appealDeadline,
    final: decision.by === 'appeal' || decision.by === 'superior',
    involved: decisionMaker === undefined ? [...preparers] : [...preparers, decisionMaker],
  };
}

/** Whoever took a step of these types. */
function within(events: readonly RecordedEvent[], types: ReadonlySet<string>): readonly string[] {
  const steps = events.filter(({ type }) => types.has(type));
  return [...new Set(steps.map(({ metadata }) => metadata.actor.subject))];
}
