import { FindGivingUpDelegationsHandler } from './find-giving-up-delegations.js';
import { FindSchemeHandler } from './find-scheme.js';
import { Schemes } from './schemes.js';
import { SchemeSteps } from './steps.js';

/** What schemes, their regulation versions and the delegations under them need. */
export const SCHEMES = [Schemes, SchemeSteps, FindSchemeHandler, FindGivingUpDelegationsHandler];
