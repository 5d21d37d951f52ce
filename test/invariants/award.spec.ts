import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { budget, type BudgetCommand } from '#budget/domain/budget.js';
import type { Budget } from '#budget/domain/state.js';
import type { BudgetEvent } from '#budget/contract/events.js';
import { fold } from '#eventsourcing/decider.js';
import type { AmendmentKind, AwardEvent } from '#grants/contract/events.js';
import { furtherNeed } from '#grants/domain/award/amendment.js';
import { award } from '#grants/domain/award/award.js';
import type { AwardCommand } from '#grants/domain/award/award.js';
import { mayFollow, needOfDecision } from '#grants/domain/award/following.js';
import { needOfLevelling } from '#grants/domain/award/levelling.js';
import { needOfLifting } from '#grants/domain/award/lifting.js';
import { isWaiting } from '#grants/domain/award/requests.js';
import { needOfReinstatement } from '#grants/domain/award/reinstatement.js';
import type { MoneyStanding } from '#grants/domain/award/standing-of-money.js';
import { commitmentsOf } from '#grants/domain/award/commitments.js';
import { entitledOf, releasedOf, wasAccepted, type AcceptedAward } from '#grants/domain/award/state.js';
import { offer } from '#grants/domain/award/testing/offer.js';

const PEOPLE = ['anna', 'berit', 'carl'] as const;
const SCHEME = offer.schemeId;
const APPROPRIATION = 450;
const AUTHORITY = 600;
const nok = (amount: number) => ({ amount, currency: 'NOK' });

/** One move of a random story; numbers are read as each move needs them. */
const move = fc.record({
  what: fc.constantFrom(
    'change',
    'change',
    'revoke',
    'amend',
    'approve',
    'return',
    'forewarn',
    'propose-revocation',
    'approve-revocation',
    'reinstate',
    'lift',
    'appeal',
    'annul',
    'decide-anew',
    'release',
    'settle',
    'cancel',
    'level',
    'send-back',
    'unspent',
    'block',
    'unblock',
    'fulfil',
    'propose-account',
    'approve-account',
    'ask',
    'refuse',
    'reopen',
    'reopen',
    'fit',
    'abandon',
    'close',
    'wait',
  ),
  who: fc.constantFrom(...PEOPLE),
  kind: fc.constantFrom<AmendmentKind>('amount', 'dates', 'conditions', 'continuation'),
  amount: fc.integer({ min: 0, max: 500 }),
  parts: fc.integer({ min: 1, max: 3 }),
  year: fc.integer({ min: 2026, max: 2028 }),
});
type Move = ReturnType<typeof move.generate>['value'];

/** An award, the budget behind it and its payouts, driven the way the handlers and process managers do. */
class Story {
  readonly awards: AwardEvent[] = [];
  readonly budgets: BudgetEvent[] = [];
  /** Minor units the bank holds as paid, by payout. */
  readonly paid = new Map<string, number>();
  private readonly cancelled = new Set<string>();
  /** Approvals by someone who prepared what they approved. */
  readonly selfApproved: string[] = [];
  private readonly prepared = new Map<string, Set<string>>();
  private today = 0;
  private reservations = 0;
  private appeals = 0;

  constructor() {
    for (const year of [2026, 2027, 2028])
      this.book({
        type: 'SetAppropriation',
        schemeId: SCHEME,
        currency: 'NOK',
        year,
        amount: 450,
        transferredIn: 0,
      });
    this.book({
      type: 'SetCommitmentAuthority',
      schemeId: SCHEME,
      currency: 'NOK',
      year: 2026,
      amount: AUTHORITY,
    });
    this.reserve(
      offer.reservationId,
      offer.schedule.map(({ dueDate, amount }) => ({ year: Number(dueDate.slice(0, 4)), amount })),
    );
    this.send({ type: 'AcceptAward', offer, now: this.now });
  }

  get state(): AcceptedAward {
    const state = fold(award, this.awards);
    if (!wasAccepted(state)) throw new Error('the story begins with an acceptance');
    return state;
  }

  get budget(): Budget {
    return fold(budget, this.budgets);
  }

