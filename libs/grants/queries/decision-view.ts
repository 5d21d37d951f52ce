import type { Money } from '#money/money.js';
import type {
  DecidedElsewhere,
  ApplicationEvent,
  DecisionContent,
  DecisionNotified,
  DecisionOutcome,
  Instalment,
  PlannedYear,
  Replacing,
} from '../contract/events.js';
import { leavesGrant } from '../contract/events/flagged-decision.js';
import { isAmong } from '../domain/application/flagging.js';
import type { DetrimentView } from './appeal-view.js';
import type { Recorded } from './case-log.js';
import { letterViewOf, type LetterView } from './letter-view.js';
import type { Readable } from '#cqrs/queries/readable.js';

/** What is proposed or decided; a text whose key was erased is `null`. */
export interface ContentView {
  readonly outcome: DecisionOutcome;
  readonly amount: Money;
  /** Of a grant: whether all that was applied for. */
  readonly inFull?: boolean | undefined;
  readonly grounds: string | null;
  /** Numbered from 1, those before a payout after the others. */
  readonly conditions: readonly (string | null)[];
  readonly payoutConditions: readonly (string | null)[];
  readonly schedule: readonly { readonly number: number; readonly dueDate: string; readonly amount: Money }[];
  /** Later years, subject to parliament's budget. */
  readonly planned: readonly { readonly year: number; readonly amount: Money }[];
}

/** A proposed decision. */
export interface ProposalView extends ContentView {
  readonly proposal: number;
  readonly proposer: string;
  /** When a decision-maker returned it. */
  readonly returned?: {
    readonly decisionMaker: string;
    readonly grounds: string | null;
    readonly at: string;
  };
}

/** A decision that was made. */
export interface DecisionView extends ContentView {
  readonly number: number;
  readonly standing: 'in-force' | 'awaiting-appropriation' | 'replaced' | 'annulled' | 'declined';
  readonly by: 'approval' | Replacing;
  readonly proposal?: number | undefined;
  readonly decisionMaker?: string | undefined;
  readonly appealId?: string | undefined;
  /** Number of the reversal of own motion that led to it. */
  readonly reversal?: number | undefined;
  /** Number of the decision it took the place of. */
  readonly replaces?: number | undefined;
  /** Where it is worse for the party than the one before: in what, and which ground allows it. */
  readonly detriment?: DetrimentView | undefined;
  readonly decidedOn: string;
  readonly at: string;
  /** As it was made; of older decisions the letter came with the notice. */
  readonly letter?: LetterView;
  /** Notice of it, as it was received, with the deadlines that run from it. */
  readonly notified?: Omit<Readable<DecisionNotified['data']>, 'decision' | 'letter'> & {
    readonly letter?: LetterView;
  };
  /** Of an offer that lapsed too early: after which day, when it was opened again or why it is not, the new last day to accept. */
  readonly reopening?:
    | {
        readonly lapsedAfter: string;
        readonly waitsFor?: string;
        readonly openedOn?: string;
        readonly lastDay?: string;
      }
    | undefined;
  /** Another day of its receipt, which waits for approval. */
  readonly receiptCorrection?: Omit<Of<'ReceiptCorrectionProposed'>, 'decision'> | undefined;
  /** Somebody with a conflict had a part in it, or in what `of` says was decided since: that is upheld or taken again. */
  readonly flagged?:
    { readonly person: string; readonly at: string; readonly of?: DecidedElsewhere } | undefined;
  /** Who let it stand although it was flagged. */
  readonly upheld?:
    { readonly person: string; readonly grounds: string | null; readonly at: string } | undefined;
}

/** The decisions of a case, and the last proposal. */
export interface DecisionsView {
  readonly proposal?: ProposalView;
  /** The last one made, unless it was annulled. */
  readonly decision?: DecisionView;
  /** Every decision, in order: an old one stays on record. */
  readonly decisions?: readonly DecisionView[];
}

type Words = Readable<Omit<DecisionContent, 'schedule' | 'amount' | 'outcome' | 'planned' | 'inFull'>>;
type Numbers = {
  readonly outcome: DecisionOutcome;
  readonly amount: Money;
  readonly inFull?: boolean | undefined;
  readonly schedule: readonly Instalment[];
  readonly planned?: readonly PlannedYear[] | undefined;
};
type Of<Type extends ApplicationEvent['type']> = Readable<Extract<ApplicationEvent, { type: Type }>['data']>;

