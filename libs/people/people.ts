import { Inject, Injectable } from '@nestjs/common';
import type { Identity, Membership } from '#access/identity/identity.js';
import { dateInOslo } from '#calendar/oslo.js';
import { PEOPLE_STORE } from '#cqrs/tokens.js';
import { KeyedQueue } from '#eventsourcing/keyed-queue.js';
import { LRUCache } from 'lru-cache';
import type { PeopleStore } from './people-store.js';
import type { Absence, Named, Person } from './person.js';
import { subjectsIn } from './subjects.js';

/** People whose last request is remembered, so that the next one asks the store for nothing. */
const REMEMBERED = 10_000;

/** Hears of a person who has come. */
type Listener = (identity: Identity, now: string) => Promise<void>;

/** The directory of people: who signed in, what they are called, and when they are away. */
@Injectable()
export class People {
  private readonly turns = new KeyedQueue();
  /** By subject, what was kept last. */
  private readonly kept = new LRUCache<string, string>({ max: REMEMBERED });

  private readonly listeners: Listener[] = [];

  constructor(@Inject(PEOPLE_STORE) private readonly store: PeopleStore) {}

  /**
   * From now on calls `listener` with each person before they are served, at least once a day, and when something new is
   * told of them.
   */
  onSeen(listener: Listener): void {
    this.listeners.push(listener);
  }

  /**
   * Keeps what a person's token tells, where it is new. Programs are nobody, those who act for another did not come, and a
   * token that tells no name adds nobody.
   */
  async see(identity: Identity, now: string): Promise<void> {
    const { subject, name, title, memberships, program, actedBy } = identity;
    if (name === undefined || program || actedBy) return;
    const told = { name, ...(title === undefined ? {} : { title }), memberships: inOrder(memberships) };
    const seenOn = dateInOslo(now);
    const mark = markOf({ ...told, seenOn });
    if (this.kept.get(subject) === mark) return;
    await this.turns.run(subject, async () => {
      if (this.kept.get(subject) === mark) return;
      const before = await this.store.find(subject);
      const absence = before?.absence;
      if (!before || markOf(before) !== mark)
        await this.store.keep({ subject, ...told, seenOn, ...(absence && { absence }) });
      // After it is kept: who looks for people from now on finds this one, whoever looked before is heard of here.
      for (const listener of this.listeners) await listener(identity, now);
      this.kept.set(subject, mark);
    });
  }

  /** Undefined for one who never signed in under a name. */
  find(subject: string): Promise<Person | undefined> {
    return this.store.find(subject);
  }

  /** Those with a name whom a value names by their subjects. */
  async namedIn(value: unknown): Promise<ReadonlyMap<string, Named>> {
    const subjects = [...subjectsIn(value)];
    return subjects.length === 0 ? new Map() : this.store.named(subjects);
  }

  /** Those who belong to an organisation, by name. */
  async ofOrganisation(organisation: string): Promise<readonly Person[]> {
    const people = await this.store.ofOrganisation(organisation);
    return people.toSorted((a, b) => byName(a.name ?? '', b.name ?? '') || byName(a.subject, b.subject));
  }

  /**
   * From now on the person is away on these days, and on no others; none: they are not. Of one who never told a name it
   * is kept where they belong as they say so.
   */
  absent(
    { subject, memberships }: Pick<Person, 'subject' | 'memberships'>,
    absence: Absence | undefined,
    now: string,
  ): Promise<void> {
    return this.turns.run(subject, async () => {
      const known = await this.store.find(subject);
      const { absence: _, ...person } = known ?? { subject, memberships, seenOn: dateInOslo(now) };
      await this.store.keep({ ...person, ...(absence && { absence }) });
    });
  }

  /**
   * The person is gone from the directory, and what is sealed of them from backups too: name, title, absence. What
   * letters that were sent say of them stays, and so does the subject in events.
   */
  erase(subject: string): Promise<void> {
    return this.turns.run(subject, async () => {
      await this.store.erase(subject);
      this.kept.delete(subject);
    });
  }
}

const byName = new Intl.Collator('nb').compare;

/** The same for the same memberships, in whatever order a token tells them. */
function inOrder(memberships: readonly Membership[]): readonly Membership[] {
  return memberships
    .map(({ roles, ...of }) => ({ ...of, roles: roles.toSorted() }))
    .toSorted((a, b) => byName(a.organisation ?? '', b.organisation ?? ''));
}

/** Differs where what is kept of a person would. */
function markOf({ name, title, memberships, seenOn }: Omit<Person, 'subject'>): string {
  return JSON.stringify([
    name,
    title,
    memberships.map(({ organisation, roles }) => [organisation, roles]),
    seenOn,
  ]);
}
