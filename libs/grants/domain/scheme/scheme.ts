import type { Decider, Decision } from '#eventsourcing/decider.js';
import { accept, answer, refuse, type CommandOf } from '#eventsourcing/decider.js';
import { sameJson } from '#eventsourcing/json.js';
import { mistypedAmong } from '#organisations/refusals.js';
import type { SchemeEstablished, SchemeEvent } from '../../contract/events.js';
import type { RegulationVersion } from '../../contract/regulation.js';
import { delegations } from './delegation.js';
import { evolve } from './evolve.js';
import { no, type SchemeRefusal } from './refusals.js';
import { faultOf } from './regulation.js';
import type { EstablishedScheme, Scheme } from './state.js';
import { versions } from './versions.js';

type Decided = Decision<SchemeEvent, SchemeRefusal>;

/** The scheme is established with its first regulation version. */
type EstablishScheme = {
  readonly type: 'EstablishScheme';
  readonly regulation: RegulationVersion;
} & SchemeEstablished['data'];

function establish({ type: _, regulation, ...data }: EstablishScheme, state: Scheme): Decided {
  const { schemeId } = data;
  if (state.status === 'established')
    return sameJson(establishedWith(state), [data, regulation]) ? accept() : refuse(no.second(schemeId));
  const mistyped = mistypedAmong({ directorate: data.directorate });
  if (mistyped) return refuse(mistyped);
  const fault = faultOf(regulation, data.directorate);
  if (fault) return refuse(no.sound(fault));
  return accept<SchemeEvent>(
    { type: 'SchemeEstablished', data },
    { type: 'RegulationVersionAdopted', data: { schemeId, regulation } },
  );
}

function establishedWith(state: EstablishedScheme) {
  const { schemeId, directorate, name, ministry, budgetChapter, budgetPost, goal, targetGroup, currency } =
    state;
  const data: SchemeEstablished['data'] = {
    schemeId,
    directorate,
    name,
    ministry,
    budgetChapter,
    budgetPost,
    goal,
    targetGroup,
    currency,
  };
  return [data, state.regulations.first()];
}

/** What a scheme answers once it is established. */
const ESTABLISHED = { ...versions, ...delegations };

/** What a scheme can be asked to do. */
export type SchemeCommand = EstablishScheme | CommandOf<typeof ESTABLISHED>;

/** A scheme: established once, with one regulation version or more, and the delegations to decide under it. */
export const scheme: Decider<Scheme, SchemeCommand, SchemeEvent, SchemeRefusal> = {
  initial: { status: 'none' },
  evolve,

  decide(command, state) {
    if (command.type === 'EstablishScheme') return establish(command, state);
    return state.status === 'none' ? refuse(no.scheme()) : answer(ESTABLISHED, command, state);
  },
};
