import { AdoptRegulationVersionHandler } from './adopt-regulation-version.js';
import { ConsultOnRegulationVersionHandler } from './consult-on-regulation-version.js';
import { DraftRegulationVersionHandler } from './draft-regulation-version.js';
import { EstablishSchemeHandler } from './establish-scheme.js';
import { FindSchemeHandler } from './find-scheme.js';
import { GrantDelegationHandler } from './grant-delegation.js';
import { RevokeDelegationHandler } from './revoke-delegation.js';
import { Schemes } from './schemes.js';

/** What schemes, their regulation versions and the delegations under them need. */
export const SCHEMES = [
  Schemes,
  EstablishSchemeHandler,
  DraftRegulationVersionHandler,
  ConsultOnRegulationVersionHandler,
  AdoptRegulationVersionHandler,
  GrantDelegationHandler,
  RevokeDelegationHandler,
  FindSchemeHandler,
];
