import { EstablishPilotHandler } from './establish-pilot.js';
import { ImpartialityOfPilots } from './impartiality-of-pilots.js';
import { Pilots } from './pilots.js';
import { SignContractHandler } from './sign-contract.js';
import { PilotSteps } from './steps.js';

/** What pilots need. */
export const PILOTS = [Pilots, ImpartialityOfPilots, PilotSteps, EstablishPilotHandler, SignContractHandler];
