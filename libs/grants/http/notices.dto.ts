import { IsIn } from 'class-validator';
import { CalendarDate, Optional, Part, Reference, Whole } from '#http/fields.js';
import { invalidRequest } from '#http/problems.js';
import type { Language, NoticeChannel, Noticed } from '../contract/events.js';
import {
  ReceiptCorrectionApprovalDto,
  ReceiptCorrectionDto,
  ReceiptCorrectionRejectionDto,
} from './receipts.dto.js';

const KINDS = [
  'revocation',
  'amendment',
  'refusal',
  'reinstatement',
  'recovery',
  'offer',
] as const satisfies readonly Noticed['kind'][];
const CHANNELS = ['portal', 'letter', 'email'] as const satisfies readonly NoticeChannel[];
const LANGUAGES = ['nb', 'nn', 'en'] as const satisfies readonly Language[];

/** What notice is of: the revocation that stands, an amendment, a refusal or a reinstatement by its number, a claim or an offer that is open again by its id. */
export class NoticedDto {
  @IsIn(KINDS)
  kind: Noticed['kind'];

  @Optional()
  @Whole(1, 1000)
  number?: number;

  /** Of the claim, or the offer. */
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

/** The day on which notice was received, where the one on record is wrong. */
export class NoticeCorrectionDto extends ReceiptCorrectionDto {
  @Part(() => NoticedDto)
  of: NoticedDto;
}

/** The correction of a notice's receipt that is approved. */
export class NoticeCorrectionApprovalDto extends ReceiptCorrectionApprovalDto {
  @Part(() => NoticedDto)
  of: NoticedDto;
}

/** The correction of a notice's receipt that is rejected. */
export class NoticeCorrectionRejectionDto extends ReceiptCorrectionRejectionDto {
  @Part(() => NoticedDto)
  of: NoticedDto;
}

/**
 * @throws ProblemException 400 unless an amendment, a refusal or a reinstatement is named by its number, a claim or an offer by its id, a
 * revocation by its number or by neither
 */
export function mustBeNamed({ kind, number, id }: NoticedDto): void {
  const byId = kind === 'recovery' || kind === 'offer';
  const numbered = byId ? number === undefined : number !== undefined || kind === 'revocation';
  if (numbered && (id !== undefined) === byId) return;
  throw invalidRequest([
    {
      pointer: '/of',
      detail:
        'must name an amendment, a refusal or a reinstatement by its number, a claim or an offer by its id, a revocation by its number or by neither',
    },
  ]);
}
