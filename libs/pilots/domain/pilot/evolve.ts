import { List, OrderedMap, OrderedSet } from 'immutable';
import { dayOf } from '#eventsourcing/days.js';
import { Keyed } from '#eventsourcing/keyed.js';
import { afterDeclaration, afterRuling, declaredBy } from '#impartiality/impartiality.js';
import { canonicalOrganisation } from '#organisations/organisation-number.js';
import type { PilotEvent } from '../../contract/events.js';
import type { OutcomeContract } from '../../contract/pilot.js';
import type { CohortState, KnownPilot, MeasurementState, Partner, Pilot } from './state.js';

const NO_PARTNERS = Keyed.by(partnerKey);
const NO_COHORTS = Keyed.by((cohort: CohortState) => cohort.code);
const NO_MEASUREMENTS = Keyed.by((measurement: MeasurementState) => measurement.id);

/** The pilot after the event. */
export function evolve(state: Pilot, event: PilotEvent): Pilot {
  if (event.type === 'PilotEstablished') {
    const { pilotId, schemeId, directorates, currency } = event.data;
    return {
      status: 'established',
      pilotId,
      schemeId,
      directorates,
      currency,
      impartiality: OrderedMap(),
      drafted: List(),
      adopted: List(),
      partners: NO_PARTNERS,
      accountsProposed: 0,
      grants: List(),
      drafts: 0,
      abandoned: OrderedSet(),
      cohorts: NO_COHORTS,
      visits: List(),
      visitsPlannedOn: List(),
      reports: 0,
      risks: List(),
      measurements: NO_MEASUREMENTS,
    };
  }
  if (event.type === 'HistoricalPilotRegistered') return { status: 'historical', ...event.data };
  if (state.status === 'none' || state.status === 'historical') return state;
  return { ...state, ...changes(state, event) };
}

type Later = Exclude<PilotEvent, { type: 'PilotEstablished' | 'HistoricalPilotRegistered' }>;

function changes(state: KnownPilot, event: Later): Partial<KnownPilot> {
  switch (event.type) {
    case 'FrameworkDrafted': {
      const { framework, draftedBy } = event.data;
      const drafted = state.drafted.push(framework);
      return { status: 'established', drafted, framework: { framework, draftedBy, adoptions: List() } };
    }
    case 'FrameworkAdopted': {
      const { directorate, adoptedBy: person } = event.data;
      const framework = state.framework!;
      const adoptions = framework.adoptions.push({ directorate, person });
      const drafted = { framework: { ...framework, adoptions } };
      if (adoptions.size < state.directorates.length) return drafted;
      return { ...drafted, status: 'framework-adopted', adopted: state.adopted.push(event.data.version) };
    }
    case 'PartnerJoined': {
      const { organisation, role } = event.data;
      return { partners: state.partners.with({ organisation, role }), ...withoutContract(state) };
    }
    case 'PartnerRemoved': {
      const { organisation, role } = event.data;
      const partners = state.partners.without(partnerKey({ organisation, role }));
      const waiting = state.accountWaiting;
      const isLeft = waiting?.organisation === organisation && waiting.role === role;
      return { partners, ...(isLeft ? { accountWaiting: undefined } : {}), ...withoutContract(state) };
    }
    case 'PartnerAccountProposed': {
      const { correction: number, organisation, role, proposer, byPartner } = event.data;
      return {
        accountsProposed: number,
        accountWaiting: { number, organisation, role, proposer, byPartner },
      };
    }
    case 'PartnerAccountCorrected':
    case 'PartnerAccountRejected':
      return { accountWaiting: undefined };
    case 'DevelopmentGrantLinked': {
      const { applicationId, municipality } = event.data;
      return { grants: state.grants.push({ applicationId, municipality }) };
    }
    case 'ContractDrafted': {
      const { draft, contract, digest, draftedBy } = event.data;
      return {
        status: 'contract-drafted',
        drafts: draft,
        contract: { draft, contract: inOneForm(contract), digest, draftedBy, signatures: List() },
      };
    }
    case 'ContractSigned': {
      const { organisation, signedBy: person } = event.data;
      const contract = state.contract!;
      return { contract: { ...contract, signatures: contract.signatures.push({ organisation, person }) } };
    }
    case 'ContractAgreed':
      return { status: 'agreed', contract: { ...state.contract!, reservationId: event.data.reservationId } };
    case 'LiabilityAbandoned':
      return { abandoned: state.abandoned.add(event.data.reservationId) };
    case 'CohortOpened': {
      const { cohort, openedOn } = event.data;
      return { cohorts: state.cohorts.with({ code: cohort, openedOn, counters: List() }) };
    }
    case 'CohortClosed': {
      const { cohort, closedOn, persons, closedBy } = event.data;
      return { cohorts: counted(state.cohorts, cohort, closedBy, { closedOn, persons }) };
    }
    case 'CohortRecounted': {
      const { cohort, persons, recountedBy } = event.data;
      return { cohorts: counted(state.cohorts, cohort, recountedBy, { persons }) };
    }
    case 'ServiceDelivered':
      return {};
    case 'VisitPlanned':
      return {
        visits: state.visits.push('planned'),
        visitsPlannedOn: state.visitsPlannedOn.push(dayOf(event, event.data.plannedOn)),
      };
    case 'VisitHeld':
      return { visits: state.visits.set(event.data.visit - 1, 'held') };
    case 'VisitCancelled':
      return { visits: state.visits.set(event.data.visit - 1, 'cancelled') };
    case 'StatusReported':
      return { reports: event.data.report };
    case 'RiskRaised':
      return { risks: state.risks.push('open') };
    case 'RiskReassessed':
      return {};
    case 'RiskClosed':
      return { risks: state.risks.set(event.data.risk - 1, 'closed') };
    case 'MeasurementRecorded':
    case 'MeasurementVerified':
    case 'MeasurementDisputed':
    case 'DisputeDismissed':
    case 'MeasurementCorrected':
      return { measurements: measured(state.measurements, event) };
    case 'TerminationProposed': {
      const { directorate, proposedBy, lastDay } = event.data;
      return { termination: { directorate, proposedBy, lastDay } };
    }
    case 'TerminationDeclined':
      return { termination: undefined };
    case 'PilotImpartialityDeclared': {
      const { person } = event.data;
      const said = afterDeclaration(state.impartiality.get(person), declaredBy(event.data));
      return { impartiality: state.impartiality.set(person, said) };
    }
    case 'PilotImpartialityRuled': {
      const { person } = event.data;
      const ruled = afterRuling(state.impartiality.get(person), event.data);
      return { impartiality: state.impartiality.set(person, ruled) };
    }
    case 'PilotTerminated':
      return { status: 'terminated', endedOn: event.data.lastDay };
    case 'PilotClosed':
      return { status: 'closed' };
  }
}

