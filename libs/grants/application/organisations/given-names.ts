import { Injectable } from '@nestjs/common';
import { isErased } from '#sealing/sealed.js';
import { Unsealer } from '#sealing/unsealer.js';
import type { RepresentativeNamed } from '../../contract/events.js';
import { OtherSpellings } from './other-spellings.js';

/** The name that a representative was given in an organisation, and the event that says so. */
export interface GivenName {
  /** `null` once it was erased. */
  readonly name: string | null;
  readonly eventId: string;
}

/** The names of representatives who are known by nothing else yet. */
@Injectable()
export class GivenNames {
  constructor(
    private readonly spellings: OtherSpellings,
    private readonly unsealer: Unsealer,
  ) {}

  /** Those of some namings of an organisation, by the naming's id. */
  async of(organisation: string, namings: readonly string[]): Promise<ReadonlyMap<string, GivenName>> {
    const names = new Map<string, GivenName>();
    if (namings.length === 0) return names;
    for (const { id, type, data } of await this.spellings.allEventsOf(organisation)) {
      if (type !== 'RepresentativeNamed' || !namings.includes(data['naming'] as string)) continue;
      const { naming, name } = await this.unsealer.unseal<RepresentativeNamed['data']>(data, { eventId: id });
      names.set(naming, { name: isErased(name) ? null : (name as string), eventId: id });
    }
    return names;
  }
}
