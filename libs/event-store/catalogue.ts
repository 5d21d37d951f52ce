import type { JsonObject } from '#eventsourcing/event.js';

/** Whose key seals a personal field: the contact person's, or the case's for free text that may name anyone. */
export type PersonalScope = 'person' | 'case';

/** One event type: its current version, its personal fields, how older versions are brought up to date. */
export interface EventTypeDefinition {
  readonly schemaVersion: number;
  /** Paths of fields that are sealed before append, dot-separated; `*` stands for every element of an array. */
  readonly personal?: { readonly [path: string]: PersonalScope };
  /** Key: the version read; value: data of the next version. Complete from 1 to schemaVersion − 1. */
  readonly upcast?: { readonly [fromVersion: number]: (data: JsonObject) => JsonObject };
}

/** The event types a context publishes, by name. */
export type EventCatalogue = { readonly [type: string]: EventTypeDefinition };

/** Joins the contexts' catalogues; throws when a type is defined twice or an upcast chain has a gap. */
export function joinCatalogues(...catalogues: readonly EventCatalogue[]): EventCatalogue {
  const joined: Record<string, EventTypeDefinition> = {};
  for (const catalogue of catalogues) {
    for (const [type, definition] of Object.entries(catalogue)) {
      if (Object.hasOwn(joined, type)) throw new Error(`event type ${type} is defined twice`);
      for (let version = 1; version < definition.schemaVersion; version++) {
        if (!definition.upcast?.[version])
          throw new Error(`event type ${type} cannot be upcast from version ${version}`);
      }
      joined[type] = definition;
    }
  }
  return joined;
}
