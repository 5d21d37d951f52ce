import { isCalendarDate, isInstant, yearOf } from '#calendar/oslo.js';
import { UnusableRecord } from '#giving/unusable.js';
import { mistypedAmong } from '#organisations/refusals.js';
import { isOneLine } from '#text/text.js';
import { amountIn } from './amounts.js';
import { partyOf, personsIn, recipientOf, tellsOf, tellsWho, type Recipient } from './recipients.js';
import { first, isObject, line, shown, text } from './record-fields.js';
import { no, type No, type RecordRefusal, type RecordRemark } from './refusals.js';
import { remarksOn, type Remarks } from './remarks.js';

export type { RecordRefusal, RecordRemark } from './refusals.js';

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
  readonly recipient: Recipient;
  readonly funder: { readonly id: string; readonly name: string };
  readonly programme: string;
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

/** Minor units of one currency in a file: its budgets, rounded up, must stay far from where numbers are not exact. */
const MOST_IN_ALL = 1e15;
/** Years in which a grant can have been awarded: with its deadlines and instalments it stays among dates of four digits. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;
/** Characters of an id, a title or a name. */
const LONGEST_TEXT = 1000;

/** Reads the records of a file one after another: remembers ids and sums, so of a doubled id the first counts. */
export class GrantReader {
  private index = 0;
  private readonly seen = new Set<string>();
  /** Minor units applied for so far, by currency. */
  private readonly sums = new Map<string, number>();

  /** Takes the next record. */
  read(record: unknown): RecordRead {
    const index = this.index++;
    const unusable = record instanceof UnusableRecord;
    const id = unusable ? text(record.id) : idOf(record);
    const read = this.repeated(id) ?? (unusable ? unreadable(record) : readRecord(record));
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

function unreadable({ code, message }: UnusableRecord): No {
  return no(code, line(message) ?? '');
}

function readRecord(record: unknown): { readonly grant: Grant; readonly remarks: Remarks } | No {
  if (!isObject(record)) return no('not-an-object', 'the record is not a JSON object');
  const id = idOf(record);
  if (id === undefined) return no('no-id', 'the record has no id');
  if (!isOneLine(id)) return no('id-not-text', 'its id holds what no text may hold');

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
  const mistyped = mistypedAmong({
    'fundingOrganization.id': funder.id,
    ...(recipient.kind === 'person' ? {} : { 'recipientOrganization.id': recipient.id }),
  });
  if (mistyped) return no(mistyped.code, mistyped.detail);
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
  const organisation = recipient.kind === 'person' ? '' : recipient.name;
  const inClear = [
    grant.title,
    grant.programme,
    funder.name,
    organisation,
    line(record['description']) ?? '',
  ];
  if (personsIn(record).some((person) => inClear.some((each) => tellsOf(each, person))))
    return no('names-private-person', 'a text that anybody may read names the private person it is for');
  return { grant, remarks: remarksOn(record) };
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
