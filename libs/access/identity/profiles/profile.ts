import type { IssuerDocument } from '../config/issuer-document.js';

/** What is the same for everybody who uses a provider: what an issuer of the file leaves out stands here. */
export interface Profile {
  readonly members: Pick<
    IssuerDocument,
    'accessToken' | 'person' | 'programs' | 'names' | 'roles' | 'organisations' | 'memberships' | 'conditions'
  >;
  /** Claims that are another for each client, so that they tell no person where there are several. */
  readonly pairwise?: readonly string[];
  /** None of its values is called like a role, so nobody has one without a map. */
  readonly needsRoleMap?: boolean;
}