  play({ what, who, kind, amount, parts, year }: Move): void {
    const { state } = this;
    const payout = state.released.at(amount % Math.max(1, state.released.length));
    switch (what) {
      case 'change':
        this.amend(PEOPLE[(PEOPLE.indexOf(who) + 1) % 3]!, kind, amount, parts, year);
        return this.play({ what: 'approve', who, kind, amount, parts, year });
      case 'revoke':
        this.forewarn(PEOPLE[(PEOPLE.indexOf(who) + parts) % 3]!);
        this.today += 3;
        this.proposeRevocation(PEOPLE[(PEOPLE.indexOf(who) + 1) % 3]!, amount % (releasedOf(state) + 1));
        this.send({ type: 'ApproveRevocation', approver: who, now: this.now });
        return;
      case 'wait':
        this.today += amount;
        return;
      case 'amend':
        return this.amend(who, kind, amount, parts, year);
      case 'approve':
        return this.withMoney(furtherNeed(state, 2026), amount % 5 === 0, (reservationId) =>
          this.send({
            type: 'ApproveAmendment',
            amendment: state.amendments,
            approver: who,
            reservationId,
            budgetYear: 2026,
            now: this.now,
          }),
        );
      case 'return':
        this.send({ type: 'ReturnAmendment', amendment: state.amendments, person: who, grounds: 'no' });
        return;
      case 'forewarn':
        return this.forewarn(who);
      case 'propose-revocation':
        return this.proposeRevocation(who, amount);
      case 'approve-revocation':
        this.send({ type: 'ApproveRevocation', approver: who, now: this.now });
        return;
      case 'reinstate':
        return this.withMoney(needOfReinstatement(state, 2026), false, (reservationId) =>
          this.send({
            type: 'ReinstateAward',
            appealId: `k${++this.appeals}`,
            reservationId,
            budgetYear: 2026,
            now: this.now,
          }),
        );
      case 'lift': {
        const { amendment = 0 } = state.amended.at(amount % Math.max(1, state.amended.length)) ?? {};
        return this.withMoney(needOfLifting(state, amendment, 2026, this.now), false, (reservationId) =>
          this.send({
            type: 'LiftAmendment',
            appealId: 'k',
            amendment,
            reservationId,
            budgetYear: 2026,
            now: this.now,
          }),
        );
      }
      case 'appeal':
        return this.appeal(amount, year);
      case 'annul':
        this.send({ type: 'SuspendAward', decision: state.terms.decision ?? 1, appealId: `k${parts}` });
        return;
      case 'decide-anew':
        return this.decideAnew(amount, year);
      case 'settle':
        if (payout && !payout.cancelled) this.paid.set(payout.payoutId, Math.min(amount, payout.amount));
        return;
      case 'send-back':
        if (payout && !payout.cancelled) this.paid.set(payout.payoutId, 0);
        return;
      case 'cancel':
        // What is paid of a closed award is paid.
        if (!payout || state.status === 'closed') return;
        this.cancelled.add(payout.payoutId);
        if (!state.levelled)
          this.send({
            type: 'ReduceDueBack',
            payoutId: payout.payoutId,
            paid: this.paid.get(payout.payoutId) ?? 0,
          });
        return this.play({ what: 'level', who, kind, amount, parts, year });
      case 'level': {
        const money = this.money();
        return this.withMoney(needOfLevelling(state, 2026, money, this.now), false, (reservationId) =>
          this.send({ type: 'LevelAward', money, now: this.now, budgetYear: 2026, reservationId }),
        );
      }
      case 'unspent':
        this.send({ type: 'ClaimUnspent', reportId: `rep${parts}`, amount, now: this.now });
        return;
      case 'block':
        this.send({ type: 'BlockPayouts', reportId: `rep${parts}` });
        return;
      case 'unblock':
        this.send({ type: 'UnblockPayouts', reportId: `rep${parts}`, now: this.now });
        return;
      case 'release':
        this.send({ type: 'ReleaseDueInstalments', now: this.now });
        return;
      case 'fulfil':
        this.send({ type: 'FulfilCondition', condition: parts, person: who, now: this.now });
        return;
      case 'propose-account':
        this.send({
          type: 'ProposeAccountCorrection',
          proposer: who,
          organisation: parts % 2 === 0 ? state.terms.recipient : state.terms.directorate,
          account: '12345678911',
          evidence: 'A letter',
          today: this.now.slice(0, 10),
        });
        return;
      case 'approve-account':
        this.send({
          type: 'ApproveAccountCorrection',
          correction: state.accountCorrections,
          approver: who,
        });
        return;
      case 'ask':
        this.send({
          type: 'RequestAmendment',
          requester: 'nina',
          wish: 'later',
          grounds: 'rain',
          today: this.now.slice(0, 10),
        });
        return;
      case 'refuse': {
        if (this.waiting() === 0) this.play({ what: 'ask', who, kind, amount, parts, year });
        const request = this.waiting();
        const proposer = PEOPLE[(PEOPLE.indexOf(who) + parts) % 3]!;
        this.send({ type: 'ProposeAmendmentRefusal', request, proposer, grounds: 'no' });
        const refusal = this.state.requests?.get(request)?.refusal?.number ?? 0;
        const today = this.now.slice(0, 10);
        this.send({ type: 'ApproveAmendmentRefusal', refusal, approver: who, today });
        return;
      }
      case 'reopen': {
        const refused = state.requests?.findLast(({ status }) => status === 'refused');
        const refusal = refused?.refusal?.number ?? 0;
        const granted = amount % 2 === 0;
        this.send({ type: 'ReopenAmendmentRequest', refusal, appealId: 'k', granted });
        return;
      }
      case 'fit':
        return this.fit();
      case 'abandon':
        this.abandon(`further-${this.reservations}`);
        return;
      case 'close':
        // Seldom, since nothing happens after it.
        if (amount % 3 === 0)
          this.send({ type: 'CloseAward', person: who, paid: 0, unpaidInstalments: [], openReports: [] });
    }
  }