/** Why an offer that lapsed too early cannot be accepted again yet. */
const WAITS_FOR_MONEY = 'no money is free for it: it is opened again once there is';

/** Gathers proposals and decisions from events that were read, in their order. */
export class DecisionRecord {
  private readonly proposals = new Map<number, ProposalView>();
  private readonly decisions = new Map<number, DecisionView>();
  private readonly reversals = new Map<number, KnownReversal>();
  /** What the flags that stand are about: the decision itself where that is none. */
  private readonly flagged: (DecidedElsewhere | undefined)[] = [];
  private last: ProposalView | undefined;

  /** Takes an event in clear; those of other matters change nothing. */
  take({ type, metadata }: Recorded<ApplicationEvent>, data: unknown): void {
    const at = metadata.recordedAt;
    switch (type) {
      case 'DecisionProposed':
        return this.proposed(data as Of<'DecisionProposed'>);
      case 'ProposalReturned': {
        const { proposal, decisionMaker, grounds } = data as Of<'ProposalReturned'>;
        const returned = this.proposals.get(proposal);
        if (returned) this.keep({ ...returned, returned: { decisionMaker, grounds, at } });
        return;
      }
      case 'DecisionApproved':
        return this.approved(data as Of<'DecisionApproved'>, at);
      case 'DecisionReplaced':
      case 'DecisionAwaitsAppropriation':
        return this.replaced(type, data as Of<'DecisionReplaced'>, at);
      case 'OfferAwaitsAppropriation': {
        const { decision, lapsedAfter } = data as Of<'OfferAwaitsAppropriation'>;
        const reopening = { lapsedAfter, waitsFor: WAITS_FOR_MONEY };
        return this.change(decision, { standing: 'awaiting-appropriation', reopening });
      }
      case 'OfferReopened': {
        const { decision, lapsedAfter, openedOn, lastDay } = data as Of<'OfferReopened'>;
        return this.change(decision, {
          standing: 'in-force',
          reopening: { lapsedAfter, openedOn, ...(lastDay === undefined ? {} : { lastDay }) },
        });
      }
      case 'OwnReversalProposed': {
        const { reversal, grounds, detriment } = data as Of<'OwnReversalProposed'>;
        this.reversals.set(reversal, { grounds, detriment });
        return;
      }
      case 'OwnReversalApproved': {
        const { reversal, approver } = data as Of<'OwnReversalApproved'>;
        this.reversals.set(reversal, { grounds: null, ...this.reversals.get(reversal), approver });
        return;
      }
      case 'DecisionNotified': {
        const { decision, letter, ...notified } = data as Of<'DecisionNotified'>;
        const sent = letter ? { letter: letterViewOf(letter) } : {};
        return this.change(decision, { notified: { ...notified, ...sent } });
      }
      case 'ReceiptCorrectionProposed': {
        const { decision, ...receiptCorrection } = data as Of<'ReceiptCorrectionProposed'>;
        return this.change(decision, { receiptCorrection });
      }
      case 'ReceiptCorrected': {
        const { decision, receivedOn, appealDeadline, acceptanceDeadline } = data as Of<'ReceiptCorrected'>;
        const { notified } = this.decisions.get(decision)!;
        const corrected = notified && { ...notified, receivedOn, appealDeadline, acceptanceDeadline };
        return this.change(decision, {
          ...(corrected && { notified: corrected }),
          receiptCorrection: undefined,
        });
      }
      case 'ReceiptCorrectionRejected': {
        const { decision } = data as Of<'ReceiptCorrectionRejected'>;
        return this.change(decision, { receiptCorrection: undefined });
      }
      case 'DecisionFlagged': {
        const { decision, person, of } = data as Of<'DecisionFlagged'>;
        this.flagged.push(of);
        return this.change(decision, { flagged: { person, at, ...(of ? { of } : {}) } });
      }
      case 'FlaggedChangesAnnulled': {
        const { decision, of } = data as Of<'FlaggedChangesAnnulled'>;
        // What leaves the grant as it is needs no more to be looked at.
        const over = this.flagged.every((each) => each && leavesGrant(each) && isAmong(each, of));
        if (!over) return;
        this.flagged.length = 0;
        return this.change(decision, { flagged: undefined });
      }
      case 'DecisionUpheld': {
        const { decision, person, grounds } = data as Of<'DecisionUpheld'>;
        this.flagged.length = 0;
        return this.change(decision, { flagged: undefined, upheld: { person, grounds, at } });
      }
      case 'WaitingGrantDeclined':
        return this.change((data as Of<'WaitingGrantDeclined'>).decision, { standing: 'declined' });
      case 'ApplicationReopened':
        return this.change((data as Of<'ApplicationReopened'>).decision, { standing: 'annulled' });
      default:
    }
  }

