import { canonicalOrganisation } from '#organisations/organisation-number.js';
import { appealEvents } from './events/appeal.js';
import { applicationEvents } from './events/application.js';
import { awardEvents } from './events/award.js';
import { callEvents } from './events/call.js';
import { caseNumberEvents } from './events/case-numbers.js';
import { noticeEvents } from './events/notices.js';
import { organisationEvents } from './events/organisation.js';
import { reportEvents } from './events/report.js';
import { schemeEvents } from './events/scheme.js';

export type * from './events/appealed.js';
export type * from './events/appeal.js';
export type * from './events/application.js';
export type * from './events/award.js';
export type * from './events/call.js';
export type * from './events/case-numbers.js';
export type * from './events/notices.js';
export type * from './events/organisation.js';
export type * from './events/report.js';
export type * from './events/scheme.js';
export { ACCOUNT_NOT_PUBLISHED } from './events/application.js';
export { caseNumberText } from './events/case-numbers.js';

/** The grants' event types and their personal fields. */
export const grantEvents = {
  ...schemeEvents,
  ...callEvents,
  ...organisationEvents,
  ...applicationEvents,
  ...awardEvents,
  ...reportEvents,
  ...appealEvents,
  ...caseNumberEvents,
  ...noticeEvents,
};

/** Category of the organisations' streams. */
export const ORGANISATION_STREAMS = 'organisation';

/** Streams of the grants context, by category. */
export const streams = {
  scheme: (id: string): string => `scheme-${id}`,
  call: (id: string): string => `call-${id}`,
  /** However the organisation is written, one stream. */
  organisation: (id: string): string => `${ORGANISATION_STREAMS}-${canonicalOrganisation(id)}`,
  application: (id: string): string => `application-${id}`,
  award: (id: string): string => `award-${id}`,
  report: (id: string): string => `report-${id}`,
  appeal: (id: string): string => `appeal-${id}`,
  /** What the party of a case is told beside the decision on its application. */
  notices: (caseId: string): string => `notices-${caseId}`,
  /** The numbers of the cases of a year. */
  caseNumbers: (year: string): string => `numbers-${year}`,
} as const;
