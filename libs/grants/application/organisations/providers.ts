import { AppointRepresentativeHandler } from './appoint-representative.js';
import { RemoveRepresentativeHandler } from './remove-representative.js';
import { Representatives } from './representatives.js';

/** What organisations and their representatives need. */
export const ORGANISATIONS = [Representatives, AppointRepresentativeHandler, RemoveRepresentativeHandler];
