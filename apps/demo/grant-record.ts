import { isCalendarDate, isInstant, yearOf } from '#calendar/oslo.js';
import { isCurrency, parseDecimal } from '#money/money.js';
import { holdsName } from './person-names.js';

/** A grant as a funder published it: facts only. */
export interface Grant {
  readonly id: string;
  readonly title: string;
  /** What was awarded, minor units. */
  readonly amount: number;
  /** What was applied for, minor units; never less than what was awarded. */
  readonly applied: number;
  /** What was paid of it, minor units; never more than what was awarded. All of it where nothing is said. */
  readonly paid: number;
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
  | 'sum-too-large'
  | 'currency-unknown'
  | 'no-date'
  | 'date-not-iso-8601'
  | 'date-out-of-range'
  | 'text-too-long'
  | 'no-recipient'
  | 'no-funder'
  | 'recipient-is-funder'
  | 'names-private-person';

/** A record that does not land: which one, and why. */
export interface RecordRefusal {
  /** Zero-based place in the file. */
  readonly index: number;
  /** Null when there is none, or when it tells who the private person is. */
  readonly id: string | null;
  /** One of {@link RecordRefusalCode}, or that of the command that was refused. */
  readonly code: string;
  /** One line. */
  readonly message: string;
}

/** What a record says that its grant cannot show: which one, and what. */
export interface RecordRemark {
  /** Zero-based place in the file. */
  readonly index: number;
  readonly id: string | null;
  readonly code: 'paid-more-than-awarded' | 'applied-for-less-than-awarded' | 'second-recipient';
  /** One line. */
  readonly message: string;
}

/** A record as it was read. */
export type RecordRead =
  | {
      readonly ok: true;
      readonly index: number;
      /** As it may be shown: null when it tells who the private person is. */
      readonly id: string | null;
      readonly grant: Grant;
      readonly remarks: readonly RecordRemark[];
    }
  | { readonly ok: false; readonly refusal: RecordRefusal };

/** Major units: beyond any grant. */
const MOST = 1e12;
/** Minor units of one currency in a file: its budgets, rounded up, must stay far from where numbers are not exact. */
const MOST_IN_ALL = 1e15;
/** Years in which a grant can have been awarded: with its deadlines and instalments it stays among dates of four digits. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;
/** Characters of an id, a title or a name. */
const LONGEST_TEXT = 1000;

const CONTROL = /\p{Cc}/u;
/** Line and paragraph separators and what turns the direction of writing around would make one line into several. */
const CONTROLS = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** Reads the records of a file one after another: remembers ids and sums, so of a doubled id the first counts. */
export class GrantReader {
  private index = 0;
  private readonly seen = new Set<string>();
  /** Minor units applied for so far, by currency. */
  private readonly sums = new Map<string, number>();

  /** Takes the next record. */
  read(record: unknown): RecordRead {
    const index = this.index++;
    const id = idOf(record);
    const read = this.repeated(id) ?? readRecord(record);
    if (id !== undefined) this.seen.add(id);
    const at = { index, id: id === undefined || tellsWho(id, record) ? null : id };
    if (!('grant' in read)) return { ok: false, refusal: { ...at, ...read } };
    const tooMuch = this.addedUp(read.grant);
    if (tooMuch) return { ok: false, refusal: { ...at, ...tooMuch } };
    return { ok: true, ...at, grant: read.grant, remarks: read.remarks.map((each) => ({ ...at, ...each })) };
  }

  private repeated(id: string | undefined): No | undefined {
    if (id === undefined || !this.seen.has(id)) return undefined;
    return no('id-seen-before', 'its id stands on an earlier record');
  }

