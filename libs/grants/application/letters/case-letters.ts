import { Inject, Injectable } from '@nestjs/common';
import { dateInOslo, type CalendarDate } from '#calendar/oslo.js';
import { recoveryStream } from '#payouts/contract/events.js';
import { People } from '#people/people.js';
import { streams, type Appealed, type Language } from '../../contract/events.js';
import type { SubmittedAppeal } from '../../domain/appeal/state.js';
import type { MadeDecision } from '../../domain/application/state.js';
import type { ForewarningLetterFacts, Official } from '../../letters/facts.js';
import { forewarningLetter } from '../../letters/forewarning-letter.js';
import { supplementLetter } from '../../letters/supplement-letter.js';
import { appealLetter } from './appeal-letter.js';
import { caseFacts, type Writing } from './case-facts.js';
import { CaseWords, type CaseInWords } from './case-words.js';
import { isFinal, madeIn, proposedIn, wordsOfOutcome, wordsOfReversal, type Decided } from './decided.js';
import { officialsCalled, type Officials } from './officials.js';
import { decisionLetter, type Deadlines, type WrittenLetter } from './decision-letter.js';

/** What an appeal, or a body of its own motion, puts in place of a decision, its conditions in clear. */
interface Replacing extends Pick<Decided, 'outcome' | 'amount' | 'schedule' | 'conditions'> {
  readonly by: MadeDecision['by'];
  /** Either that, or the number of the reversal. */
  readonly appealId?: string | undefined;
  readonly reversal?: number | undefined;
  /** Number of the decision it takes the place of. */
  readonly replaces: number;
  readonly decidedOn: CalendarDate;
  readonly payoutConditions?: readonly string[] | undefined;
}

/** Letters about what was decided in a case, written from its streams. */
@Injectable()
export class CaseLetters {
  constructor(
    private readonly words: CaseWords,
    @Inject(People) private readonly people: Pick<People, 'namedIn'>,
  ) {}

  /** The letter of a decision that was made; its day is that of the decision. @throws WordsErased */
  async ofDecision(
    caseId: string,
    made: MadeDecision,
    {
      receivedOn,
      language,
      ...deadlines
    }: Deadlines & { readonly receivedOn: string; readonly language: Language },
  ): Promise<WrittenLetter | undefined> {
    const theCase = await this.words.of(caseId);
    if (!theCase) return undefined;
    const decided = await this.decided(theCase, made);
    const date = decided.decidedOn ?? receivedOn;
    const officials = await this.officialsOf([decided, theCase.state.submission]);
    return decisionLetter(theCase, decided, deadlines, { language, date, officials });
  }

  /** The letter of what is proposed, as it is approved; in the language of the application. @throws WordsErased */
  async ofApproval(
    caseId: string,
    approval: { readonly approvedBy: string; readonly decidedOn: CalendarDate },
  ): Promise<WrittenLetter | undefined> {
    const theCase = await this.words.of(caseId);
    const proposed = theCase && proposedIn(theCase);
    return theCase && proposed && this.asDecided(theCase, { ...proposed, ...approval });
  }

  /** The letter of what is put in place of a decision. @throws WordsErased */
  async ofReplacement(caseId: string, replacement: Replacing): Promise<WrittenLetter | undefined> {
    const theCase = await this.words.of(caseId);
    if (!theCase) return undefined;
    const { by, appealId, reversal, replaces, payoutConditions = [], ...content } = replacement;
    const before = theCase.state.decisions.get(replaces);
    const words =
      reversal === undefined
        ? appealId !== undefined &&
          before &&
          wordsOfOutcome(await this.words.ofAppeal(appealId), before.decidedOn)
        : wordsOfReversal(theCase, reversal);
    if (!words) return undefined;
    const { grounds, preparedBy, approvedBy, reverses } = words;
    const said = { grounds, preparedBy, approvedBy, payoutConditions, planned: [], reverses };
    return this.asDecided(theCase, { ...content, ...said, final: isFinal(by) });
  }

  /** The letter of what is proposed as a draft, or else of the decision in force, as a copy where it was sent. @throws WordsErased */
  async draftOf(caseId: string, today: string, language?: Language): Promise<WrittenLetter | undefined> {
    const theCase = await this.words.of(caseId);
    if (!theCase) return undefined;
    const { decision, submission } = theCase.state;
    const proposed = proposedIn(theCase);
    const decided = proposed ?? (decision && (await this.decided(theCase, decision)));
    if (!decided) return undefined;
    const sent = !proposed && (decision?.letter ?? decision?.notified) !== undefined;
    const writing = {
      language: language ?? submission.language ?? 'nb',
      date: decided.decidedOn ?? today,
      ...(sent ? { copy: true as const } : { draft: true as const }),
      officials: await this.officialsOf([decided, theCase.state.submission]),
    } as const;
    return decisionLetter(theCase, decided, decision?.notified ?? {}, writing);
  }

