import type { CalendarDate } from './oslo.js';

/** A month's names stand here and not in the runtime's data, which may spell them another way tomorrow. */
const NORWEGIAN = [
  'januar',
  'februar',
  'mars',
  'april',
  'mai',
  'juni',
  'juli',
  'august',
  'september',
  'oktober',
  'november',
  'desember',
];
const ENGLISH = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** A calendar date for people to read: `3. mars 2027` (both forms of Norwegian), `3 March 2027`; day and month stay on one line. */
export function dateInWords(date: CalendarDate, language: 'nb-NO' | 'nn-NO' | 'en-GB'): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return language === 'en-GB'
    ? `${day}\u00a0${ENGLISH[month - 1]} ${year}`
    : `${day}.\u00a0${NORWEGIAN[month - 1]} ${year}`;
}
