import { visit } from 'jsonc-parser';

/** What is read is not I-JSON. */
export class NotIJson extends Error {
  constructor(
    /** What is wrong, as the end of a sentence about the place: `is there twice`. */
    readonly detail: string,
    /** Where: RFC 6901, empty for the whole. */
    readonly pointer = '',
  ) {
    super(pointer === '' ? detail : `${pointer} ${detail}`);
    this.name = 'NotIJson';
  }
}

/**
 * Reads JSON as RFC 7493 (I-JSON) defines it: UTF-8, with or without a byte order mark, no member twice, no half of a
 * surrogate pair, no code point that is no character, no number beyond a double.
 * @throws NotIJson
 */
export function readJson(bytes: Uint8Array): unknown {
  return parseJson(decoded(bytes));
}

/** As {@link readJson}, of text that was decoded before. @throws NotIJson */
export function parseJson(text: string): unknown {
  const bare = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const value = parsed(bare);
  const fault = faultOf(bare, value);
  if (fault) throw fault;
  return value;
}

/** Looks closely only at what may be wrong, since almost nothing is. */
function faultOf(json: string, value: unknown): NotIJson | undefined {
  try {
    if (membersOf(value) !== membersWritten(json)) return doubled(json);
    const found = SUSPICIOUS.test(json) ? firstIn(value, '', textFault) : undefined;
    return found ?? (HUGE.test(json) ? firstIn(value, '', numberFault) : undefined);
  } catch (error) {
    if (error instanceof RangeError) return new NotIJson('is nested too deeply');
    throw error;
  }
}

/** The pointer of a member below another place (RFC 6901). */
export function below(pointer: string, member: string | number): string {
  return `${pointer}/${String(member).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });

function decoded(bytes: Uint8Array): string {
  try {
    return UTF8.decode(bytes);
  } catch {
    throw new NotIJson('is not UTF-8');
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new NotIJson('is not JSON');
  }
}

/** Whatever holds half a surrogate pair or no character has one of these; looked for by code units, which is quick. */
const SUSPICIOUS = /\\u|[\uFDD0-\uFDEF\uFFFE\uFFFF\uDFFE\uDFFF]/;
const NONCHARACTER = /\p{Noncharacter_Code_Point}/u;

/** Only these may be beyond a double: an exponent of three digits, or as many digits before the point. */
const HUGE = /[eE]\+?\d{3}|\d{300}/;

/** How many members there are, in all objects together. */
function membersOf(value: unknown): number {
  let members = 0;
  const waiting = [value];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    const inner = Object.values(next) as unknown[];
    if (!Array.isArray(next)) members += inner.length;
    for (const each of inner) waiting.push(each);
  }
  return members;
}

/** How many members are written in a text that is JSON: each text in it that a colon follows. */
function membersWritten(json: string): number {
  let members = 0;
  for (const [, colon] of json.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?/g)) if (colon) members++;
  return members;
}

function doubled(json: string): NotIJson {
  const seen = new Set<string>();
  let first = '';
  visit(json, {
    onObjectProperty(name, _offset, _length, _line, _character, pathOf) {
      const pointer = [...pathOf(), name].reduce(below, '');
      if (first === '' && seen.has(pointer)) first = pointer;
      seen.add(pointer);
    },
  });
  return new NotIJson('is there twice', first);
}

/** The first fault of a value, of what is in it, or of the name of a member. */
function firstIn(value: unknown, pointer: string, faultIn: FaultIn): NotIJson | undefined {
  const own = faultIn(value);
  if (own !== undefined) return new NotIJson(own, pointer);
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [member, inner] of Object.entries(value)) {
    const place = below(pointer, member.toWellFormed());
    const named = faultIn(member);
    const fault = named === undefined ? firstIn(inner, place, faultIn) : new NotIJson(named, place);
    if (fault) return fault;
  }
  return undefined;
}

type FaultIn = (value: unknown) => string | undefined;

function textFault(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (!value.isWellFormed()) return 'holds half of a surrogate pair';
  return NONCHARACTER.test(value) ? 'holds a code point that is no character' : undefined;
}

function numberFault(value: unknown): string | undefined {
  return typeof value === 'number' && !Number.isFinite(value) ? 'is too large a number' : undefined;
}
