import { AppealsOfCases } from './appeals-of-cases.js';
import { ForwardedCases } from './forwarded-cases.js';
import { ImpartialityOfCases } from './impartiality-of-cases.js';
import { MakersInCases } from './makers-in-cases.js';

/** What the record of who is impartial in a case needs. */
export const IMPARTIALITY = [AppealsOfCases, ForwardedCases, ImpartialityOfCases, MakersInCases];