  /** What was gathered. */
  view(): DecisionsView {
    const decisions = [...this.decisions.values()];
    const decision = decisions.at(-1);
    return {
      ...(this.last ? { proposal: this.last } : {}),
      ...(decision && decision.standing !== 'annulled' ? { decision } : {}),
      ...(decisions.length > 0 ? { decisions } : {}),
    };
  }

  private proposed(data: Of<'DecisionProposed'>): void {
    const { proposal, proposer, grounds, conditions, payoutConditions } = data;
    this.keep({ proposal, proposer, ...contentOf(data, { grounds, conditions, payoutConditions }) });
  }

  private keep(proposal: ProposalView): void {
    this.proposals.set(proposal.proposal, proposal);
    this.last = proposal;
  }

  /** Its conditions are those of the proposal; its grounds too, where the decision-maker gave none. */
  private approved(data: Of<'DecisionApproved'>, at: string): void {
    const { decision: number, proposal, decisionMaker, decidedOn } = data;
    const { conditions = [], payoutConditions } = this.proposals.get(proposal) ?? {};
    const { grounds = null } = data;
    this.decisions.set(number, {
      number,
      standing: 'in-force',
      by: 'approval',
      proposal,
      decisionMaker,
      decidedOn,
      at,
      ...(data.letter ? { letter: letterViewOf(data.letter) } : {}),
      ...contentOf(data, { grounds, conditions, payoutConditions }),
    });
  }

  /** The grounds stand in the appeal; conditions of a grant that waited stand where it began to wait. */
  private replaced(
    type: 'DecisionReplaced' | 'DecisionAwaitsAppropriation',
    data: Of<'DecisionReplaced'>,
    at: string,
  ): void {
    const { decision: number, replaces, by, appealId, reversal, decidedOn } = data;
    const own = reversal === undefined ? undefined : this.reversals.get(reversal);
    const waited = this.decisions.get(number);
    const { conditions = waited?.conditions ?? [], payoutConditions = waited?.payoutConditions } = data;
    this.change(replaces, { standing: 'replaced' });
    this.decisions.set(number, {
      ...waited,
      number,
      standing: type === 'DecisionReplaced' ? 'in-force' : 'awaiting-appropriation',
      by,
      appealId,
      ...(own ? { reversal, decisionMaker: own.approver, detriment: own.detriment } : {}),
      replaces,
      decidedOn,
      at: waited?.at ?? at,
      ...(data.letter ? { letter: letterViewOf(data.letter) } : {}),
      ...contentOf(data, { grounds: own?.grounds ?? null, conditions, payoutConditions }),
    });
  }

  private change(number: number, change: Partial<DecisionView>): void {
    const made = this.decisions.get(number);
    if (made) this.decisions.set(number, { ...made, ...change });
  }
}

/** What is known of a reversal of own motion. */
interface KnownReversal {
  readonly grounds: string | null;
  readonly detriment?: DetrimentView | undefined;
  readonly approver?: string | undefined;
}

function contentOf(
  { outcome, amount, inFull, schedule, planned = [] }: Numbers,
  { grounds, conditions, payoutConditions = [] }: Words,
): ContentView {
  const money = (each: number): Money => ({ amount: each, currency: amount.currency });
  return {
    outcome,
    amount,
    ...(inFull === undefined ? {} : { inFull }),
    grounds,
    conditions,
    payoutConditions,
    schedule: schedule.map((each) => ({ ...each, amount: money(each.amount) })),
    planned: planned.map(({ year, amount: of }) => ({ year, amount: money(of) })),
  };
}
