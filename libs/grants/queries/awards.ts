import { Inject, Injectable } from '@nestjs/common';
import type { EventStore } from '#event-store/port.js';
import { fold } from '#eventsourcing/decider.js';
import type { Actor, Position } from '#eventsourcing/event.js';
import type { Money } from '#money/money.js';
import { tagged } from '#http/answers.js';
import { EVENT_STORE } from '#cqrs/tokens.js';
import {
  streams,
  type AccountCorrectionProposed,
  type AmendmentKind,
  type AmendmentProposed,
  type AwardEvent,
} from '../contract/events.js';
import { MoneyOfAward } from '../application/awards/money-of-award.js';
import { award } from '../domain/award/award.js';
import { fallenOf } from '../domain/award/fallen-claims.js';
import { shownOf } from '../domain/award/standing-of-money.js';
import { wasAccepted } from '../domain/award/state.js';
import { AwaitedMoney, type AwaitedMoneyView } from './awaited-money.js';
import { CaseLog, type Recorded } from './case-log.js';
import { amendmentRequestsOf, type AmendmentRequestView } from './amendment-requests.js';
import { CaseOverview, type AwardView } from './case-overview.js';

/** A condition and whether it is fulfilled; its words are `null` when they were erased. */
export interface ConditionView {
  readonly number: number;
  readonly text: string | null;
  readonly beforePayout: boolean;
  readonly fulfilled: boolean;
}

/** An award with what goes on in it. */
export interface AwardDetail extends Omit<AwardView, 'conditions'> {
  readonly conditions: readonly ConditionView[];
  /** What the recipient owes back in all. */
  readonly dueBack: Money;
  /** Settled, and neither returned nor repaid. */
  readonly kept: Money;
  /** With the bank, which may settle it at any moment. */
  readonly underWay: Money;
  /** What may still be paid, what is with the bank aside; nothing while no decision is in force. */
  readonly payable: Money;
  /** What open claims are about. */
  readonly claimed: Money;
  /** Repaid on claims that fell, and to be paid back. */
  readonly owedBack: Money;
  /** Of claims that the appeal body sent back: due back, and neither claimed nor left to the recipient. */
  readonly undecided: Money;
  /** What was decided on it and waits for money. */
  readonly awaitsMoney?: readonly AwaitedMoneyView[];
  /** What holds up payouts: the ids of reports, and `decision-…` of a flagged one. */
  readonly blockedBy: readonly string[];
  /** The amendment that waits for a decision; its number stands in the paths of approval and return. */
  readonly amendment?: {
    readonly number: number;
    readonly kind: AmendmentKind;
    readonly proposer: string;
    readonly amount: Money;
  };
  /** What the recipient asked for, in the order it asked. */
  readonly amendmentRequests: readonly AmendmentRequestView[];
  /** The revocation under way, or made. */
  readonly revocation?: {
    readonly number: number;
    readonly replyBy: string;
    readonly amountInForce: Money | null;
  };
  /** The corrected account that waits for another person; `null` where its key was erased. */
  readonly accountCorrection?: {
    readonly number: number;
    readonly proposer: string;
    readonly byRecipient: boolean;
    readonly account: string | null;
    readonly evidence: string | null;
  };
  /** Of the award's stream; what If-Match is compared with. */
  readonly revision: number;
}

/** Awards as they stand: amounts from the read model, what goes on from the award's own stream. */
@Injectable()
export class AwardQueries {
  constructor(
    private readonly overview: CaseOverview,
    private readonly log: CaseLog,
    private readonly moneyOf: MoneyOfAward,
    private readonly awaited: AwaitedMoney,
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'readStream'>,
  ) {}

  /** @throws ProblemException 404 also when the grant was not accepted */
  async one(id: string, actor: Actor, after?: Position) {
    const { conditions: texts, ...view } = await this.overview.award(id, actor, after);
    const events = (await this.store.readStream(streams.award(id))) as unknown as Recorded<AwardEvent>[];
    const state = fold(award, events);
    if (!wasAccepted(state)) throw new Error(`award ${id} is in the read model and not in the log`);
    const { amendment, revocation, terms } = state;
    const money = (amount: number): Money => ({ amount, currency: terms.amount.currency });
    const added = await this.addedBy(events);
    const standing = await this.moneyOf.of(state);
    const { kept, underWay, payable, claimed } = shownOf(state, standing);
    const { owedBack, undecided } = fallenOf(state, standing);
    const detail: AwardDetail = {
      ...view,
      ...(await this.awaited.of(id)),
      conditions: state.conditions.map(({ number, beforePayout, fulfilled, amendment: by }) => ({
        number,
        text: (by === undefined ? texts[number - 1] : added.get(number)) ?? null,
        beforePayout,
        fulfilled,
      })),
      dueBack: money(state.dueBack),
      kept: money(kept),
      underWay: money(underWay),
      payable: money(payable),
      claimed: money(claimed),
      owedBack: money(owedBack),
      undecided: money(undecided),
      blockedBy: [...state.blockedBy],
      ...(amendment && {
        amendment: {
          number: amendment.amendment,
          kind: amendment.kind,
          proposer: amendment.proposer,
          amount: amendment.amount,
        },
      }),
      amendmentRequests: await amendmentRequestsOf(state, events, this.log),
      ...(revocation && {
        revocation: {
          number: revocation.number,
          replyBy: revocation.replyBy,
          amountInForce: revocation.amountInForce === undefined ? null : money(revocation.amountInForce),
        },
      }),
      ...(state.accountCorrection && {
        accountCorrection: { ...state.accountCorrection, ...(await this.correctionIn(events)) },
      }),
      revision: events.at(-1)!.revision,
    };
    return tagged(detail, detail.revision);
  }

  /** The last account that was proposed, and what shows whose it is. */
  private async correctionIn(events: readonly Recorded<AwardEvent>[]) {
    const proposed = events.findLast((event) => event.type === 'AccountCorrectionProposed');
    if (!proposed) throw new Error('a correction waits that nobody proposed');
    const { account, evidence } = (await this.log.read<AccountCorrectionProposed>(proposed)).data;
    return { account, evidence };
  }

  /** The words of conditions that amendments added. */
  private async addedBy(
    events: readonly Recorded<AwardEvent>[],
  ): Promise<ReadonlyMap<number, string | null>> {
    const texts = new Map<number, string | null>();
    for (const event of events) {
      if (event.type !== 'AmendmentProposed' || event.data.added.length === 0) continue;
      const { data } = await this.log.read<AmendmentProposed>(event);
      for (const { number, text } of data.added) texts.set(number, text);
    }
    return texts;
  }
}
