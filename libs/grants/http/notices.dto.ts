import { IsIn } from 'class-validator';
import { CalendarDate, Optional, Part, Reference, Text, Whole } from '#http/fields.js';
import { invalidRequest } from '#http/problems.js';
import type { Language, NoticeChannel, Noticed } from '../contract/events.js';

const KINDS = [
  'revocation',
  'amendment',
  'refusal',
  'recovery',
] as const satisfies readonly Noticed['kind'][];
const CHANNELS = ['portal', 'letter', 'email'] as const satisfies readonly NoticeChannel[];
const LANGUAGES = ['nb', 'nn', 'en'] as const satisfies readonly Language[];

/** What notice is of: the revocation that stands, an amendment or a refusal by its number, a claim by its id. */
export class NoticedDto {
  @IsIn(KINDS)
  kind: Noticed['kind'];

  @Optional()
  @Whole(1, 1000)
  number?: number;

  /** Of the claim. */
  @Optional()
  @Reference()
  id?: string;
}

/** When and how the party received notice. */
export class NoticeDto {
  @Part(() => NoticedDto)
  of: NoticedDto;

  /** Today when left out. */
  @Optional()
  @CalendarDate()
  receivedOn?: string;

  @IsIn(CHANNELS)
  channel: NoticeChannel;

  /** The letter's when left out; in another language a letter is part of the notice. */
  @Optional()
  @IsIn(LANGUAGES)
  language?: Language;
}

/** The day on which notice was received, where the one on record is wrong, and how that is known. */
export class NoticeCorrectionDto {
  @Part(() => NoticedDto)
  of: NoticedDto;

  @CalendarDate()
  receivedOn: string;

  @Text(5000, { lines: true })
  grounds: string;
}

/** The correction that is approved. */
export class NoticeCorrectionApprovalDto {
  @Part(() => NoticedDto)
  of: NoticedDto;

  /** The one the approver has before them. */
  @Whole(1, 1_000_000)
  correction: number;

  @Optional()
  @Text(5000, { lines: true })
  grounds?: string;
}

/** The correction that is rejected, and why the day on record is right. */
export class NoticeCorrectionRejectionDto {
  @Part(() => NoticedDto)
  of: NoticedDto;

  /** The one that person has before them. */
  @Whole(1, 1_000_000)
  correction: number;

  @Text(5000, { lines: true })
  grounds: string;
}

/**
 * @throws ProblemException 400 unless an amendment or a refusal is named by its number, a claim by its id, a revocation
 * by neither
 */
export function mustBeNamed({ kind, number, id }: NoticedDto): void {
  const numbered = kind === 'amendment' || kind === 'refusal';
  if ((number !== undefined) === numbered && (id !== undefined) === (kind === 'recovery')) return;
  throw invalidRequest([
    {
      pointer: '/of',
      detail: 'must name an amendment or a refusal by its number, a claim by its id, a revocation by neither',
    },
  ]);
}