  /** An appeal puts another decision in place of the accepted one, with its money reserved anew. */
  private appeal(amount: number, year: number): void {
    const reservationId = `decision-${++this.reservations}`;
    if (amount === 0 || !this.reserve(reservationId, [{ year, amount }])) return;
    const schedule = [{ number: 1, dueDate: `${year}-07-01`, amount }];
    const decision = (this.state.terms.decision ?? 1) + 1;
    const replaced = { ...offer, decision, reservationId, amount: nok(amount), schedule };
    this.send({ type: 'FollowDecision', offer: replaced, now: this.now });
  }

  /** After an annulment a decision-maker grants or rejects anew, with what the commitments do not hold reserved. */
  private decideAnew(amount: number, year: number): void {
    const { state } = this;
    const decision = (state.terms.decision ?? 1) + 1;
    if (amount % 4 === 0) {
      const rejection = { decision, decisionMaker: 'carl' };
      this.send({ type: 'FollowDecision', offer: undefined, rejection, now: this.now });
      return;
    }
    if (!mayFollow(state)) return;
    const schedule = [{ number: 1, dueDate: `${year}-08-01`, amount }];
    const need = needOfDecision(state, schedule, 2026);
    const reservationId = need.length === 0 ? state.decided.last()! : `anew-${++this.reservations}`;
    if (need.length > 0 && !this.reserve(reservationId, need)) return;
    const anew = { ...offer, decision, reservationId, amount: nok(amount), schedule };
    this.send({ type: 'FollowDecision', offer: anew, now: this.now });
  }

  private forewarn(person: string): void {
    const replyBy = this.dayAfter(2);
    this.send({ type: 'ForewarnRevocation', person, replyBy, grounds: 'it stopped', now: this.now });
  }

  private proposeRevocation(proposer: string, amount: number): void {
    const amountInForce = nok(amount);
    this.send({ type: 'ProposeRevocation', proposer, amountInForce, grounds: 'it stopped', now: this.now });
  }

  private amend(who: string, kind: AmendmentKind, amount: number, parts: number, year: number): void {
    const { state } = this;
    const request = this.waiting();
    const total = {
      amount: amount - releasedOf(state),
      continuation: amount,
      dates: state.amount - releasedOf(state),
      conditions: 0,
    }[kind];
    const share = Math.floor(total / parts);
    const payments = Array.from({ length: parts }, (_, index) => ({
      dueDate: `${year + (index > 1 ? 1 : 0)}-0${index + 4}-01`,
      amount: index === 0 ? total - share * (parts - 1) : share,
    })).filter((each) => each.amount > 0);
    this.send({
      type: 'ProposeAmendment',
      proposer: who,
      kind,
      ...(kind === 'amount' || kind === 'continuation' ? { amount: nok(amount) } : {}),
      payments: kind === 'conditions' ? [] : payments,
      dropped: [],
      added: kind === 'conditions' ? [{ text: 'more', beforePayout: parts === 1 }] : [],
      grounds: 'better',
      ...(request > 0 && amount % 2 === 0 ? { request, inPart: parts === 1 } : {}),
    });
  }

