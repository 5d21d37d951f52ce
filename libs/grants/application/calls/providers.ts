import { AnnounceCallHandler } from './announce-call.js';
import { Calls } from './calls.js';
import { CallSteps } from './steps.js';

/** What calls need. */
export const CALLS = [Calls, CallSteps, AnnounceCallHandler];
