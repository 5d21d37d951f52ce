/**
 * What a cell must be when it is not empty. An amount is in the currency of the column `currency` beside it; a payment
 * is one that may be below zero: money that was taken back.
 */
export type Reading =
  'text' | 'currency' | 'amount' | 'payment' | 'period' | 'end' | 'count' | 'payment type';

/** A column that is read. */
export interface Column {
  /** Its name in the first row of the file. */
  readonly header: string;
  readonly reads: Reading;
  /** A row without it is refused. */
  readonly required?: true;
}

/** A file of the INDIGO data set: which columns are read, what tells its rows apart, which other rows they need. */
export interface IndigoFile {
  readonly name: string;
  readonly columns: { readonly [field: string]: Column };
  /** Fields that together may occur once. */
  readonly key: readonly string[];
  /** The amount whose sign belongs to the key: what was taken back is another payment than what was paid. */
  readonly signed?: string;
  /** Rows of files read before that must have been used; a reference whose last field is empty is none. */
  readonly refers?: readonly { readonly to: string; readonly by: readonly string[] }[];
}

const PROJECT: Column = { header: 'Project ID', reads: 'text', required: true };
const ORGANISATION: Column = { header: 'Organisation ID - (Value)', reads: 'text', required: true };
const START: Column = { header: 'Period - Start - (Value)', reads: 'period' };
const END: Column = { header: 'Period - End - (Value)', reads: 'end' };
const TO_PROJECT = { to: 'projects.csv', by: ['project'] };
const TO_ORGANISATION = { to: 'organisations.csv', by: ['organisation'] };
const TO_METRIC = { to: 'outcome_metrics.csv', by: ['project', 'metric'] };

const text = (header: string): Column => ({ header, reads: 'text' });
const required = (header: string, reads: Reading = 'text'): Column => ({ header, reads, required: true });
const currency = (header: string): Column => ({ header, reads: 'currency' });
const amount = (header: string): Column => ({ header, reads: 'amount' });
const period = (header: string): Column => ({ header, reads: 'period' });

/**
 * The files in the order they are read: each after those it refers to. Columns that are not listed never leave the
 * row splitter, least of all those in USD, which were converted the wrong way round, and those of contact persons.
 */
export const INDIGO_FILES: readonly IndigoFile[] = [
  {
    name: 'projects.csv',
    key: ['project'],
    columns: {
      project: required('ID'),
      name: text('Impact Bond Name - (Value)'),
      currency: currency('Overall project finance - Total outcome payments made - Currency - (Value)'),
      paid: amount('Overall project finance - Total outcome payments made - Amount - (Value)'),
    },
  },
  { name: 'organisations.csv', key: ['organisation'], columns: { organisation: required('ID') } },
  {
    name: 'outcome_metrics.csv',
    key: ['project', 'metric'],
    refers: [TO_PROJECT],
    columns: {
      project: PROJECT,
      metric: required('Id'),
      definition: text('Outcome Definition - (Value)'),
      target: text('Outcome metric target - (Value)'),
    },
  },
  {
    name: 'outcome_pricings.csv',
    key: ['project', 'metric'],
    refers: [TO_PROJECT, TO_METRIC],
    columns: {
      project: PROJECT,
      metric: required('Outcome Metric Id - (Value)'),
      currency: currency('Currency - (Value)'),
      price: required('Price Per Unit - Amount - (Value)', 'amount'),
      maximum: amount('Maximum Price if all targets achieved - Amount - (Value)'),
    },
  },
  {
    name: 'results.csv',
    key: ['project', 'metric', 'type', 'start', 'end'],
    refers: [TO_PROJECT, TO_METRIC],
    columns: {
      project: PROJECT,
      metric: required('Outcome Metric Id - (Value)'),
      type: text('Result type - (Value)'),
      start: START,
      end: END,
      achieved: required('Outcomes achieved - (Value)', 'count'),
    },
  },
  {
    name: 'outcome_payment_plans.csv',
    key: ['project', 'plan'],
    refers: [TO_PROJECT],
    columns: {
      project: PROJECT,
      plan: required('Outcome Payment Plan Id - (Value)'),
      start: START,
      end: END,
    },
  },
  {
    name: 'outcome_payments.csv',
    key: ['project', 'plan', 'metric', 'start', 'end', 'type', 'payer'],
    signed: 'amount',
    refers: [TO_PROJECT, { to: 'outcome_payment_plans.csv', by: ['project', 'plan'] }, TO_METRIC],
    columns: {
      project: PROJECT,
      plan: text('Outcome Payment Plan Id - (Value)'),
      metric: text('Outcome Metric Id - (Value)'),
      start: START,
      end: END,
      payer: text('Payer Organisation ID - (Value)'),
      type: { header: 'Type - (Value)', reads: 'payment type' },
      currency: currency('Payments - Currency - (Value)'),
      amount: required('Payments - Amount - (Value)', 'payment'),
    },
  },
  {
    name: 'outcome_payment_commitments.csv',
    key: ['project', 'organisation', 'start', 'end'],
    refers: [TO_PROJECT, TO_ORGANISATION],
    columns: {
      project: PROJECT,
      organisation: ORGANISATION,
      currency: currency('Maximum potential Outcome payment - Currency - (Value)'),
      maximum: amount('Maximum potential Outcome payment - Amount - (Value)'),
      start: START,
      end: END,
    },
  },
  {
    name: 'investments.csv',
    key: ['project', 'id', 'organisation'],
    refers: [TO_PROJECT, TO_ORGANISATION],
    columns: {
      project: PROJECT,
      id: text('Id'),
      organisation: ORGANISATION,
      currency: currency('Investment Commitment - Currency - (Value)'),
      least: amount('Investment Commitment - Amount - Min - (Value)'),
      exact: amount('Investment Commitment - Amount - Exact - (Value)'),
      most: amount('Investment Commitment - Amount - Max - (Value)'),
    },
  },
  {
    name: 'service_provisions.csv',
    key: ['project', 'id', 'organisation'],
    refers: [TO_PROJECT, TO_ORGANISATION],
    columns: {
      project: PROJECT,
      id: text('Id'),
      organisation: ORGANISATION,
      plannedStart: period('Planned Service - Start - (Value)'),
      plannedEnd: period('Planned Service - End - (Value)'),
      actualStart: period('Actual Service - Start - (Value)'),
      actualEnd: period('Actual Service - End - (Value)'),
    },
  },
];
