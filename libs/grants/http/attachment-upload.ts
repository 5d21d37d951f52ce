import { parse } from 'content-disposition';
import { essenceOf } from '#attachments/sealed/media-types.js';
import { invalidRequest } from '#http/problems.js';
import { isOneLine, isVisible } from '#text/text.js';
import type { StreamedBody } from '#http/streamed-body.js';

/** An upload as its request announces it. */
export interface Upload {
  readonly name: string;
  readonly mediaType: string;
  /** Lower-case hex. */
  readonly sha256: string;
}

const SHA256 = /^sha-256=:([A-Za-z0-9+/]{43}=):$/;
const LONGEST_NAME = 255;

/** What the headers of an upload say. @throws ProblemException 400 when they do not say enough */
export function uploadOf(body: StreamedBody): Upload {
  return {
    name: nameOf(body),
    mediaType: essenceOf(body.header('content-type') ?? ''),
    sha256: digestOf(body.header('content-digest')),
  };
}

/** RFC 9530, as RFC 8941 writes a dictionary of byte sequences; other algorithms may stand beside. */
function digestOf(header: string | undefined): string {
  const members = header?.split(',').map((member) => SHA256.exec(member.trim())?.[1]) ?? [];
  const encoded = members.find((member) => member !== undefined);
  if (encoded === undefined)
    throw invalidRequest([
      { header: 'Content-Digest', detail: 'must say sha-256=:<the base64 digest of the body>:' },
    ]);
  return Buffer.from(encoded, 'base64').toString('hex');
}

/** The parameter `name`, or the file name of `Content-Disposition` (RFC 6266, RFC 8187); folders in it are dropped. */
function nameOf(body: StreamedBody): string {
  const given = body.parameter('name') ?? fileNameIn(body.header('content-disposition'));
  const name = given?.split(/[/\\]/).at(-1)?.trim().normalize('NFC');
  if (!name || !isFileName(name))
    throw invalidRequest([
      {
        parameter: 'name',
        detail: `must be a file name of 1 to ${LONGEST_NAME} visible characters on one line, here or in Content-Disposition`,
      },
    ]);
  return name;
}

function isFileName(name: string): boolean {
  if (name === '.' || name === '..' || Array.from(name).length > LONGEST_NAME) return false;
  return isVisible(name) && isOneLine(name);
}

function fileNameIn(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  try {
    return parse(header).parameters['filename'];
  } catch {
    return undefined;
  }
}
