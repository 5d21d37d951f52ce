import { List, OrderedSet } from 'immutable';
import { Keyed } from '#eventsourcing/keyed.js';
import type {
  RegulationVersionAdopted,
  RegulationVersionDrafted,
  SchemeEvent,
} from '../../contract/events.js';
import { draftOf, type Delegation, type Draft, type EstablishedScheme, type Scheme } from './state.js';

const NO_DRAFTS = Keyed.by((draft: Draft) => draft.regulation.version);
const NO_DELEGATIONS = Keyed.by((delegation: Delegation) => delegation.delegationId);

/** The scheme after an event. */
export function evolve(state: Scheme, event: SchemeEvent): Scheme {
  if (event.type === 'SchemeEstablished')
    return {
      status: 'established',
      ...event.data,
      regulations: List(),
      drafts: NO_DRAFTS,
      consultations: List(),
      delegations: NO_DELEGATIONS,
    };
  if (state.status === 'none') return state;
  switch (event.type) {
    case 'RegulationVersionDrafted':
      return drafted(state, event.data);
    case 'RegulationVersionConsulted': {
      const { schemeId: _, ...consultation } = event.data;
      return { ...state, consultations: state.consultations.push(consultation) };
    }
    case 'RegulationVersionAdopted':
      return adopted(state, event.data);
    case 'DelegationGranted': {
      const { schemeId: _, ...given } = event.data;
      return { ...state, delegations: state.delegations.with({ ...given, revoked: false }) };
    }
    case 'DelegationRevoked': {
      const { delegationId } = event.data;
      const delegations = state.delegations.changed(delegationId, (each) => ({ ...each, revoked: true }));
      return { ...state, delegations };
    }
  }
}

function drafted(
  state: EstablishedScheme,
  { regulation, draftedBy }: RegulationVersionDrafted['data'],
): EstablishedScheme {
  const before = draftOf(state, regulation.version);
  const drafters = (before?.drafters ?? OrderedSet<string>()).add(draftedBy);
  const replaces = before ? { replacesProposal: true as const } : {};
  return { ...state, drafts: state.drafts.withLast({ regulation, drafters, ...replaces }) };
}

function adopted(
  state: EstablishedScheme,
  { regulation }: RegulationVersionAdopted['data'],
): EstablishedScheme {
  const drafts = state.drafts.without(regulation.version);
  return { ...state, regulations: state.regulations.push(regulation), drafts };
}
