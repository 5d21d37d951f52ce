import type { Role } from '#access/roles.js';

/** A person somebody may want to be. */
export interface CastMember {
  readonly subject: string;
  readonly organisation: string;
  readonly roles: readonly Role[];
}

const member = (subject: string, organisation: string, ...roles: readonly Role[]): CastMember => ({
  subject,
  organisation,
  roles,
});

/** Those of the README's first tour. */
export const TOUR: readonly CastMember[] = [
  member('mona', 'udir', 'scheme-manager'),
  member('anna', '987654325', 'applicant'),
  member('carl', 'udir', 'caseworker', 'decision-maker'),
  member('dina', 'udir', 'decision-maker'),
  member('atle', 'udir', 'attester'),
  member('finn', 'udir', 'finance'),
];

const DIRECTORATE = 'labour-and-welfare-directorate';

/** Those who work on the cases of the demo's scenarios. */
export const SCENARIOS: readonly CastMember[] = [
  member('mona-manager', DIRECTORATE, 'scheme-manager'),
  member('carl-caseworker', DIRECTORATE, 'caseworker'),
  member('sara-stand-in', DIRECTORATE, 'caseworker'),
  member('dina-decides', DIRECTORATE, 'decision-maker'),
  member('dag-decides', DIRECTORATE, 'decision-maker'),
  member('atle-attests', DIRECTORATE, 'attester'),
  member('finn-finance', DIRECTORATE, 'finance'),
  member('berit-board', 'social-services-appeal-board', 'appeal-body'),
  member('audun-audits', 'office-of-the-auditor-general', 'auditor'),
];
