import type { List, OrderedSet } from 'immutable';
import type { Keyed } from '#eventsourcing/keyed.js';
import type {
  AmendmentKind,
  AmendmentProposed,
  AwardAccepted,
  AwardCondition,
  AwardInstalment,
  AwardLapsed,
  CommitmentMoved,
  NumberedCondition,
  Reported,
} from '../../contract/events.js';
import type { SaidAwaited } from './awaited.js';
import type { Hold } from './held.js';
import type { Addition, Raise, Reduced } from './reductions.js';
import type { OwnReinstatement } from './proposed-reinstatement.js';
import type { AmendmentRequests } from './requests.js';
import type { ReservedBack, ReservedInstruction } from './reserved.js';

/** A released instalment; its amount is what was paid or still may be. */
export interface ReleasedInstalment {
  readonly number: number;
  readonly payoutId: string;
  readonly amount: number;
  readonly cancelled: boolean;
}

/** A revocation under way or made. */
export interface Revocation {
  readonly number: number;
  readonly replyBy: string;
  /** Everyone who prepared it: none of them may approve it. */
  readonly preparers: OrderedSet<string>;
  /** Who made the proposal that waits. */
  readonly proposer?: string | undefined;
  /** The report with too little co-funding, where it is about that. */
  readonly reportId?: string | undefined;
  /** Minor units that stay in force, once it is proposed. */
  readonly amountInForce?: number;
  /** What is proposed took the place of another proposal. */
  readonly replacesProposal?: true;
}

/** What a reinstatement goes back to; after a decision that books something as due back, what was before it. */
export interface BeforeRevocation {
  readonly amount: number;
  readonly schedule: readonly AwardInstalment[];
  readonly dueBack: number;
}

/** A claim the award opened. */
export interface ExcessClaim {
  readonly recoveryId: string;
  /** Minor units. */
  readonly amount: number;
  readonly revocation?: number | undefined;
  readonly decision?: number | undefined;
}

/** What is claimed as unspent by a report, minor units; what that said where it is on record. */
export interface ClaimedUnspent {
  readonly reportId: string;
  readonly amount: number;
  readonly reported?: Reported | undefined;
}

/** An approved report with too little co-funding. */
export interface Shortfall {
  readonly reportId: string;
  /** Budget years it is about. */
  readonly years: readonly number[];
  /** Minor units the recipient may keep of them. */
  readonly keeps: number;
  /** The reduction was decided, or nothing is left of it. */
  readonly ended: boolean;
}

/** An amendment that waits for its approval, without the words given for it. */
export type OpenAmendment = Omit<AmendmentProposed['data'], 'grounds' | 'added'> & {
  readonly added: readonly NumberedCondition[];
};

/** An amendment that was made, as an appeal against it needs to know it; amounts in minor units. */
export interface MadeAmendment {
  readonly amendment: number;
  readonly kind: AmendmentKind;
  /** By what the grant in force changed; below 0 where it took. */
  readonly change: number;
  /** The plan before it. */
  readonly schedule: readonly AwardInstalment[];
  /** Conditions it dropped that were not fulfilled. */
  readonly dropped: readonly AwardCondition[];
}

/** A corrected account that waits for another person. */
export interface OpenAccountCorrection {
  readonly number: number;
  readonly proposer: string;
  /** Whether that was somebody of the recipient. */
  readonly byRecipient: boolean;
}

