import { Inject, Injectable } from '@nestjs/common';
import { dateInOslo, type CalendarDate } from '#calendar/oslo.js';
import { money } from '#money/money.js';
import { People } from '#people/people.js';
import type { Language, Told } from '../../contract/events.js';
import { rangeOfReinstatement } from '../../domain/award/reinstatement.js';
import { wasAccepted } from '../../domain/award/state.js';
import { forewarningLetter } from '../../letters/forewarning-letter.js';
import { reopenedOfferLetter } from '../../letters/reopened-offer-letter.js';
import type { LaterDecisionFacts } from '../../letters/later-facts.js';
import {
  amendmentLetter,
  claimLetter,
  refusalLetter,
  reinstatementLetter,
  revocationLetter,
} from '../../letters/later-letters.js';
import { textsIn } from '../../letters/texts/texts.js';
import { Appeals } from '../appeals/appeals.js';
import { appealFacts, caseFacts } from './case-facts.js';
import { CaseLetters } from './case-letters.js';
import { CaseWords, type CaseInWords } from './case-words.js';
import type { WrittenLetter } from './decision-letter.js';
import { LaterWords } from './later-words.js';
import { officialsCalled } from './officials.js';
import { lastOf } from './opened-events.js';

/** A decision as its letter tells of it. */
interface Deciding {
  readonly decidedOn: CalendarDate;
  readonly grounds: string;
  readonly preparedBy: readonly string[];
  readonly approvedBy: string;
}

/** Letters about what was decided or considered after the decision on the application, written from the streams. */
@Injectable()
export class LaterLetters {
  constructor(
    private readonly words: CaseWords,
    private readonly later: LaterWords,
    private readonly usual: CaseLetters,
    private readonly appeals: Appeals,
    @Inject(People) private readonly people: Pick<People, 'namedIn'>,
  ) {}

  /**
   * The letter about that, in the language of the application where no other is wished for; undefined where there is
   * nothing of the kind. @throws WordsErased
   */
  async of(caseId: string, about: Told, wished?: Language): Promise<WrittenLetter | undefined> {
    const theCase = await this.words.of(caseId);
    if (!theCase) return undefined;
    const language = wished ?? theCase.state.submission.language ?? 'nb';
    switch (about.kind) {
      case 'appeal': {
        const appeal = await this.appeals.find(about.id);
        return appeal.status === 'none' ? undefined : this.usual.ofAppeal(about.id, appeal, undefined);
      }
      case 'forewarning':
        return this.ofForewarning(theCase, about.id, language);
      case 'revocation':
        return this.ofRevocation(theCase, about.number, language);
      case 'amendment':
        return this.ofAmendment(theCase, about.number, language);
      case 'refusal':
        return this.ofRefusal(theCase, about.number, language);
      case 'reinstatement':
        return this.ofReinstatement(theCase, about.number, language);
      case 'recovery':
        return this.ofClaim(theCase, about.id, language);
      case 'offer':
        return reopenedOffer(theCase, about.id, language);
    }
  }

  /** The program forewarns by itself, so that nobody is named. */
  private async ofForewarning(theCase: CaseInWords, recoveryId: string, language: Language) {
    const events = await this.later.ofRecovery(recoveryId);
    const forewarned = lastOf(events, 'RecoveryForewarned');
    if (!forewarned) return undefined;
    const { amount, basis, replyBy, forewarnedOn } = forewarned.data;
    const common = caseFacts(theCase, { language, date: forewarnedOn ?? dateInOslo(forewarned.recordedAt) });
    const grounds = textsIn(common.language).dueBack[basis];
    const said = { amount, grounds, replyBy, decidedOn: theCase.state.decision?.decidedOn };
    return {
      kind: 'forewarning',
      document: forewarningLetter({ ...common, ...said, measure: 'recovery' }),
    } as const;
  }

  private async ofRevocation(theCase: CaseInWords, number: number, language: Language) {
    const events = await this.later.ofAward(theCase.id);
    const same = ({ revocation }: { readonly revocation: number }) => revocation === number;
    const revoked = lastOf(events, 'AwardRevoked', same);
    const proposed = lastOf(events, 'RevocationProposed', same)?.data;
    const { approver, amountInForce: inForce, reportId } = revoked?.data ?? {};
    if (!revoked || !proposed || !inForce || approver === undefined) return undefined;
    const { person } = lastOf(events, 'RevocationForewarned', same)!.data;
    const facts = await this.deciding(theCase, language, {
      decidedOn: revoked.data.decidedOn ?? dateInOslo(revoked.recordedAt),
      grounds: proposed.grounds,
      preparedBy: [...new Set([person, proposed.proposer])],
      approvedBy: approver,
    });
    const before = await this.inForceBefore(theCase.id, revoked.revision, inForce.currency);
    const document = revocationLetter({ ...facts, before, inForce, forCoFunding: reportId !== undefined });
    return { kind: 'revocation', document } as const;
  }

