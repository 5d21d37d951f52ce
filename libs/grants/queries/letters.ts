import { Inject, Injectable } from '@nestjs/common';
import type { Readable as ByteStream } from 'node:stream';
import { dateInOslo } from '#calendar/oslo.js';
import { SealedAttachments } from '#attachments/sealed/sealed-attachments.js';
import type { EventStore } from '#event-store/port.js';
import type { Actor, Position, RecordedEvent } from '#eventsourcing/event.js';
import { refusal } from '#eventsourcing/refusal.js';
import { renderLetter } from '#letters/render.js';
import { notFound } from '#access/policy.js';
import type { Clock } from '#hosting/clock.js';
import { pageWithin, type Page, type PageRequest } from '#http/paging.js';
import { refused } from '#http/problems.js';
import { mustSee } from '#cqrs/queries/scope.js';
import { Reader } from '#cqrs/queries/reader.js';
import { CLOCK, EVENT_STORE } from '#cqrs/tokens.js';
import { MAY } from '../access.js';
import { CaseLetters } from '../application/letters/case-letters.js';
import { erased, fileNameOf, unlessErased } from '../application/letters/kept-letters.js';
import { WordsErased } from '../application/letters/opened-events.js';
import type { Language, Letter } from '../contract/events.js';
import { caseHistoryProjection, type HistoryRow } from '../read-models/case-history.js';
import { CaseLog } from './case-log.js';
import { letterViewOf, type LetterView } from './letter-view.js';
import type { Readable } from '#cqrs/queries/readable.js';

/** A letter with its bytes. */
export interface OpenedLetter {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
  readonly bytes: ByteStream;
}

/** Events that carry a letter. */
const CARRIERS = [
  'DecisionApproved',
  'DecisionReplaced',
  'DecisionAwaitsAppropriation',
  'DecisionNotified',
  'SupplementRequested',
  'AppealOutcomeNotified',
  'RevocationForewarned',
  'LetterSent',
  'NoticeReceived',
];

type Carrier = { readonly type: string; readonly data: { readonly letter?: Letter } };

/** Letters for those who may see the case they were sent in. */
@Injectable()
export class LetterQueries {
  constructor(
    private readonly log: CaseLog,
    private readonly reader: Reader,
    private readonly attachments: SealedAttachments,
    private readonly letters: CaseLetters,
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'readAt' | 'compare'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** In the order they were sent. @throws ProblemException 404 for whoever may not see the case, or when there is none */
  async list(
    caseId: string,
    request: PageRequest,
    actor: Actor,
    after?: Position,
  ): Promise<Page<LetterView>> {
    const letters = await this.lettersOf(caseId, actor, after);
    return pageWithin(letters.map(letterViewOf), request, ({ id }) => id);
  }

  /** @throws ProblemException 404 for whoever may not see it, or when there is none; 410 once its key was erased */
  async open(caseId: string, id: string, actor: Actor): Promise<OpenedLetter> {
    const letter = (await this.lettersOf(caseId, actor)).find((each) => each.id === id);
    if (!letter) throw refused(notFound());
    const { name, size, sha256, digest } = letter;
    if (name === null || sha256 === null)
      throw refused(refusal('gone', 'letter-erased', 'the letter was erased'));
    const bytes = await this.attachments.read(digest, { id });
    if (!bytes) throw new Error(`the bytes of letter ${id} are not in the store`);
    return { name, size, sha256, bytes };
  }

  /**
   * The letter of the present proposal or decision as a draft, made for this one answer.
   * @throws ProblemException 404 where nothing is proposed or decided; 410 once its words were erased
   */
  async draft(
    caseId: string,
    actor: Actor,
    language?: Language,
  ): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
    const { submitted } = await this.log.open(caseId, actor);
    const { directorate: owner, applicant } = submitted.data;
    mustSee(actor, MAY['letter-drafts.read'], { owner, applicant: applicant.organisation });
    const today = dateInOslo(this.clock.now());
    const written = await unlessErased(() => this.letters.draftOf(caseId, today, language));
    if (written instanceof WordsErased) throw refused(erased());
    if (!written) throw refused(notFound());
    const { document } = written;
    return { name: fileNameOf(document.title), bytes: await renderLetter(document) };
  }

  /** Those of the application are in its stream; those of appeals and of the award are found by the case's index. */
  private async lettersOf(caseId: string, actor: Actor, after?: Position): Promise<Readable<Letter>[]> {
    const { events } = await this.log.open(caseId, actor);
    await this.reader.reached([caseHistoryProjection.name], after);
    const elsewhere = await this.reader.rows<Pick<HistoryRow, 'stream' | 'revision'>>(
      'SELECT stream, revision FROM case_history WHERE case_id = $1 AND type = ANY($2)',
      [caseId, CARRIERS],
    );
    const own = events as unknown as readonly RecordedEvent[];
    const found = await this.store.readAt(elsewhere.filter(({ stream }) => stream !== own[0]!.stream));
    const carriers = [...own, ...found]
      .filter(({ type }) => CARRIERS.includes(type))
      .toSorted((a, b) => this.store.compare(a.position, b.position));
    const read = await Promise.all(
      carriers.map(
        async (event) => (await this.log.read<Carrier>(event as unknown as Carrier & RecordedEvent)).data,
      ),
    );
    return read.flatMap(({ letter }) => (letter ? [letter] : []));
  }
}