/** An award from its acceptance on; amounts in minor units of `terms.amount.currency`. */
export interface AcceptedAward extends Reduced {
  readonly status: 'accepted' | 'revoked' | 'closed';
  /** What was accepted. */
  readonly terms: AwardAccepted['data'];
  /** The grant in force: the least of what is granted and what each standing reduction leaves. */
  readonly amount: number;
  /** In the order they were made. */
  readonly additions: List<Addition>;
  readonly schedule: readonly AwardInstalment[];
  /** By payout. */
  readonly released: Keyed<string, ReleasedInstalment>;
  /** The last of each payout, by payout; none when left out. */
  readonly instructions?: Keyed<string, ReservedInstruction> | undefined;
  /** What was last about to be paid back on each claim that fell, by recovery; none when left out. */
  readonly backs?: Keyed<string, ReservedBack> | undefined;
  /** Decisions elsewhere that nothing is handed to the bank before; none when left out. */
  readonly holds?: Keyed<string, Hold> | undefined;
  /** Minor units released and not cancelled. */
  readonly releasedInAll: number;
  readonly conditions: readonly (AwardCondition & { readonly fulfilled: boolean })[];
  /** The appeal that annulled the decision it stands on; until a new one is made. */
  readonly suspendedBy?: string | undefined;
  /** Number of the later decision that grants nothing, where that revoked it. */
  readonly endedBy?: number | undefined;
  /** Reports that hold up payouts. */
  readonly blockedBy: OrderedSet<string>;
  /** What the recipient owes back in all. */
  readonly dueBack: number;
  /** Reports whose unspent money is booked. */
  readonly claimed: OrderedSet<string>;
  /** What they show, by report. */
  readonly unspentBy: Keyed<string, ClaimedUnspent>;
  /** Amendments proposed so far. */
  readonly amendments: number;
  readonly amendment?: OpenAmendment | undefined;
  /** Since the last decision on the application, by their numbers. */
  readonly amended: Keyed<number, MadeAmendment>;
  /** What amendments granted beyond what was granted before, in their order; a decision takes the place of those that are no continuation. */
  readonly raised?: List<Raise> | undefined;
  /** None while the recipient asked for nothing. */
  readonly requests?: AmendmentRequests | undefined;
  readonly revocations: number;
  readonly revocation?: Revocation | undefined;
  /** How often it was proposed to undo a revocation of own motion; none while it never was. */
  readonly reinstatements?: number;
  /** The last such proposal, until it is returned or carried out. */
  readonly reinstatement?: OwnReinstatement;
  readonly before?: BeforeRevocation | undefined;
  /** What waits for money, by the appeal that was won; none while nothing ever waited. */
  readonly awaiting?: Keyed<string, SaidAwaited> | undefined;
  /** Appeals that undid a revocation; none while no appeal did. */
  readonly reinstatedBy?: OrderedSet<string>;
  /** What is unpaid and what is claimed follows from what was settled. */
  readonly levelled?: true | undefined;
  /** What claims rest on from now on: the last reduction. */
  readonly reducedBy?: Pick<ExcessClaim, 'revocation' | 'decision'> | undefined;
  /** Calendar date of it. */
  readonly reducedOn?: string | undefined;
  /** Claimed as unspent, in all. */
  readonly unspent: number;
  /** Calendar date on which unspent money was claimed last. */
  readonly unspentOn?: string | undefined;
  /** What approved reports say was spent of years for which more was planned; none while none does. */
  readonly spending?: Keyed<string, Reported & { readonly reportId: string }> | undefined;
  /** What of reported years was neither spent nor paid and is in force no more, minor units; none while nothing is. */
  readonly lapsed?: number | undefined;
  /** By report. */
  readonly shortfalls: Keyed<string, Shortfall>;
  /** Planned beyond what is in force since what was repaid is payable again, minor units; none while nothing ever was. */
  readonly plannedAgain?: number | undefined;
  /** Of what would be due back, left to the recipient: minor units. */
  readonly givenUp: number;
  /** In the order they were opened. */
  readonly claims: List<ExcessClaim>;
  /** Corrections of the account proposed so far. */
  readonly accountCorrections: number;
  readonly accountCorrection?: OpenAccountCorrection | undefined;
  /** The correction that says where the grant is paid to; none while that is the account it applied with. */
  readonly correctedBy?: number | undefined;
  /** Commitments the award stands on, in the order they were made. */
  readonly reservations: List<{ readonly reservationId: string; readonly budgetYear: number }>;
  /** Those of them that decisions made, amendments and reinstatements aside. */
  readonly decided: List<string>;
  /** Reservations no approval may use. */
  readonly abandoned: OrderedSet<string>;
  /** Payments in other years than the commitments held them for, in the order they were told. */
  readonly moves: List<CommitmentMove>;
}

