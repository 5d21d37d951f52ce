import type { CallAnnounced } from '../../contract/events.js';

/** The call is announced. */
export type AnnounceCall = { readonly type: 'AnnounceCall' } & CallAnnounced['data'];

/** The call is to close later. */
export interface ExtendCall {
  readonly type: 'ExtendCall';
  readonly closesAt: string;
  readonly grounds: string;
  readonly now: string;
}

/** One organisation may submit after the call closed. */
export interface GrantDispensation {
  readonly type: 'GrantDispensation';
  readonly organisation: string;
  readonly until: string;
  readonly grounds: string;
  readonly now: string;
}

/** The call is cancelled. */
export interface CancelCall {
  readonly type: 'CancelCall';
  readonly grounds: string;
}

/** The closing instant may have passed. */
export interface CloseCall {
  readonly type: 'CloseCall';
  readonly now: string;
}

/** What a call can be asked to do. */
export type CallCommand = AnnounceCall | ExtendCall | GrantDispensation | CancelCall | CloseCall;
