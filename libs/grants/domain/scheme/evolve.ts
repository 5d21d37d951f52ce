import type {
  RegulationVersionAdopted,
  RegulationVersionDrafted,
  SchemeEvent,
} from '../../contract/events.js';
import { draftOf, type EstablishedScheme, type Scheme } from './state.js';

/** The scheme after an event. */
export function evolve(state: Scheme, event: SchemeEvent): Scheme {
  if (event.type === 'SchemeEstablished')
    return {
      status: 'established',
      ...event.data,
      regulations: [],
      drafts: [],
      consultations: [],
      delegations: [],
    };
  if (state.status === 'none') return state;
  switch (event.type) {
    case 'RegulationVersionDrafted':
      return drafted(state, event.data);
    case 'RegulationVersionConsulted': {
      const { schemeId: _, ...consultation } = event.data;
      return { ...state, consultations: [...state.consultations, consultation] };
    }
    case 'RegulationVersionAdopted':
      return adopted(state, event.data);
    case 'DelegationGranted': {
      const { schemeId: _, ...given } = event.data;
      return { ...state, delegations: [...state.delegations, { ...given, revoked: false }] };
    }
    case 'DelegationRevoked': {
      const delegations = state.delegations.map((each) =>
        each.delegationId === event.data.delegationId ? { ...each, revoked: true } : each,
      );
      return { ...state, delegations };
    }
  }
}

function drafted(
  state: EstablishedScheme,
  { regulation, draftedBy }: RegulationVersionDrafted['data'],
): EstablishedScheme {
  const before = draftOf(state, regulation.version);
  const drafters = [...new Set([...(before?.drafters ?? []), draftedBy])];
  const others = state.drafts.filter((draft) => draft !== before);
  return { ...state, drafts: [...others, { regulation, drafters }] };
}

function adopted(
  state: EstablishedScheme,
  { regulation }: RegulationVersionAdopted['data'],
): EstablishedScheme {
  const draft = draftOf(state, regulation.version);
  const drafts = state.drafts.filter((each) => each !== draft);
  return { ...state, regulations: [...state.regulations, regulation], drafts };
}