  /** The request for supplement. @throws WordsErased */
  async ofSupplement(
    caseId: string,
    request: {
      readonly missing: readonly string[];
      readonly deadline: CalendarDate;
      readonly caseworker: string;
    },
    date: CalendarDate,
  ): Promise<WrittenLetter | undefined> {
    const theCase = await this.words.of(caseId);
    if (!theCase) return undefined;
    const caseworker = await this.official(request.caseworker);
    const facts = { ...caseFacts(theCase, writingOf(theCase, date)), ...request, caseworker };
    return { kind: 'supplement', document: supplementLetter(facts) };
  }

  /** The forewarning of a revocation. @throws WordsErased */
  async ofForewarning(
    caseId: string,
    warning: Pick<ForewarningLetterFacts, 'amount' | 'coFunding' | 'grounds' | 'replyBy'> & {
      readonly caseworker: string;
    },
    date: CalendarDate,
  ): Promise<WrittenLetter | undefined> {
    const theCase = await this.words.of(caseId);
    if (!theCase) return undefined;
    const document = forewarningLetter({
      ...caseFacts(theCase, writingOf(theCase, date)),
      ...warning,
      measure: 'revocation',
      decidedOn: theCase.state.decision?.decidedOn,
      caseworker: await this.official(warning.caseworker),
    });
    return { kind: 'forewarning', document };
  }

  /** The letter on an appeal's outcome, of the day it was decided; undefined while it was not. @throws WordsErased */
  async ofAppeal(
    appealId: string,
    appeal: SubmittedAppeal,
    appealDeadline: CalendarDate | undefined,
  ): Promise<WrittenLetter | undefined> {
    const theCase = await this.words.of(appeal.submission.caseId);
    const events = await this.words.ofAppeal(appealId);
    const outcome = events.at(-1);
    if (!theCase || !outcome) return undefined;
    const againstDecidedOn = await this.dayOf(appeal.submission.against, theCase);
    const { preparers } = appeal;
    const officials = await this.officialsOf({
      preparers: [...preparers],
      said: [...events.map(({ data }) => data), appeal.submission, theCase.state.submission],
    });
    const writing = { ...writingOf(theCase, dateInOslo(outcome.recordedAt)), officials };
    const other = appeal.submission.other && (await this.words.appellantOf(appealId));
    return appealLetter(theCase, { appeal, events, againstDecidedOn, appealDeadline, other }, writing);
  }

  /** The day of a decision an appeal is against. */
  private async dayOf(against: Appealed, { id, state }: CaseInWords): Promise<CalendarDate> {
    switch (against.kind) {
      case 'decision':
        return state.decisions.get(against.number)!.decidedOn;
      case 'amendment':
        return this.words.dayOf(streams.award(id), 'AwardAmended', { amendment: against.number });
      case 'refusal':
        return this.words.dayOf(streams.award(id), 'AmendmentRefused', { refusal: against.number });
      case 'dismissal':
        return this.words.dayOf(streams.appeal(against.id), 'AppealDismissed');
      case 'revocation':
        return this.words.dayOf(
          streams.award(id),
          'AwardRevoked',
          against.revocation === undefined ? {} : { revocation: against.revocation, decision: undefined },
        );
      case 'recovery':
        return this.words.dayOf(recoveryStream(against.id), 'RepaymentClaimed');
    }
  }

  /** Those whom `said` names. */
  private async officialsOf(said: object): Promise<Officials> {
    return officialsCalled(await this.people.namedIn(said));
  }

  private async official(caseworker: string): Promise<Official> {
    return (await this.officialsOf({ caseworker }))(caseworker);
  }

  private async asDecided(
    theCase: CaseInWords,
    decided: Decided & { readonly decidedOn: CalendarDate },
  ): Promise<WrittenLetter> {
    const officials = await this.officialsOf([decided, theCase.state.submission]);
    return decisionLetter(theCase, decided, {}, { ...writingOf(theCase, decided.decidedOn), officials });
  }

  private async decided(theCase: CaseInWords, made: MadeDecision): Promise<Decided> {
    const { appealId } = made;
    return madeIn(theCase, made, appealId === undefined ? [] : await this.words.ofAppeal(appealId));
  }
}

/** Letters that decide nothing, and answers to an appeal, are in the language of the application. */
function writingOf({ state }: CaseInWords, date: CalendarDate): Omit<Writing, 'officials'> {
  return { language: state.submission.language ?? 'nb', date };
}
