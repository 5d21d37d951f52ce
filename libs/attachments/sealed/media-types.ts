import { fileTypeFromBuffer } from 'file-type';

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const OPEN_DOCUMENT = 'application/vnd.oasis.opendocument';

interface Kind {
  readonly telling: Telling;
  /** What its name ends with: whoever opens the file goes by that. */
  readonly endings: readonly string[];
}

/** How a kind of file is told from others: by what it starts with, as a package, as a TIFF, or by being text. */
type Telling = 'signature' | 'package' | 'tiff' | 'text';

const ALLOWED: Readonly<Record<string, Kind>> = {
  'application/pdf': { telling: 'signature', endings: ['pdf'] },
  'image/png': { telling: 'signature', endings: ['png'] },
  'image/jpeg': { telling: 'signature', endings: ['jpg', 'jpeg'] },
  'image/tiff': { telling: 'tiff', endings: ['tif', 'tiff'] },
  'text/plain': { telling: 'text', endings: ['txt', 'text', 'md', 'csv'] },
  'text/csv': { telling: 'text', endings: ['csv'] },
  [`${OPEN_DOCUMENT}.text`]: { telling: 'signature', endings: ['odt'] },
  [`${OPEN_DOCUMENT}.spreadsheet`]: { telling: 'signature', endings: ['ods'] },
  [`${OFFICE}.wordprocessingml.document`]: { telling: 'package', endings: ['docx'] },
  [`${OFFICE}.spreadsheetml.sheet`]: { telling: 'package', endings: ['xlsx'] },
};

/** The media types an attachment may have: documents, tables, pictures; nothing that carries macros or scripts. */
export const MEDIA_TYPES: readonly string[] = Object.keys(ALLOWED);

/** Bytes from the start of a file that its kind is told by. */
export const SAMPLE = 64 * 1024;

/** The type a `Content-Type` names, without its parameters, in lower case. */
export function essenceOf(contentType: string): string {
  return contentType.split(';', 1)[0]!.trim().toLowerCase();
}

/** Whether an attachment may have this type. */
export function isAllowed(mediaType: string): boolean {
  return Object.hasOwn(ALLOWED, mediaType);
}

/** What the name of a file of this type ends with, after a point; empty for a type that is not allowed. */
export function endingsOf(mediaType: string): readonly string[] {
  return isAllowed(mediaType) ? ALLOWED[mediaType]!.endings : [];
}

/** Whether a name ends as its type promises: a program is no text because it says so. */
export function endsLike(mediaType: string, name: string): boolean {
  const lower = name.toLowerCase();
  return endingsOf(mediaType).some((ending) => lower.endsWith(`.${ending}`));
}

/**
 * Whether the first bytes of a file (at most `SAMPLE`) are what its announced type promises. Text has no signature:
 * it is anything without control characters. A package whose name for itself lies behind the sample counts as one.
 */
export async function looksLike(mediaType: string, start: Uint8Array): Promise<boolean> {
  const telling = isAllowed(mediaType) ? ALLOWED[mediaType]!.telling : undefined;
  if (telling === undefined) return false;
  if (telling === 'text') return !start.some(isControl);
  const found = (await fileTypeFromBuffer(start))?.mime;
  if (telling === 'tiff' && found === undefined) return isTiff(start);
  return (
    found === mediaType || (telling === 'package' && found === 'application/zip' && start.length >= SAMPLE)
  );
}

/** A TIFF may keep its directory, which the library looks for, at its end. */
function isTiff(start: Uint8Array): boolean {
  const magic = Buffer.from(start.subarray(0, 4)).toString('hex');
  return magic === '49492a00' || magic === '4d4d002a';
}

/** Control characters other than tab, line breaks and form feed. */
function isControl(byte: number): boolean {
  return byte < 0x20 && (byte < 0x09 || byte > 0x0d || byte === 0x0b);
}
