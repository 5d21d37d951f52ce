import type { Json, JsonObject, RecordedEvent } from '#eventsourcing/event.js';
import { canonicalOrganisation } from '#organisations/organisation-number.js';

/** Where events name organisations: the same word means the same in all of them. `*` stands for every element. */
const NAMED_AT = [
  'organisation',
  'directorate',
  'directorates.*',
  'applicant',
  'applicant.organisation',
  'recipient',
  'debtor',
  'other.organisation',
  'payee.organisation',
  'statePayee',
  'municipality',
  'appealBody',
  'regulation.appeal.body',
  'group.*',
  'undertaking.*',
  'otherAid.*.recipient',
  'previous.*.organisation',
  'stateAid.group.*',
  'stateAid.otherAid.*.recipient',
];

/** What stands below a member: all paths walk together, for every event that is read comes by here. */
interface Place {
  /** An organisation itself. */
  readonly named: boolean;
  readonly below: ReadonlyMap<string, Place>;
}

const ROOT = placeOf(NAMED_AT.map((path) => path.split('.')));

function placeOf(paths: readonly (readonly string[])[]): Place {
  const further = Map.groupBy(
    paths.filter(({ length }) => length > 0),
    ([member]) => member!,
  );
  return {
    named: paths.some(({ length }) => length === 0),
    below: new Map([...further].map(([member, all]) => [member, placeOf(all.map((path) => path.slice(1)))])),
  };
}

/**
 * The event with every organisation it names in the one form, so that folds, read models and reactions know one
 * organisation by one id, whatever an older program wrote. The stored bytes stay as they are.
 */
export function withOrganisationsInOneForm(event: RecordedEvent): RecordedEvent {
  const data = inOneForm(event.data, ROOT) as JsonObject;
  const { actor } = event.metadata;
  const acting = actor?.organisation && canonicalOrganisation(actor.organisation);
  if (data === event.data && acting === actor?.organisation) return event;
  const metadata =
    acting === actor.organisation
      ? event.metadata
      : { ...event.metadata, actor: { ...actor, organisation: acting! } };
  return { ...event, data, metadata };
}

/** The value itself where nothing in it changes. */
function inOneForm(value: Json, { named, below }: Place): Json {
  if (typeof value === 'string') return named ? canonicalOrganisation(value) : value;
  if (typeof value !== 'object' || value === null || below.size === 0) return value;
  if (Array.isArray(value)) {
    const each = below.get('*');
    if (!each) return value;
    const all = value as readonly Json[];
    const changed = all.map((element) => inOneForm(element, each));
    return changed.every((element, index) => element === all[index]) ? value : changed;
  }
  let all = value as JsonObject;
  for (const member of Object.keys(all)) {
    const place = below.get(member);
    const before = place && all[member];
    if (before === undefined) continue;
    const after = inOneForm(before, place!);
    if (after !== before) all = { ...all, [member]: after };
  }
  return all;
}
