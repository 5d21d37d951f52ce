import { accept, refuse, type Decision } from '#eventsourcing/decider.js';
import type { Declaration } from '#impartiality/impartiality.js';
import type { AppealEvent } from '../../contract/events.js';
import { no, type AppealRefusal } from './refusals.js';
import type { SubmittedAppeal } from './state.js';

/** Who acts for an authority: declarations made in the case count, one may be made with the command. */
export interface Official {
  readonly person: string;
  /** By person: what was declared on impartiality in the case before. */
  readonly declared: Readonly<Record<string, boolean>>;
  /** A superior found them impartial after whatever they had declared. */
  readonly cleared?: boolean | undefined;
  /** And so it was with who proposed what is approved. */
  readonly proposerCleared?: boolean | undefined;
  readonly impartiality?: Declaration | undefined;
}

/**
 * Lets an official act who has declared no conflict of interest, in the case or in the appeal, before or with this
 * command. A conflict that is declared now is recorded, and is all that happens.
 */
export function impartially(
  { person, declared, cleared, impartiality }: Official,
  state: SubmittedAppeal,
  ...events: AppealEvent[]
): Decision<AppealEvent, AppealRefusal> {
  const before = [cleared === true ? false : state.conflicts.get(person), declared[person]];
  if (before.includes(true)) return refuse(no.impartiality());
  if (impartiality === undefined)
    return before.includes(false) ? accept(...events) : refuse(no.declaration());
  const { conflict, statement } = impartiality;
  if (!conflict && state.conflicts.get(person) === false) return accept(...events);
  const declaration: AppealEvent = {
    type: 'AppealImpartialityDeclared',
    data: { person, conflict, statement },
  };
  return conflict ? accept(declaration) : accept(declaration, ...events);
}