  private async ofAmendment(theCase: CaseInWords, number: number, language: Language) {
    const events = await this.later.ofAward(theCase.id);
    const same = ({ amendment }: { readonly amendment: number }) => amendment === number;
    const amended = lastOf(events, 'AwardAmended', same);
    const proposed = lastOf(events, 'AmendmentProposed', same)?.data;
    if (!amended || !proposed) return undefined;
    const { approver, amount } = amended.data;
    const { currency } = amount;
    const facts = await this.deciding(theCase, language, {
      decidedOn: amended.data.decidedOn ?? dateInOslo(amended.recordedAt),
      grounds: proposed.grounds,
      preparedBy: [proposed.proposer],
      approvedBy: approver,
    });
    const document = amendmentLetter({
      ...facts,
      before: await this.inForceBefore(theCase.id, amended.revision, currency),
      amount,
      schedule: proposed.payments.map((each) => ({ ...each, amount: money(each.amount, currency) })),
      added: proposed.added,
      dropped: proposed.dropped.length,
    });
    return { kind: 'amendment', document } as const;
  }

  private async ofRefusal(theCase: CaseInWords, number: number, language: Language) {
    const events = await this.later.ofAward(theCase.id);
    const same = ({ refusal }: { readonly refusal: number }) => refusal === number;
    const refused = lastOf(events, 'AmendmentRefused', same);
    const proposed = lastOf(events, 'AmendmentRefusalProposed', same)?.data;
    const asked = lastOf(events, 'AmendmentRequested', ({ request }) => request === proposed?.request)?.data;
    if (!refused || !proposed || !asked) return undefined;
    const facts = await this.deciding(theCase, language, {
      decidedOn: refused.data.decidedOn,
      grounds: proposed.grounds,
      preparedBy: [proposed.proposer],
      approvedBy: refused.data.approver,
    });
    const state = await this.later.awardBefore(theCase.id, refused.revision);
    const inPart = wasAccepted(state) && state.requests?.get(asked.request)?.inPart === true;
    const { requestedOn, wish } = asked;
    const document = refusalLetter({ ...facts, requestedOn, wish, inPart });
    return { kind: 'amendment-refusal', document } as const;
  }

  private async ofReinstatement(theCase: CaseInWords, number: number, language: Language) {
    const events = await this.later.ofAward(theCase.id);
    const same = ({ reinstatement }: { readonly reinstatement: number }) => reinstatement === number;
    const approved = lastOf(events, 'ReinstatementApproved', same);
    const proposed = lastOf(events, 'ReinstatementProposed', same)?.data;
    const state = await this.later.awardBefore(theCase.id, approved?.revision ?? 0);
    if (!approved || !proposed || !wasAccepted(state)) return undefined;
    const { approver, decidedOn, revocation } = approved.data;
    const { appeal: _, ...facts } = await this.deciding(theCase, language, {
      decidedOn,
      grounds: proposed.grounds,
      preparedBy: [proposed.proposer],
      approvedBy: approver,
    });
    const again = rangeOfReinstatement(state, { revocation })?.below ?? state.amount;
    const document = reinstatementLetter({ ...facts, inForce: money(again, state.terms.amount.currency) });
    return { kind: 'reinstatement', document } as const;
  }

  private async ofClaim(theCase: CaseInWords, recoveryId: string, language: Language) {
    const events = await this.later.ofRecovery(recoveryId);
    const claimed = lastOf(events, 'RepaymentClaimed');
    const number = claimed?.data.proposal;
    const proposed = lastOf(events, 'ClaimProposed', ({ proposal }) => proposal === number)?.data;
    if (!claimed || !proposed) return undefined;
    const { amount, basis, dueOn, approver, givenUp } = claimed.data;
    const facts = await this.deciding(theCase, language, {
      decidedOn: claimed.data.decidedOn ?? dateInOslo(claimed.recordedAt),
      grounds: proposed.grounds,
      preparedBy: [proposed.proposer],
      approvedBy: approver,
    });
    const left = givenUp && money(givenUp.total, amount.currency);
    return {
      kind: 'repayment-claim',
      document: claimLetter({ ...facts, amount, basis, dueOn, left }),
    } as const;
  }

  private async deciding(
    theCase: CaseInWords,
    language: Language,
    { decidedOn, grounds, preparedBy, approvedBy }: Deciding,
  ): Promise<LaterDecisionFacts> {
    const officials = officialsCalled(await this.people.namedIn({ preparedBy, approvedBy }));
    return {
      ...caseFacts(theCase, { language, date: decidedOn }),
      grantedOn: theCase.state.decision?.decidedOn,
      grounds,
      decidedBy: { preparedBy: preparedBy.map(officials), approvedBy: officials(approvedBy) },
      appeal: appealFacts(theCase),
    };
  }

  private async inForceBefore(awardId: string, revision: number, currency: string) {
    const state = await this.later.awardBefore(awardId, revision);
    return money(wasAccepted(state) ? state.amount : 0, currency);
  }
}

/** The program opens the offer again by what is on record, so that nobody is named. */
function reopenedOffer(theCase: CaseInWords, reservationId: string, language: Language) {
  const opened = lastOf(theCase.events, 'OfferReopened', (data) => data.reservationId === reservationId);
  if (!opened) return undefined;
  const { openedOn, lapsedAfter, lastDay, amount, decision } = opened.data;
  const { decidedOn } = theCase.state.decisions.get(decision)!;
  const common = caseFacts(theCase, { language, date: openedOn });
  const document = reopenedOfferLetter({ ...common, amount, decidedOn, lapsedAfter, lastDay });
  return { kind: 'reopened-offer', document } as const;
}
