import { Inject, Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { SealedAttachments } from '#attachments/sealed/sealed-attachments.js';
import type { EventStore } from '#event-store/port.js';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import { derivedId } from '#eventsourcing/ids.js';
import { refusal, type Refusal } from '#eventsourcing/refusal.js';
import { declaredBy } from '#impartiality/impartiality.js';
import type { LetterLanguage } from '#letters/letter.js';
import { renderLetter } from '#letters/render.js';
import { EVENT_STORE } from '#cqrs/tokens.js';
import { caseReference } from '#sealing/key-store.js';
import type { Language, Letter } from '../../contract/events.js';
import type { WrittenLetter } from './decision-letter.js';
import { WordsErased } from './opened-events.js';

const LANGUAGES: Readonly<Record<LetterLanguage, Language>> = { 'nb-NO': 'nb', 'nn-NO': 'nn', 'en-GB': 'en' };

/** A command that sends a letter. */
export interface Sending {
  readonly caseId: string;
  /** The stream its event goes to. */
  readonly stream: string;
  /** Undefined where there is nothing to write. @throws WordsErased */
  readonly write: () => Promise<WrittenLetter | undefined>;
  /** Carries the command out, with the letter once it is kept. */
  readonly act: (context: CommandContext, letter?: Letter) => Promise<Outcome>;
}

/** Letters on their way into the case that sends them. */
@Injectable()
export class KeptLetters {
  constructor(
    private readonly attachments: SealedAttachments,
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'readStream'>,
  ) {}

  /**
   * Carries out a command with its letter, or neither. Nothing is written before the command is known to hold, nor
   * for one that was carried out before; what is kept and then not sent is removed again.
   * Refused: `case-erased`, and whatever the command is refused for.
   */
  async send(sending: Sending, context: CommandContext): Promise<Outcome> {
    const { stream, act } = sending;
    if (context.dryRun || (await this.wasCarriedOut(stream, context))) return act(context);
    const asked = await act({ ...context, dryRun: true });
    // A conflict that is declared with it is recorded all the same.
    if (!asked.ok) return declaresDoubt(context) ? act(context) : asked;
    const made = await this.make(sending, context);
    if ('refused' in made) return { ok: false, refusal: made.refused };
    const { letter } = made;
    if (!letter) return act(context);
    // An error leaves the letter where it is: the event that needs it may have reached the log.
    const outcome = await act(context, letter);
    if (!(await this.wasSent(stream, letter))) await this.attachments.remove(letter.digest);
    return outcome;
  }

  private async make(
    { caseId, write }: Sending,
    { commandId }: CommandContext,
  ): Promise<{ readonly letter: Letter | undefined } | { readonly refused: Refusal }> {
    const written = await unlessErased(write);
    if (written instanceof WordsErased) return { refused: erased() };
    if (!written) return { letter: undefined };
    const { kind, document } = written;
    const bytes = await renderLetter(document);
    const id = derivedId('letter', commandId);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const mediaType = 'application/pdf';
    const owned = { reference: caseReference(caseId), id };
    const name = fileNameOf(document.title);
    const done = await this.attachments.keep(
      Readable.from([Buffer.from(bytes)]),
      { name, mediaType, sha256 },
      owned,
    );
    if (!done.ok) return { refused: done.refusal };
    const { date } = document;
    const language = LANGUAGES[document.language];
    return { letter: { id, kind, language, date, name, mediaType, sha256, ...done.kept } };
  }

  private async wasCarriedOut(stream: string, { commandId }: CommandContext): Promise<boolean> {
    const events = await this.store.readStream(stream);
    return events.some(({ metadata }) => metadata.commandId === commandId);
  }

  private async wasSent(stream: string, { digest }: Letter): Promise<boolean> {
    const events = await this.store.readStream(stream);
    return events.some(({ data }) => (data as { readonly letter?: Letter }).letter?.digest === digest);
  }
}

function declaresDoubt({ impartiality }: CommandContext): boolean {
  return impartiality !== undefined && declaredBy(impartiality) !== 'no-conflict';
}

/** The code of that refusal. */
export const ERASED = 'case-erased';

/** The refusal of a letter whose words are gone. */
export function erased(): Refusal {
  return refusal('gone', ERASED, 'what the letter has to say was erased');
}

/** The title as a file name, without what file systems do not take. */
export function fileNameOf(title: string): string {
  const bare = title.replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ').replace(/\s+/gu, ' ');
  return `${bare.trim().slice(0, 150)}.pdf`;
}

/** What `write` answers, or that it could not. */
export async function unlessErased<T>(write: () => Promise<T>): Promise<T | WordsErased> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof WordsErased) return error;
    throw error;
  }
}
