import { AbandonLiabilityHandler } from './abandon-liability.js';
import { ClosePilotHandler } from './close-pilot.js';
import { DraftContractHandler } from './draft-contract.js';
import { EstablishPilotHandler } from './establish-pilot.js';
import { LinkDevelopmentGrantHandler } from './link-development-grant.js';
import { Pilots } from './pilots.js';
import { SignContractHandler } from './sign-contract.js';
import { TakePilotStepHandler } from './take-pilot-step.js';

/** What pilots need. */
export const PILOTS = [
  Pilots,
  EstablishPilotHandler,
  TakePilotStepHandler,
  LinkDevelopmentGrantHandler,
  DraftContractHandler,
  SignContractHandler,
  AbandonLiabilityHandler,
  ClosePilotHandler,
];
