import { isCalendarDate, isInstant } from '#calendar/oslo.js';
import { isCurrency, parseDecimal } from '#money/money.js';

/** A grant as a funder published it: facts only. */
export interface Grant {
  readonly id: string;
  readonly title: string;
  /** Minor units. */
  readonly amount: number;
  readonly currency: string;
  /** Calendar date. */
  readonly awardDate: string;
  /** Planned duration in months; 12 when not said. */
  readonly months: number;
  /** An organisation, or a private person. */
  readonly recipient: { readonly id: string; readonly name: string; readonly kind?: 'person' };
  readonly funder: { readonly id: string; readonly name: string };
  readonly programme: string;
}

/** Why a record cannot be used. */
export type RecordRefusalCode =
  | 'not-an-object'
  | 'no-id'
  | 'id-not-text'
  | 'id-seen-before'
  | 'no-amount'
  | 'amount-not-a-number'
  | 'amount-negative'
  | 'amount-not-in-minor-units'
  | 'amount-too-large'
  | 'currency-unknown'
  | 'no-date'
  | 'date-not-iso-8601'
  | 'no-recipient'
  | 'no-funder';

/** A record that does not land: which one, and why. */
export interface RecordRefusal {
  /** Zero-based place in the file. */
  readonly index: number;
  readonly id: string | null;
  readonly code: RecordRefusalCode;
  readonly message: string;
}

/** Major units; beyond any grant, and what is beyond it soon adds up to more than exact numbers hold. */
const MOST = 1e12;

const CONTROL = /\p{Cc}/u;
const CONTROLS = /\p{Cc}+/gu;

/** Sorts the records of a file into grants and refusals; of a doubled id the first counts. */
export function readRecords(records: readonly unknown[]): {
  readonly grants: readonly Grant[];
  readonly refusals: readonly RecordRefusal[];
} {
  const grants: Grant[] = [];
  const refusals: RecordRefusal[] = [];
  const seen = new Set<string>();
  for (const [index, record] of records.entries()) {
    const read = readRecord(record, seen);
    if ('grant' in read) grants.push(read.grant);
    else refusals.push({ index, ...read });
    const id = idOf(record);
    if (id !== undefined) seen.add(id);
  }
  return { grants, refusals };
}

type Fields = { readonly [name: string]: unknown };
type Read = { readonly grant: Grant } | Omit<RecordRefusal, 'index'>;

function readRecord(record: unknown, seen: ReadonlySet<string>): Read {
  const id = idOf(record) ?? null;
  const no = (code: RecordRefusalCode, message: string) => ({ id, code, message });
  if (!isObject(record)) return no('not-an-object', 'the record is not a JSON object');
  if (id === null) return no('no-id', 'the record has no id');
  if (!id.isWellFormed() || CONTROL.test(id))
    return no('id-not-text', `the id ${shown(id)} holds what no text may hold`);
  if (seen.has(id)) return no('id-seen-before', `the id ${id} stands on an earlier record`);

  const { amountAwarded, currency, awardDate } = record;
  if (amountAwarded === undefined || amountAwarded === null)
    return no('no-amount', 'amountAwarded is missing');
  if (typeof amountAwarded !== 'number' || !Number.isFinite(amountAwarded))
    return no('amount-not-a-number', `amountAwarded is ${shown(amountAwarded)}, not a number`);
  if (amountAwarded < 0) return no('amount-negative', `amountAwarded is ${amountAwarded}`);
  if (typeof currency !== 'string' || !isCurrency(currency))
    return no('currency-unknown', `currency ${shown(currency)} is not an ISO 4217 code`);
  if (amountAwarded > MOST) return no('amount-too-large', `amountAwarded is ${amountAwarded}`);
  const amount = parseDecimal(String(amountAwarded), currency);
  if (amount === undefined)
    return no(
      'amount-not-in-minor-units',
      `${amountAwarded} ${currency} is not a whole number of minor units`,
    );

  if (awardDate === undefined || awardDate === null) return no('no-date', 'awardDate is missing');
  const date = dateOf(awardDate);
  if (date === undefined)
    return no('date-not-iso-8601', `awardDate ${shown(awardDate)} is not a date in ISO 8601`);

  const recipient = recipientOf(record);
  if (!recipient)
    return no('no-recipient', 'recipientOrganization, or recipientIndividual, with id and name is missing');
  const funder = partyOf(record['fundingOrganization']);
  if (!funder) return no('no-funder', 'fundingOrganization with id and name is missing');
  const grant = {
    id,
    title: line(record['title']) ?? `Grant to ${recipient.name}`,
    amount,
    currency,
    awardDate: date,
    months: monthsOf(record['plannedDates']),
    recipient,
    funder,
    programme: line(first(record['grantProgramme'])?.['title']) ?? 'General',
  };
  return { grant };
}

function idOf(record: unknown): string | undefined {
  return isObject(record) ? text(record['id']) : undefined;
}

/** ISO 8601 as 360Giving uses it: a date, or a date and time with offset; the date as the funder wrote it. */
function dateOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const date = value.slice(0, 10);
  if (!isCalendarDate(date)) return undefined;
  return value.length === 10 || isInstant(value) ? date : undefined;
}

function monthsOf(plannedDates: unknown): number {
  const duration = first(plannedDates)?.['duration'];
  return typeof duration === 'number' && duration > 0 ? Math.ceil(duration) : 12;
}

/** Whom the grant is for: 360Giving names an organisation or an individual, each in a list or alone. */
function recipientOf(record: Fields): Grant['recipient'] | undefined {
  const organisation = partyOf(record['recipientOrganization']);
  if (organisation) return organisation;
  const person = partyOf(record['recipientIndividual']);
  return person && { ...person, kind: 'person' };
}

function partyOf(value: unknown): { id: string; name: string } | undefined {
  const party = first(value);
  const id = line(party?.['id']);
  const name = line(party?.['name']);
  return id !== undefined && name !== undefined ? { id, name } : undefined;
}

function first(value: unknown): Fields | undefined {
  const [element] = Array.isArray(value) ? (value as unknown[]) : [value];
  return isObject(element) ? element : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** A text on one line. What cannot be stored in it, a control character or half of a surrogate pair, is replaced. */
function line(value: unknown): string | undefined {
  return typeof value === 'string' ? text(value.toWellFormed().replace(CONTROLS, ' ')) : undefined;
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? 'undefined').slice(0, 40);
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