  /** Reserve, then decide; what is refused after it was reserved is given up on the award before the budget. */
  private withMoney(
    need: readonly { readonly year: number; readonly amount: number }[],
    crashes: boolean,
    decide: (reservationId?: string) => boolean,
  ): void {
    if (need.length === 0) {
      decide();
      return;
    }
    const reservationId = `further-${++this.reservations}`;
    if (!this.reserve(reservationId, need) || crashes) return;
    if (!decide(reservationId)) this.abandon(reservationId);
  }

  private abandon(reservationId: string): void {
    if (this.send({ type: 'AbandonAmendment', reservationId, grounds: 'refused' }))
      this.book({ type: 'ReleaseCommitment', schemeId: SCHEME, reservationId, grounds: 'refused' });
  }

  /** How the payouts stand; nothing is claimed here. */
  private money(): MoneyStanding {
    const payments = [...this.state.released].map(({ payoutId }) => {
      const cancelled = this.cancelled.has(payoutId);
      const paid = this.paid.get(payoutId) ?? 0;
      return [payoutId, { paid, underWay: 0, opened: true, cancelled, byPerson: false }] as const;
    });
    return { payments: new Map(payments), claims: [] };
  }

  /** The first request that waits; 0 while none does. */
  private waiting(): number {
    return this.state.requests?.find(isWaiting)?.request ?? 0;
  }

  private fit(): void {
    for (const { reservationId, payments } of commitmentsOf(this.state))
      this.book(
        payments.length === 0
          ? { type: 'ReleaseCommitment', schemeId: SCHEME, reservationId, grounds: 'less' }
          : { type: 'AdjustCommitment', schemeId: SCHEME, reservationId, payments, grounds: 'less' },
      );
  }

  private reserve(reservationId: string, payments: readonly { year: number; amount: number }[]): boolean {
    const common = { schemeId: SCHEME, caseId: offer.awardId, currency: 'NOK', budgetYear: 2026 };
    return this.book({ type: 'ReserveCommitment', reservationId, payments, ...common });
  }

  private send(command: AwardCommand): boolean {
    const decision = award.decide(command, fold(award, this.awards));
    if ('refused' in decision) return false;
    for (const event of decision.events) this.note(event);
    this.awards.push(...decision.events);
    return true;
  }

  /** Who prepared what, and whether one of them approves it. */
  private note({ type, data }: AwardEvent): void {
    const by = (key: string) => this.prepared.get(key) ?? new Set<string>();
    const approved = (key: string, approver: string) => {
      if (by(key).has(approver)) this.selfApproved.push(`${key} by ${approver}`);
    };
    switch (type) {
      case 'AmendmentProposed':
        return void this.prepared.set(`a${data.amendment}`, new Set([data.proposer]));
      case 'AccountCorrectionProposed':
        return void this.prepared.set(`c${data.correction}`, new Set([data.proposer]));
      case 'AccountCorrected':
        return approved(`c${data.correction}`, data.approver);
      case 'RevocationForewarned':
        return void this.prepared.set(`r${data.revocation}`, new Set([data.person]));
      case 'RevocationProposed':
        return void this.prepared.set(`r${data.revocation}`, by(`r${data.revocation}`).add(data.proposer));
      case 'AmendmentRefusalProposed':
        return void this.prepared.set(`n${data.refusal}`, new Set([data.proposer]));
      case 'AmendmentRefused':
        return approved(`n${data.refusal}`, data.approver);
      case 'AwardAmended':
      case 'AwardContinued':
        return approved(`a${data.amendment}`, data.approver);
      case 'AwardRevoked':
        // What a decision ended was prepared and approved in the application.
        return data.decision === undefined ? approved(`r${data.revocation}`, data.approver!) : undefined;
      default:
    }
  }

  private book(command: BudgetCommand): boolean {
    const decision = budget.decide(command, this.budget);
    if ('refused' in decision) return false;
    this.budgets.push(...decision.events);
    return true;
  }

