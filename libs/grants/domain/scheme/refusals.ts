import { refusal, type Refusal } from '#eventsourcing/refusal.js';
import type { Fault } from './regulation.js';

/** Why a scheme refuses. */
export type SchemeRefusal = Refusal<
  | 'scheme-unknown'
  | 'scheme-exists'
  | 'regulation-version-exists'
  | 'organisation-number-invalid'
  | 'regulation-invalid'
  | 'regulation-drafted'
  | 'draft-unknown'
  | 'consultation-invalid'
  | 'not-consulted'
  | 'four-eyes'
  | 'delegation-invalid'
  | 'delegation-to-oneself'
  | 'delegation-exists'
  | 'delegation-unknown'
>;

/** The refusals, each with its sentence. */
export const no = {
  scheme: () => refusal('not-found', 'scheme-unknown', 'there is no such scheme'),
  second: (schemeId: string) => refusal('conflict', 'scheme-exists', `scheme ${schemeId} exists already`),
  sound: ({ path, fault }: Fault) =>
    refusal('invalid', 'regulation-invalid', `${path}: ${fault}`, { pointer: path }),
  change: (version: string) =>
    refusal(
      'conflict',
      'regulation-version-exists',
      `regulation version ${version} was adopted before with other rules`,
    ),
  otherThanDraft: (version: string) =>
    refusal(
      'conflict',
      'regulation-drafted',
      `regulation version ${version} was drafted with other rules: adopt the draft, or draft it anew`,
    ),
  draft: (version: string) =>
    refusal('not-found', 'draft-unknown', `there is no draft of regulation version ${version}`),
  consultation: (why: string) => refusal('invalid', 'consultation-invalid', why),
  consulted: () =>
    refusal(
      'conflict',
      'not-consulted',
      'a draft is adopted after a consultation, or with the grounds for leaving it out',
    ),
  fourEyes: () =>
    refusal(
      'forbidden',
      'four-eyes',
      'a regulation version is adopted by another person than who drafted it',
    ),
  period: () => refusal('invalid', 'delegation-invalid', 'a delegation ends after it begins'),
  toOneself: () => refusal('forbidden', 'delegation-to-oneself', 'nobody gives a delegation to themselves'),
  otherDelegation: () =>
    refusal('conflict', 'delegation-exists', 'a delegation of this id was given with other content'),
  delegation: () => refusal('not-found', 'delegation-unknown', 'there is no such delegation'),
} as const;
