import { Inject, Injectable } from '@nestjs/common';
import { organisationOf } from '#access/organisation.js';
import { denied, notFound } from '#access/policy.js';
import { isRole } from '#access/roles.js';
import { dateInOslo } from '#calendar/oslo.js';
import { CLOCK } from '#cqrs/tokens.js';
import { mustSee } from '#cqrs/queries/scope.js';
import type { Actor } from '#eventsourcing/event.js';
import { refusal, type Refusal } from '#eventsourcing/refusal.js';
import type { Clock } from '#hosting/clock.js';
import { pageWithin, type Page, type PageRequest } from '#http/paging.js';
import { refused } from '#http/problems.js';
import { mistypedAmong } from '#organisations/refusals.js';
import { MAY, mayLookUp, maySeeThoseOf } from './access.js';
import { isAway, type Absence, type Person } from './person.js';
import { People } from './people.js';

/** A person as colleagues see them. */
export interface PersonView {
  readonly subject: string;
  readonly name: string | null;
  readonly title: string | null;
  /** What they are in the organisations that whoever asks may look into. */
  readonly memberships: Person['memberships'];
  readonly seenOn: string;
  readonly absence: Absence | null;
  /** Whether they are away today. */
  readonly away: boolean;
}

/** The directory of people, for those who may look into it. */
@Injectable()
export class Directory {
  constructor(
    private readonly people: People,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A page of those who belong to an organisation, by name; one's own when left out. @throws ProblemException 403, 404, 422 */
  async page(
    actor: Actor,
    organisation: string | undefined,
    request: PageRequest,
  ): Promise<Page<PersonView>> {
    const asked = organisation ?? organisationOf(actor);
    const may = denied(actor, MAY['people.read']) ?? mistypedAmong({ organisation });
    if (may) throw refused(may);
    mustSee(actor, MAY['people.read'], { owner: asked });
    const people = await this.people.ofOrganisation(asked);
    const { items, ...rest } = pageWithin(people, request, ({ subject }) => subject);
    return { items: items.map((person) => this.viewOf(person, (each) => each === asked)), ...rest };
  }

  /** @throws ProblemException 404 for one who is not there, or in no organisation that may be looked into */
  async person(actor: Actor, subject: string): Promise<PersonView> {
    const person = await this.people.find(subject);
    if (subject === actor.subject) return this.viewOf(person ?? this.unknown(subject), () => true);
    if (!person || !mayLookUp(actor, person)) throw refused(notFound());
    return this.viewOf(person, (organisation) => maySeeThoseOf(actor, organisation));
  }

  /** Says, or with no absence takes back, when somebody is away. @throws ProblemException 403, 404, 422 */
  async absent(actor: Actor, subject: string, absence: Absence | undefined): Promise<PersonView> {
    const now = this.clock.now();
    const isOwn = subject === actor.subject;
    const no = isOwn ? denied(actor, MAY['absence.announce']) : await this.notSuperior(actor, subject);
    if (no) throw refused(no);
    const wrong = absence && wrongWith(absence, dateInOslo(now));
    if (wrong !== undefined) throw refused(refusal('invalid', 'absence-invalid', wrong));
    await this.people.absent({ subject, memberships: isOwn ? membershipsOf(actor) : [] }, absence, now);
    return this.person(actor, subject);
  }

  /** Nothing but what stands in events is left of a person until they come again. @throws ProblemException 403, 404 */
  async erase(actor: Actor, subject: string): Promise<void> {
    const no = denied(actor, MAY['person.erase']);
    if (no) throw refused(no);
    if (!(await this.people.find(subject))) throw refused(notFound());
    await this.people.erase(subject);
  }

  /** @throws ProblemException 404 for one who is nobody to them */
  private async notSuperior(actor: Actor, subject: string): Promise<Refusal | undefined> {
    const { memberships } = await this.person(actor, subject);
    const answers = memberships.map(({ organisation }) =>
      denied(actor, MAY['absence.announce-for'], organisation === undefined ? {} : { owner: organisation }),
    );
    if (answers.includes(undefined)) return undefined;
    return (
      answers.find((answer) => answer?.kind === 'forbidden' && answer.code !== 'forbidden') ??
      refusal('forbidden', 'forbidden', 'only a superior says when others are away')
    );
  }

  private viewOf(person: Person, shows: (organisation: string) => boolean): PersonView {
    const { subject, name = null, title = null, memberships, seenOn, absence = null } = person;
    return {
      subject,
      name,
      title,
      memberships: memberships.filter(
        ({ organisation }) => organisation !== undefined && shows(organisation),
      ),
      seenOn,
      absence,
      away: isAway(person, dateInOslo(this.clock.now())),
    };
  }

  private unknown(subject: string): Person {
    return { subject, memberships: [], seenOn: dateInOslo(this.clock.now()) };
  }
}

function membershipsOf({ organisation, roles }: Actor): Person['memberships'] {
  return organisation === undefined ? [] : [{ organisation, roles: roles.filter(isRole) }];
}

function wrongWith({ from, to }: Absence, today: string): string | undefined {
  if (to === undefined) return undefined;
  if (to < from) return 'an absence ends after it begins';
  return to < today ? 'an absence that is over need not be announced' : undefined;
}
