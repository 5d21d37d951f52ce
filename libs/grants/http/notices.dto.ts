import { IsIn } from 'class-validator';
import { CalendarDate, Optional, Part, Reference, Whole } from '#http/fields.js';
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
