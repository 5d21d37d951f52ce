import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AwardEvent } from '../../contract/events.js';
import { award, type AwardCommand } from './award.js';
import { releasedOf, wasAccepted, type AcceptedAward, type Award } from './state.js';
import { commands } from './testing/commands.js';
import { nok, offer } from './testing/offer.js';

const WHAT = ['revoke', 'amend', 'undo', 'undo', 'undo-in-part', 'lift', 'lift', 'release'] as const;
type What = (typeof WHAT)[number] | 'decide' | 'continue' | 'raise';

const movesOf = (...more: readonly What[]) =>
  fc.array(
    fc.record({ what: fc.constantFrom(...WHAT, ...more), amount: fc.nat({ max: 400 }), pick: fc.nat() }),
    { minLength: 3, maxLength: 20, size: 'max' },
  );
type Move = ReturnType<ReturnType<typeof movesOf>['generate']>['value'][number];

/** What an agency and appeals do to a grant of 300, beside an arithmetic of its own: what is granted, and what each leaves of it. */
class Case {
  state: Award = award.initial;
  granted = 300;
  readonly revocations = new Map<number, number>();
  readonly amendments = new Map<number, number>();
  private today = Date.parse(commands.AcceptAward.now);
  private reservations = 0;

  constructor() {
    this.send(commands.AcceptAward);
  }

  get award(): AcceptedAward {
    if (!wasAccepted(this.state)) throw new Error('it was accepted');
    return this.state;
  }

  get inForce(): number {
    return Math.min(this.granted, ...this.revocations.values(), ...this.amendments.values());
  }

  play({ what, amount, pick }: Move): void {
    const { inForce } = this;
    const goesOn = this.award.status === 'accepted';
    switch (what) {
      case 'revoke':
        return goesOn ? this.revoke(amount % inForce) : undefined;
      case 'amend':
        return goesOn && inForce > 1 ? this.amend(1 + (amount % (inForce - 1))) : undefined;
      case 'raise':
        return goesOn ? this.amend(inForce + 1 + amount) : undefined;
      case 'continue':
        return goesOn ? this.continueWith(1 + amount) : undefined;
      case 'decide':
        return goesOn ? this.decide(1 + amount) : undefined;
      case 'undo':
        return this.undo(pick);
      case 'undo-in-part':
        return this.undoInPart(amount, pick);
      case 'lift': {
        const amendment = [...this.amendments.keys()][pick % Math.max(1, this.amendments.size)];
        return amendment === undefined ? undefined : this.lift(amendment);
      }
      case 'release':
        this.today += amount * 86_400_000;
        return this.send({ type: 'ReleaseDueInstalments', now: this.now });
    }
  }

  /** Every reduction is undone, in an order that the draw says. */
  undoAll(pick: number): void {
    for (let turn = 0; this.revocations.size + this.amendments.size > 0; turn++) {
      const amendments = [...this.amendments.keys()];
      const at = (pick + turn * 7) % (amendments.length + this.revocations.size);
      if (at < amendments.length) this.lift(amendments[at]!);
      else this.undo(at - amendments.length);
    }
  }

  /** All that was released is paid, and what is planned follows from that. */
  level(): void {
    const standing = { underWay: 0, opened: true, cancelled: false, byPerson: false };
    const paid = this.award.released.map(
      ({ payoutId, amount }) => [payoutId, { ...standing, paid: amount }] as const,
    );
    const money = { payments: new Map(paid), claims: [] };
    const { reservationId, now } = this;
    this.send({ ...commands.LevelAward, money, reservationId, now });
  }

  private revoke(leaves: number): void {
    const replyBy = new Date(this.today + 86_400_000).toISOString().slice(0, 10);
    this.send({ ...commands.ForewarnRevocation, replyBy, now: this.now });
    this.today += 3 * 86_400_000;
    this.send({ ...commands.ProposeRevocation, amountInForce: nok(leaves), now: this.now });
    this.send({ ...commands.ApproveRevocation, now: this.now });
    this.revocations.set(this.award.revocations, leaves);
  }

  private amend(to: number): void {
    const { amount: inForce } = this.award;
    const unreleased = this.planned - releasedOf(this.award);
    const rest = Math.max(0, unreleased + to - inForce);
    this.change({
      kind: 'amount',
      amount: nok(to),
      payments: rest > 0 ? [{ dueDate: '2027-09-01', amount: rest }] : [],
    });
    if (to < inForce) this.amendments.set(this.award.amendments, to);
    else {
      // What is raised is in force, whatever had reduced it.
      this.granted = Math.max(this.granted, to);
      this.each((leaves) => Math.max(leaves, to));
    }
  }

