import type { Json, JsonObject, RecordedEvent } from '#eventsourcing/event.js';
import { canonicalOrganisation } from '#organisations/organisation-number.js';

/** Where events name organisations: the same word means the same in all of them. `*` stands for every element. */
const NAMED_AT: readonly (readonly string[])[] = [
  'organisation',
  'directorate',
  'directorates.*',
  'applicant',
  'applicant.organisation',
  'recipient',
  'debtor',
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
].map((path) => path.split('.'));

/**
 * The event with every organisation it names in the one form, so that folds, read models and reactions know one
 * organisation by one id, whatever an older program wrote. The stored bytes stay as they are.
 */
export function withOrganisationsInOneForm(event: RecordedEvent): RecordedEvent {
  const data = NAMED_AT.reduce<JsonObject>(
    (changed, path) => changedAt(changed, path, canonicalOrganisation) as JsonObject,
    event.data,
  );
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
function changedAt(
  value: Json | undefined,
  [member, ...below]: readonly string[],
  change: (text: string) => string,
): Json | undefined {
  if (member === undefined) return typeof value === 'string' ? change(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    if (member !== '*') return value;
    const all = value as readonly Json[];
    const changed = all.map((each) => changedAt(each, below, change)!);
    return changed.every((each, index) => each === all[index]) ? value : changed;
  }
  if (!Object.hasOwn(value, member)) return value;
  const before = (value as JsonObject)[member];
  const after = changedAt(before, below, change);
  return after === before ? value : { ...(value as JsonObject), [member]: after };
}
