import type { Refusal } from '#eventsourcing/refusal.js';
import { no } from '../../domain/application/refusals.js';
import type { Application } from '../../domain/application/state.js';

/** Who prepared is told so (four eyes), whatever roles they hold. */
export function preparersFirst(person: string) {
  return (state: Application, usual: Refusal | undefined): Refusal | undefined =>
    usual?.kind === 'forbidden' && state.status !== 'none' && state.preparers.includes(person)
      ? no.fourEyes()
      : usual;
}