  private addedUp({ applied, currency }: Grant): No | undefined {
    const sum = (this.sums.get(currency) ?? 0) + applied;
    if (sum > MOST_IN_ALL)
      return no('sum-too-large', `with it the grants in ${currency} add up to more than can be budgeted for`);
    this.sums.set(currency, sum);
    return undefined;
  }
}

type Fields = { readonly [name: string]: unknown };
type No = { readonly code: RecordRefusalCode; readonly message: string };

function no(code: RecordRefusalCode, message: string): No {
  return { code, message };
}

type Remarks = readonly Pick<RecordRemark, 'code' | 'message'>[];

function readRecord(record: unknown): { readonly grant: Grant; readonly remarks: Remarks } | No {
  if (!isObject(record)) return no('not-an-object', 'the record is not a JSON object');
  const id = idOf(record);
  if (id === undefined) return no('no-id', 'the record has no id');
  if (!id.isWellFormed() || CONTROL.test(id)) return no('id-not-text', 'its id holds what no text may hold');

  const { currency, awardDate } = record;
  const amount = amountIn(record, 'amountAwarded');
  if (amount === undefined) return no('no-amount', 'amountAwarded is missing');
  if (typeof amount !== 'number') return amount;
  const disbursed = amountIn(record, 'amountDisbursed') ?? amount;
  if (typeof disbursed !== 'number') return disbursed;
  const appliedFor = amountIn(record, 'amountAppliedFor') ?? amount;
  if (typeof appliedFor !== 'number') return appliedFor;

  if (awardDate === undefined || awardDate === null) return no('no-date', 'awardDate is missing');
  const date = dateOf(awardDate);
  if (date === undefined)
    return no('date-not-iso-8601', `awardDate ${shown(awardDate)} is not a date in ISO 8601`);
  if (yearOf(date) < FIRST_YEAR || yearOf(date) > LAST_YEAR)
    return no('date-out-of-range', `awardDate ${date} is not between ${FIRST_YEAR} and ${LAST_YEAR}`);

  const recipient = recipientOf(record);
  if (!recipient)
    return no('no-recipient', 'recipientOrganization, or recipientIndividual, with id and name is missing');
  const funder = partyOf(record['fundingOrganization']);
  if (!funder) return no('no-funder', 'fundingOrganization with id and name is missing');
  if (recipient.id === funder.id)
    return no(
      'recipient-is-funder',
      'recipient and funder are the same: nobody decides on an own application',
    );
  const grant = {
    id,
    title:
      line(record['title']) ??
      `Grant to ${recipient.kind === 'person' ? 'a private person' : recipient.name}`,
    amount,
    applied: Math.max(amount, appliedFor),
    paid: Math.min(amount, disbursed),
    currency: currency as string,
    awardDate: date,
    months: monthsOf(record['plannedDates']),
    recipient,
    funder,
    programme: line(first(record['grantProgramme'])?.['title']) ?? 'General',
  };
  const texts = [id, grant.title, recipient.id, recipient.name, funder.id, funder.name, grant.programme];
  if (texts.some((each) => each.length > LONGEST_TEXT))
    return no('text-too-long', `an id, a title or a name has more than ${LONGEST_TEXT} characters`);
  const inClear = [grant.title, grant.programme, funder.name, line(record['description']) ?? ''];
  if (personsIn(record).some(({ name }) => inClear.some((each) => holdsName(each, name))))
    return no('names-private-person', 'a text that anybody may read names the private person it is for');
  return { grant, remarks: remarksOn(record) };
}

/** Amounts of which the larger should be the smaller, and recipients besides the first. */
function remarksOn(record: Fields): Remarks {
  const { amountAwarded, amountDisbursed, amountAppliedFor, currency } = record;
  const recipients = [...all(record['recipientOrganization']), ...all(record['recipientIndividual'])].length;
  const awarded = Number(amountAwarded);
  const disbursed = Number(amountDisbursed ?? awarded);
  const appliedFor = Number(amountAppliedFor ?? awarded);
  return [
    ...(disbursed > awarded
      ? [
          {
            code: 'paid-more-than-awarded' as const,
            message: `amountDisbursed is ${disbursed} ${String(currency)}, awarded were ${awarded}: no more is shown as paid`,
          },
        ]
      : []),
    ...(appliedFor < awarded
      ? [
          {
            code: 'applied-for-less-than-awarded' as const,
            message: `amountAppliedFor is ${appliedFor} ${String(currency)}, awarded were ${awarded}: that is shown as applied for`,
          },
        ]
      : []),
    ...(recipients > 1
      ? [
          {
            code: 'second-recipient' as const,
            message: `${recipients} recipients are named, of whom the first is shown`,
          },
        ]
      : []),
  ];
}

/** An amount in minor units of the record's currency; undefined when the record does not give it. */
function amountIn(
  record: Fields,
  member: 'amountAwarded' | 'amountDisbursed' | 'amountAppliedFor',
): number | undefined | No {
  const { [member]: value, currency } = record;
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !Number.isFinite(value))
    return no('amount-not-a-number', `${member} is ${shown(value)}, not a number`);
  if (value < 0) return no('amount-negative', `${member} is ${value}`);
  if (typeof currency !== 'string' || !isCurrency(currency))
    return no('currency-unknown', `currency ${shown(currency)} is not an ISO 4217 code`);
  if (value > MOST) return no('amount-too-large', `${member} is ${value}`);
  const amount = parseDecimal(String(value), currency);
  return (
    amount ?? no('amount-not-in-minor-units', `${value} ${currency} is not a whole number of minor units`)
  );
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

/** What is said of the private persons a record is for; '' where nothing is. */
function personsIn(record: Fields): { readonly id: string; readonly name: string }[] {
  return all(record['recipientIndividual']).map(({ id, name }) => ({
    id: line(id) ?? '',
    name: line(name) ?? '',
  }));
}

/** Whether a record's id is made of that or the name of the person it is for. */
function tellsWho(id: string, record: unknown): boolean {
  if (!isObject(record)) return false;
  return personsIn(record).some(
    (person) => (person.id !== '' && id.includes(person.id)) || holdsName(id, person.name),
  );
}

function first(value: unknown): Fields | undefined {
  const [element] = Array.isArray(value) ? (value as unknown[]) : [value];
  return isObject(element) ? element : undefined;
}

function all(value: unknown): Fields[] {
  return [value].flat().filter(isObject);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** A text on one line. What cannot be stored in it, a control character or half of a surrogate pair, is replaced. */
function line(value: unknown): string | undefined {
  return typeof value === 'string' ? text(value.toWellFormed().replace(CONTROLS, ' ')) : undefined;
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? 'undefined').slice(0, 40).toWellFormed().replace(CONTROLS, ' ');
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
