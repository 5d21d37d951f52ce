import type { Role } from '#access/roles.js';

/** Who somebody is, and what they are called. */
export interface Somebody {
  readonly subject: string;
  readonly name: string;
  /** Of officials alone. */
  readonly title?: string;
}

/** A person somebody may want to be. */
export interface CastMember extends Somebody {
  readonly organisation: string;
  readonly roles: readonly Role[];
}

/** Somebody under a name. */
export const called = (subject: string, name: string, title?: string): Somebody => ({
  subject,
  name,
  ...(title === undefined ? {} : { title }),
});

const member = (who: Somebody, organisation: string, ...roles: readonly Role[]): CastMember => ({
  ...who,
  organisation,
  roles,
});

/** Those of the README's first tour. */
export const TOUR: readonly CastMember[] = [
  member(called('mona', 'Mona Moe', 'avdelingsdirektør'), 'udir', 'scheme-manager'),
  member(called('anna', 'Anna Aas'), '987654325', 'applicant'),
  member(called('carl', 'Carl Carlsen', 'rådgiver'), 'udir', 'caseworker', 'decision-maker'),
  member(called('dina', 'Dina Dahl', 'seksjonssjef'), 'udir', 'decision-maker'),
  member(called('atle', 'Atle Aune', 'seniorrådgiver'), 'udir', 'attester'),
  member(called('finn', 'Finn Foss', 'økonomikonsulent'), 'udir', 'finance'),
];

const DIRECTORATE = 'labour-and-welfare-directorate';

/** Those who work on the cases of the demo's scenarios. */
export const SCENARIOS: readonly CastMember[] = [
  member(called('mona-manager', 'Mona Myrvold', 'avdelingsdirektør'), DIRECTORATE, 'scheme-manager'),
  member(called('carl-caseworker', 'Carl Christensen', 'rådgiver'), DIRECTORATE, 'caseworker'),
  member(called('sara-stand-in', 'Sara Strand', 'rådgiver'), DIRECTORATE, 'caseworker'),
  member(called('dina-decides', 'Dina Dyrdal', 'seksjonssjef'), DIRECTORATE, 'decision-maker'),
  member(called('dag-decides', 'Dag Drange', 'seksjonssjef'), DIRECTORATE, 'decision-maker'),
  member(called('atle-attests', 'Atle Ask', 'seniorrådgiver'), DIRECTORATE, 'attester'),
  member(called('finn-finance', 'Finn Fjeld', 'økonomikonsulent'), DIRECTORATE, 'finance'),
  member(called('solveig-superior', 'Solveig Sund', 'direktør'), DIRECTORATE, 'superior'),
  member(called('berit-board', 'Berit Bakke', 'nemndleder'), 'social-services-appeal-board', 'appeal-body'),
  member(called('audun-audits', 'Audun Aamodt', 'revisor'), 'office-of-the-auditor-general', 'auditor'),
];
