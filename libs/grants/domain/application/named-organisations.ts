import { canonicalOrganisation } from '#organisations/organisation-number.js';
import type { ApplicationSubmitted } from '../../contract/events.js';

type Named = Pick<ApplicationSubmitted['data'], 'applicant' | 'stateAid'>;

/** What an applicant declares of its group and its aid from others. */
export type StateAidDeclaration = NonNullable<Named['stateAid']>;

/** Every organisation that an application names, by the field. */
export function organisationsIn({ applicant, stateAid }: Named): Record<string, string | undefined> {
  return { '/applicant/organisation': applicant.organisation, ...organisationsDeclared(stateAid) };
}

/** Every organisation that is named where an applicant declares its group and aid from others, by the field. */
export function organisationsDeclared(
  declaration: StateAidDeclaration | undefined,
): Record<string, string | undefined> {
  const { group = [], otherAid = [] } = declaration ?? {};
  return Object.fromEntries([
    ...group.map((member, index) => [`/stateAid/group/${index}`, member] as const),
    ...otherAid.map(({ recipient }, index) => [`/stateAid/otherAid/${index}/recipient`, recipient] as const),
  ]);
}

/** The application with every organisation in the one form. */
export function inOneForm<Application extends Named>(application: Application): Application {
  const { applicant, stateAid } = application;
  const organisation = canonicalOrganisation(applicant.organisation);
  return {
    ...application,
    applicant: { ...applicant, organisation },
    ...(stateAid && { stateAid: declarationInOneForm(stateAid) }),
  };
}

/** The declaration with every organisation in the one form. */
export function declarationInOneForm({ group, otherAid }: StateAidDeclaration): StateAidDeclaration {
  return {
    group: group.map(canonicalOrganisation),
    otherAid: otherAid.map((aid) => ({
      ...aid,
      ...(aid.recipient !== undefined && { recipient: canonicalOrganisation(aid.recipient) }),
    })),
  };
}
