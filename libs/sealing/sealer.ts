import type { EventCatalogue, PersonalScope } from '#event-store/catalogue.js';
import type { EventEncoder } from '#eventsourcing/command-handling.js';
import type { DomainEvent, Json, JsonObject, NewEvent } from '#eventsourcing/event.js';
import { seal } from './cipher.js';
import { caseReference, type Key, type KeyStore, personReference } from './key-store.js';
import { covers, mapAt, partsOf, type PathParts, reaches } from './personal-path.js';
import { mapSealed, type SealedValue } from './sealed.js';

interface Recipe {
  readonly schemaVersion: number;
  readonly fields: readonly { readonly parts: PathParts; readonly scope: PersonalScope }[];
}

/**
 * Seals what the catalogue calls personal before an event reaches the log.
 * Fields of scope `person` take the key of `data.personRef` (a pseudonym), or the case's key when there is none.
 */
export class Sealer implements EventEncoder {
  private readonly recipes: ReadonlyMap<string, Recipe>;

  constructor(
    catalogue: EventCatalogue,
    private readonly keys: KeyStore,
  ) {
    this.recipes = new Map(
      Object.entries(catalogue).map(([type, { schemaVersion, personal = {} }]) => {
        const fields = Object.entries(personal).map(([path, scope]) => ({ parts: partsOf(path), scope }));
        refuseOverlap(type, fields);
        return [type, { schemaVersion, fields }];
      }),
    );
  }

  /** @throws Error when the type is in no catalogue, the data carries an envelope already, or a key has no owner */
  async encode(
    event: DomainEvent,
    frame: Omit<NewEvent, 'type' | 'data' | 'schemaVersion'>,
  ): Promise<NewEvent> {
    const recipe = this.recipes.get(event.type);
    if (!recipe) throw new Error(`event type ${event.type} is in no catalogue`);
    const { schemaVersion, fields } = recipe;
    let data = event.data as JsonObject;
    mapSealed(data, (_, path) => {
      throw new Error(`${event.type} carries an already sealed value at ${path}`);
    });
    const keys: { [scope in PersonalScope]?: Key } = {};
    for (const { parts, scope } of fields) {
      if (!reaches(data, parts)) continue;
      const key = (keys[scope] ??= await this.keyOf(scope, event, frame));
      data = mapAt(data, parts, (value, path) => seal(value, key, [frame.id, path])) as JsonObject;
    }
    return { ...frame, type: event.type, schemaVersion, data };
  }

  /** Seals a whole JSON document, with the key of `reference`; it opens under this id only. */
  async sealDocument(document: Json, id: string, reference: string): Promise<SealedValue> {
    return seal(document, await this.keys.keyFor(reference), [id]);
  }

  private keyOf(
    scope: PersonalScope,
    event: DomainEvent,
    { metadata }: Pick<NewEvent, 'metadata'>,
  ): Promise<Key> {
    const { personRef } = event.data as JsonObject;
    if (scope === 'person' && typeof personRef === 'string')
      return this.keys.keyFor(personReference(personRef));
    if (metadata.caseId === undefined)
      throw new Error(
        `${event.type} has personal fields and neither a person nor a case whose key seals them`,
      );
    return this.keys.keyFor(caseReference(metadata.caseId));
  }
}

function refuseOverlap(type: string, fields: Recipe['fields']): void {
  for (const outer of fields)
    for (const inner of fields)
      if (outer !== inner && covers(outer.parts, inner.parts))
        throw new Error(
          `${type}: ${inner.parts.join('.')} lies within ${outer.parts.join('.')}, sealed as a whole`,
        );
}