/** A payment in another year than its commitment held it for; minor units. */
export type CommitmentMove = Pick<CommitmentMoved['data'], 'payment' | 'reservationId' | 'year' | 'from'>;

/** The state of an award's stream: the grant from acceptance on. */
export type Award =
  | { readonly status: 'none'; readonly acceptBy?: AcceptBy | undefined }
  | {
      readonly status: 'lapsed';
      readonly offer: AwardLapsed['data'];
      readonly acceptBy?: AcceptBy | undefined;
    }
  | { readonly status: 'declined'; readonly offer: EndedOffer; readonly acceptBy?: AcceptBy | undefined }
  | AcceptedAward;

/** The last day to accept that the agency set for the grant of a decision. */
export interface AcceptBy {
  readonly decision: number;
  /** Calendar date. */
  readonly lastDay: string;
  readonly reminded: boolean;
}

/** A grant that nobody accepted in time, or that was declined. */
export type EndedOffer = Omit<AwardLapsed['data'], 'dueAt' | 'decision'>;

/** Whether the offer of a grant has ended without acceptance; what a later decision grants has another commitment. */
export function hasEnded(
  state: Award,
  { reservationId }: { readonly reservationId?: string | undefined },
): boolean {
  return (
    (state.status === 'lapsed' || state.status === 'declined') && state.offer.reservationId === reservationId
  );
}

/** Minor units released and not cancelled. */
export function releasedOf({ releasedInAll }: AcceptedAward): number {
  return releasedInAll;
}

/** Whether the grant was accepted, whatever became of it. */
export function wasAccepted(state: Award): state is AcceptedAward {
  return state.status !== 'none' && state.status !== 'lapsed' && state.status !== 'declined';
}

/** Instalments of an award that are not released yet; none when nothing is released any more. */
export function outstanding(state: Award): readonly AwardInstalment[] {
  if (state.status !== 'accepted') return [];
  return state.schedule.filter(({ number }) => !state.released.some((each) => each.number === number));
}

/** Minor units planned and paid in all. */
export function plannedOf({ schedule }: Pick<AcceptedAward, 'schedule'>): number {
  return schedule.reduce((all, { amount }) => all + amount, 0);
}

/** Minor units the recipient may keep of the grant: what is in force without what is claimed as unspent. */
export function entitledOf({ amount, unspent }: Pick<AcceptedAward, 'amount' | 'unspent'>): number {
  return Math.max(0, amount - unspent);
}

/** Minor units due back of a levelled award, or come back: planned beyond what the recipient is entitled to, and not given up. */
export function surplusOf(state: AcceptedAward): number {
  return Math.max(0, plannedOf(state) - entitledOf(state) - state.givenUp);
}

/** Released instalments as they are paid: without what was cancelled of them. */
export function paidInstalments(state: AcceptedAward): AwardInstalment[] {
  return state.schedule.flatMap((instalment) => {
    const released = state.released.find(({ number }) => number === instalment.number);
    return released ? [{ ...instalment, amount: released.amount }] : [];
  });
}

/** What holds up payouts, or an award. */
export interface Blocker {
  readonly reportId?: string | undefined;
  /** Number of a flagged decision. */
  readonly decision?: number | undefined;
  /** Id of a report with too little co-funding. */
  readonly shortfallOf?: string | undefined;
}

/** The name under which it is kept: the id of a report or an appeal, or what is made of a decision's number. */
export function blockerOf({ reportId, decision, shortfallOf }: Blocker): string {
  if (shortfallOf !== undefined) return `co-funding-${shortfallOf}`;
  return reportId ?? `decision-${decision}`;
}
