import type { Decider, Decision } from '#eventsourcing/decider.js';
import { accept, refuse } from '#eventsourcing/decider.js';
import { sameJson } from '#eventsourcing/json.js';
import type { SchemeEstablished, SchemeEvent } from '../../contract/events.js';
import type { EstablishScheme, SchemeCommand } from './commands.js';
import { grantDelegation, revokeDelegation } from './delegation.js';
import { evolve } from './evolve.js';
import { no, type SchemeRefusal } from './refusals.js';
import { faultOf } from './regulation.js';
import type { EstablishedScheme, Scheme } from './state.js';
import { adopt, consult, draft } from './versions.js';

/** A scheme: established once, with one regulation version or more, and the delegations to decide under it. */
export const scheme: Decider<Scheme, SchemeCommand, SchemeEvent, SchemeRefusal> = {
  initial: { status: 'none' },

  decide(command, state) {
    if (command.type === 'EstablishScheme') return establish(command, state);
    if (state.status === 'none') return refuse(no.scheme());
    switch (command.type) {
      case 'DraftRegulationVersion':
        return draft(command, state);
      case 'ConsultOnRegulationVersion':
        return consult(command, state);
      case 'AdoptRegulationVersion':
        return adopt(command, state);
      case 'GrantDelegation':
        return grantDelegation(command, state);
      case 'RevokeDelegation':
        return revokeDelegation(command, state);
    }
  },

  evolve,
};

function establish(
  { type: _, regulation, ...data }: EstablishScheme,
  state: Scheme,
): Decision<SchemeEvent, SchemeRefusal> {
  const { schemeId } = data;
  if (state.status === 'established')
    return sameJson(establishedWith(state), [data, regulation]) ? accept() : refuse(no.second(schemeId));
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