  private continueWith(addition: number): void {
    const payments = [{ dueDate: '2028-01-15', amount: addition }];
    this.change({ kind: 'continuation', amount: nok(addition), payments });
    this.granted += addition;
    this.each((leaves) => leaves + addition);
  }

  private decide(amount: number): void {
    const schedule = [{ number: 1, dueDate: '2027-08-01', amount }];
    const decision = this.award.terms.decision + 1;
    const { reservationId } = this;
    const anew = { ...offer, decision, reservationId, amount: nok(amount), schedule };
    this.send({ type: 'FollowDecision', offer: anew, now: this.now });
    this.granted = amount;
    // What had amended the decision before falls with it.
    this.amendments.clear();
  }

  /** Any of the revocations that stand. */
  private undo(pick: number): void {
    const revocation = [...this.revocations.keys()][pick % Math.max(1, this.revocations.size)];
    if (revocation === undefined) return;
    this.reinstate(revocation);
    this.revocations.delete(revocation);
  }

  /** A revocation leaves more than it did, and less than what there was without it. */
  private undoInPart(amount: number, pick: number): void {
    const standing = this.award.reductions.filter(({ by }) => by === 'revocation').toArray();
    const one = standing[pick % Math.max(1, standing.length)];
    if (!one) return;
    const beneath = this.award.reductions.takeUntil((each) => each === one).map(({ leaves }) => leaves);
    const most = Math.min(this.granted, ...beneath);
    if (most - one.leaves < 2) return;
    const leaves = one.leaves + 1 + (amount % (most - one.leaves - 1));
    this.reinstate(one.number, { inForce: { by: 'appeal', amount: leaves } });
    this.revocations.set(one.number, leaves);
  }

  private reinstate(
    revocation: number,
    part: Pick<Extract<AwardCommand, { type: 'ReinstateAward' }>, 'inForce'> = {},
  ): void {
    const { reservationId, now } = this;
    const appealId = reservationId;
    this.send({ ...commands.ReinstateAward, ...part, revocation, appealId, reservationId, now });
  }

  private lift(amendment: number): void {
    const { reservationId, now } = this;
    this.send({ ...commands.LiftAmendment, amendment, reservationId, now });
    this.amendments.delete(amendment);
  }

  private change(change: Partial<Extract<AwardCommand, { type: 'ProposeAmendment' }>>): void {
    this.send({ ...commands.ProposeAmendment, ...change });
    const { reservationId, now } = this;
    const { amendments: amendment } = this.award;
    this.send({ ...commands.ApproveAmendment, amendment, reservationId, now });
  }

  private each(leaves: (before: number) => number): void {
    for (const [revocation, before] of this.revocations) this.revocations.set(revocation, leaves(before));
    for (const [amendment, before] of this.amendments) this.amendments.set(amendment, leaves(before));
  }

  private send(command: AwardCommand): void {
    const decision = award.decide(command, this.state);
    if ('refused' in decision) throw new Error(`${command.type}: ${decision.refused.detail}`);
    this.state = decision.events.reduce<Award>(
      (state, event: AwardEvent) => award.evolve(state, event),
      this.state,
    );
  }

  private get planned(): number {
    const { levelled, schedule, amount } = this.award;
    return levelled ? schedule.reduce((all, each) => all + each.amount, 0) : amount;
  }

  private get now(): string {
    return new Date(this.today).toISOString();
  }

  private get reservationId(): string {
    return `further-${++this.reservations}`;
  }
}

/** After each move, and once all is undone. */
function holds(moves: readonly Move[], pick: number): void {
  const grant = new Case();
  for (const each of moves) {
    grant.play(each);
    expect([each.what, grant.award.amount]).toEqual([each.what, grant.inForce]);
    expect(grant.award.amount).toBeLessThanOrEqual(grant.granted);
  }
  grant.undoAll(pick);
  grant.level();
  const { amount, dueBack, status } = grant.award;
  expect([status, amount]).toEqual(['accepted', grant.granted]);
  // What was released beyond what is granted is all that is due back.
  expect(dueBack).toBe(Math.max(0, releasedOf(grant.award) - amount));
}

describe('reductions of a grant, each undone for itself, in whatever order', () => {
  it('leave in force the least of the decision and what each that stands leaves', () => {
    fc.assert(fc.property(movesOf('decide'), fc.nat(), holds), { numRuns: 400 });
  });

  it('leave what was added since in force as well', () => {
    fc.assert(fc.property(movesOf('continue', 'raise'), fc.nat(), holds), { numRuns: 400 });
  });
});
