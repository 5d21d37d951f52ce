import { AnnounceCallHandler } from './announce-call.js';
import { Calls } from './calls.js';
import { CancelCallHandler } from './cancel-call.js';
import { CloseCallHandler } from './close-call.js';
import { ExtendCallHandler } from './extend-call.js';
import { GrantDispensationHandler } from './grant-dispensation.js';

/** What calls need. */
export const CALLS = [
  Calls,
  AnnounceCallHandler,
  ExtendCallHandler,
  GrantDispensationHandler,
  CancelCallHandler,
  CloseCallHandler,
];
