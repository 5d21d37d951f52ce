import type { CalendarDate } from '#calendar/oslo.js';

/** The forms a letter is written in: Bokmål, Nynorsk, English. */
export type LetterLanguage = 'nb-NO' | 'nn-NO' | 'en-GB';

/** A name and what it stands for, read as one line. */
export interface LabelledLine {
  readonly label: string;
  readonly value: string;
}

/** Running text; a line break in it is kept. */
export interface Paragraph {
  readonly kind: 'paragraph';
  readonly text: string;
}

/** Points in a list: numbered, or with a bullet each. */
export interface List {
  readonly kind: 'list';
  readonly numbered?: boolean | undefined;
  readonly items: readonly string[];
}

/** A column of a table: its heading, its share of the width beside the other columns' shares. */
export interface Column {
  readonly heading: string;
  readonly width: number;
  /** Numbers stand to the right. */
  readonly align?: 'left' | 'right' | undefined;
}

/** Rows under column headings, one text a column. */
export interface Table {
  readonly kind: 'table';
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** A last row that sums up. */
  readonly total?: readonly string[] | undefined;
}

/** What matters at a glance: a table of two columns whose first one names what the second one says. */
export interface Overview {
  readonly kind: 'overview';
  readonly rows: readonly LabelledLine[];
}

/** A piece of a letter's text. */
export type Block = Paragraph | List | Table | Overview;

/** A part of the letter under a heading. */
export interface Section {
  readonly heading: string;
  readonly blocks: readonly Block[];
}

/** Who stands behind the letter. */
export interface Signature {
  /** `Med hilsen`. */
  readonly closing: string;
  readonly name: string;
  /** Who prepared it and who approved it. */
  readonly officials: readonly LabelledLine[];
  /** Why it carries no handwriting, and that two persons have seen it. */
  readonly note: string;
}

/** A letter as content: what it says and in which order, nothing about how it looks. */
export interface LetterDocument {
  readonly language: LetterLanguage;
  /** The day of the letter, which is also the file's: nothing in the file comes from the clock. */
  readonly date: CalendarDate;
  readonly sender: { readonly name: string; readonly lines: readonly string[] };
  /** Name and address. */
  readonly addressee: readonly string[];
  /** Place and date, references. */
  readonly details: readonly LabelledLine[];
  readonly title: string;
  /** What stands before the first heading. */
  readonly opening: readonly Block[];
  readonly sections: readonly Section[];
  readonly signature: Signature;
  /** Stands at the foot of every page; `{page}` and `{pages}` are replaced in `pageOf`. */
  readonly footer: { readonly text: string; readonly pageOf: string };
  /** Stands across every page of what is only shown. */
  readonly mark?: string | undefined;
}
