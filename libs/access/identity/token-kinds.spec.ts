import { beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { keyedHash } from '#sealing/keyed-hash.js';
import { ISSUER_MEMBERS } from './config/issuer-document.js';
import type { Identity } from './identity.js';
import { InvalidToken } from './invalid-token.js';
import { PROFILES } from './profiles/profiles.js';
import { documentedFiles, IDENTITY_PAGE, readAsFile } from './testing/documented-issuers.js';
import { Forge } from './testing/forge.js';
import { datedRows, MEMBERSHIPS, PERSONS } from './testing/tokens/claims.js';
import { KINDS, SIGNATURES } from './testing/tokens/kinds.js';
import { PROVIDERS } from './testing/tokens/providers.js';
import type { Row } from './testing/tokens/row.js';
import { USUAL } from './testing/tokens/usual.js';
import { TokenVerifier } from './token-verifier.js';

const ISSUERS = ['people', 'citizens', 'employees', 'systems', 'staff'];
const ROWS: readonly Row[] = [
  ...KINDS,
  ...SIGNATURES,
  ...datedRows(),
  ...PERSONS,
  ...MEMBERSHIPS,
  ...PROVIDERS,
];
/** What a message quotes; a path has quotes in its brackets. */
const QUOTED = /"((?:[^"[\]]|\[[^\]]*\])*)"/g;
const TABLE = /^\| issuer +\| token[^]*?\n(?!\|)/m;

describe('docs/identity.md', () => {
  it('shows files of issuers that can be used in production', () => {
    const files = documentedFiles();
    expect(files.map((file) => readAsFile(file).reasons)).toEqual(files.map(() => []));
    expect(files.flatMap(({ issuers }) => issuers.map(({ name }) => name))).toEqual(['state', ...ISSUERS]);
  });

  it('tells every member of an issuer, and every profile', () => {
    const page = readFileSync(IDENTITY_PAGE, 'utf8');
    expect(ISSUER_MEMBERS.filter((member) => !page.includes(`| \`${member}\` `))).toEqual([]);
    const used = documentedFiles().flatMap(({ issuers }) => issuers);
    expect([...PROFILES.keys()].filter((profile) => !used.some((each) => each.profile === profile))).toEqual(
      [],
    );
  });

  /** `TILSAGN_WRITE_DOCS=1` writes the table into the page. */
  it('shows what becomes of which token', async () => {
    const table = aligned([['issuer', 'token', 'result'], ...(await judged())]);
    const text = readFileSync(IDENTITY_PAGE, 'utf8');
    if (process.env['TILSAGN_WRITE_DOCS'] === '1')
      writeFileSync(
        IDENTITY_PAGE,
        text.replace(TABLE, () => table),
      );
    expect(TABLE.exec(readFileSync(IDENTITY_PAGE, 'utf8'))?.[0]).toBe(table);
  });
});

describe('the tokens of the page', () => {
  let results: ReadonlyMap<string, string>;
  beforeAll(async () => {
    results = new Map((await judged()).map(([issuer, token, result]) => [`${issuer}: ${token}`, result]));
  });
  const resultOf = (start: string) => [...results].find(([token]) => token.startsWith(start))?.[1];

  it('are each another', () => {
    expect(results.size).toBe(ROWS.length);
    expect(results.size).toBeGreaterThan(60);
  });

  it('make one person of one person, whichever client they come through', () => {
    const subjectOf = (start: string) =>
      /^accepted: (?:the program )?`([^`]+)`/.exec(resultOf(start) ?? '')?.[1];
    const one = subjectOf('citizens: access token');
    expect(one).toMatch(/^citizens:[\w-]{43}$/);
    expect(subjectOf('citizens: the same person through another client')).toBe(one);
  });

  it('tell nothing of a national identity number', () => {
    expect([...results.values()].filter((result) => result.includes('17896900574'))).toEqual([]);
  });
});

let done: Promise<readonly (readonly [string, string, string])[]> | undefined;

/** Each token of the table, judged by the issuers that the page shows. */
function judged(): NonNullable<typeof done> {
  return (done ??= judge());
}

async function judge(): Promise<readonly (readonly [string, string, string])[]> {
  const documented = documentedFiles().flatMap(({ issuers }) => issuers);
  const { issuers, reasons } = readAsFile({
    issuers: ISSUERS.map((name) => documented.find((each) => each.name === name)),
  });
  expect(reasons).toEqual([]);
  const forge = await Forge.of(issuers);
  const secret = Buffer.alloc(32, 1);
  const verifier = new TokenVerifier(forge.trusted, { digestOf: (value) => keyedHash(secret, value) });
  const judging = ROWS.map(async ([issuer, what, wanted]) => {
    const token = await forge.token(issuer, USUAL[issuer]!, wanted);
    return [issuer, what, await judgedBy(verifier, token)] as const;
  });
  return Promise.all(judging);
}

async function judgedBy(verifier: TokenVerifier, token: string): Promise<string> {
  try {
    return `accepted: ${shown(await verifier.verify(token))}`;
  } catch (error) {
    if (!(error instanceof InvalidToken)) throw error;
    return `refused: ${error.message.replaceAll(QUOTED, '`$1`')}`;
  }
}

function shown({ subject, program, memberships, client, actedBy = [] }: Identity): string {
  const held = memberships.map(({ organisation, roles }) => {
    const what = roles.length === 0 ? 'no role' : roles.join(' and ');
    return organisation === undefined ? what : `${what} for \`${organisation}\``;
  });
  const by = actedBy.map((actor) => ` by \`${actor}\``).join('');
  return `${program ? 'the program ' : ''}\`${subject.replaceAll('|', '\\|')}\`${by}, ${held.join(', ')}, through \`${client}\``;
}

function aligned([head, ...rows]: readonly (readonly string[])[]): string {
  const widths = head!.map((_, column) => Math.max(...[head!, ...rows].map((row) => row[column]!.length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |\n`;
  return [line(head!), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('');
}