/** A contract is drafted for those who take part: with others it has to be drafted anew. */
function withoutContract({ contract }: KnownPilot): Partial<KnownPilot> {
  return contract === undefined ? {} : { status: 'framework-adopted', contract: undefined };
}

function counted(
  cohorts: KnownPilot['cohorts'],
  code: string,
  person: string,
  change: Partial<CohortState>,
): KnownPilot['cohorts'] {
  return cohorts.changed(code, (cohort) => {
    return { ...cohort, ...change, counters: cohort.counters.push(person) };
  });
}

function partnerKey({ organisation, role }: Partner): string {
  return JSON.stringify([organisation, role]);
}

/** Whoever is named in it is found among the partners, however they are written there; its digest is of what was drafted. */
function inOneForm({ payers, statePayee, ...contract }: OutcomeContract): OutcomeContract {
  const organisations = Object.entries(payers).map(([code, payer]) => [code, canonicalOrganisation(payer)]);
  return {
    ...contract,
    payers: Object.fromEntries(organisations) as OutcomeContract['payers'],
    statePayee: canonicalOrganisation(statePayee),
  };
}

type Measuring = Extract<Later, { data: { measurementId: string } }>;

function measured(before: KnownPilot['measurements'], event: Measuring): KnownPilot['measurements'] {
  const { measurementId: id } = event.data;
  if (event.type === 'MeasurementRecorded') {
    const { outcome, recordedBy } = event.data;
    return before.with({
      id,
      version: 1,
      outcome,
      status: 'recorded',
      wasVerified: false,
      recorders: List([recordedBy]),
      judges: List(),
    });
  }
  return before.changed(id, (each) => ({ ...each, ...judged(each, event) }));
}

function judged(
  { status, wasVerified, recorders, judges }: MeasurementState,
  event: Exclude<Measuring, { type: 'MeasurementRecorded' }>,
): Partial<MeasurementState> {
  switch (event.type) {
    case 'MeasurementVerified': {
      const { verifiedBy } = event.data;
      return { status: 'verified', verifiedBy, judges: judges.push(verifiedBy) };
    }
    case 'MeasurementDisputed':
      return { status: 'disputed', wasVerified: status === 'verified' };
    case 'DisputeDismissed':
      return {
        status: wasVerified ? 'verified' : 'recorded',
        judges: judges.push(event.data.dismissedBy),
      };
    case 'MeasurementCorrected': {
      const { version, outcome, correctedBy } = event.data;
      return {
        version,
        outcome,
        status: 'recorded',
        wasVerified: false,
        verifiedBy: undefined,
        recorders: recorders.push(correctedBy),
        judges: List(),
      };
    }
  }
}
