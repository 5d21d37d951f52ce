import { derivedId } from '#eventsourcing/ids.js';
import type { System } from './system.js';

/** The subject a provider would give somebody: tells a reader nothing. */
export function opaque(who: string): string {
  return derivedId('person of a provider', who);
}

/** What somebody is called there. */
export function nameOf(who: string): string {
  return `${who.charAt(0).toUpperCase()}${who.slice(1)} Navnesen`;
}

/** The same system, whose people come under opaque subjects and with names, as those of a provider do. */
export function withNames(system: System): System {
  return {
    ...system,
    as: (who, roles, organisation) =>
      system.holding({
        subject: opaque(who),
        name: nameOf(who),
        title: 'rådgiver',
        roles: typeof roles === 'string' ? [roles] : roles,
        ...(organisation === undefined ? {} : { organisation }),
      }),
  };
}