  private get now(): string {
    return new Date(Date.parse('2026-03-02T12:00:00Z') + this.today * 86_400_000).toISOString();
  }

  private dayAfter(days: number): string {
    return new Date(Date.parse(this.now) + days * 86_400_000).toISOString().slice(0, 10);
  }
}

/** What does not hold, after a move that began in a status and led to these events. */
function broken(story: Story, began: string, events: readonly AwardEvent[]): string[] {
  const { state, budget: money } = story;
  const total = (amounts: Iterable<number>) => [...amounts].reduce((sum, amount) => sum + amount, 0);
  const commitments = commitmentsOf(state);
  const rules: Readonly<Record<string, boolean>> = {
    'paid − returned − due back ≤ in force': total(story.paid.values()) - state.dueBack <= state.amount,
    'released − due back ≤ in force': releasedOf(state) - state.dueBack <= state.amount,
    'nothing negative is due back': state.dueBack >= 0,
    'in force and not unspent ≤ needed of the commitments':
      (state.levelled ? entitledOf(state) : state.amount) <=
      total(commitments.flatMap(({ payments }) => payments.map(({ amount }) => amount))),
    'needed ≤ reserved': commitments.every(({ reservationId, payments }) => {
      const held = money.reservations.get(reservationId);
      return payments.every(({ year, amount }) => {
        const reserved = held?.payments.find((each) => each.year === year)?.amount ?? 0;
        return held?.released === false && amount <= reserved;
      });
    }),
    'reserved ≤ appropriation': [...money.reserved.values()].every((reserved) => reserved <= APPROPRIATION),
    'later obligations ≤ commitment authority':
      total([...money.reserved].filter(([year]) => year > 2026).map(([, amount]) => amount)) <= AUTHORITY,
    'nothing waits for an answer once it has ended':
      state.status === 'accepted' || ![...(state.requests ?? [])].some(isWaiting),
    'nobody approves what they prepared': story.selfApproved.length === 0,
    'after the end only what is listed':
      began === 'accepted' || events.every(({ type }, index) => index > 0 || FINAL[began]!.includes(type)),
  };
  return Object.keys(rules).filter((rule) => !rules[rule]);
}

/** What was paid may come back: where to is corrected at any time. */
const ACCOUNT = ['AccountCorrectionProposed', 'AccountCorrected'];
const FINAL: Readonly<Record<string, readonly string[]>> = {
  revoked: [
    'AwardReinstated',
    'InstalmentCancelled',
    'DueBackReduced',
    'UnspentClaimed',
    'SpendingRecorded',
    'AmendmentAbandoned',
    'PayoutsBlocked',
    'PayoutsUnblocked',
    'InstalmentsReplanned',
    'ExcessClaimed',
    'DueBackRelinquished',
    // Where a decision had ended it.
    'DecisionFollowed',
    ...ACCOUNT,
  ],
  closed: [
    'InstalmentCancelled',
    'DueBackReduced',
    'UnspentClaimed',
    'SpendingRecorded',
    'AmendmentAbandoned',
    'PayoutsUnblocked',
    'DecisionFollowed',
    'AwardRevoked',
    'InstalmentsReplanned',
    'ExcessClaimed',
    'DueBackRelinquished',
    // Where it was revoked in part, or amended, before.
    'AwardReinstated',
    'AmendmentLifted',
    // Where an appeal granted what was refused before.
    'AmendmentRequestReopened',
    ...ACCOUNT,
  ],
};

describe('an award and the budget behind it, whatever is done by whomever', () => {
  it('paid − returned − due back ≤ in force ≤ reserved ≤ both limits, and nobody approves what they prepared', () => {
    fc.assert(
      fc.property(fc.array(move, { minLength: 5, maxLength: 40, size: 'max' }), (moves) => {
        const story = new Story();
        for (const each of moves) {
          const { status } = story.state;
          const before = story.awards.length;
          story.play(each);
          expect(broken(story, status, story.awards.slice(before))).toEqual([]);
        }
        // Stored and read again, the events lead to the same award.
        const again = JSON.parse(JSON.stringify(story.awards)) as AwardEvent[];
        expect(JSON.stringify(fold(award, again))).toBe(JSON.stringify(story.state));
      }),
      { numRuns: 300 },
    );
  });
});
