import { accept, refuse, type Decision } from '#eventsourcing/decider.js';
import { replacedIn, type Replacements } from '#eventsourcing/replaced-proposals.js';
import { sameJson } from '#eventsourcing/json.js';
import type { RegulationVersionConsulted, SchemeEvent } from '../../contract/events.js';
import type { RegulationVersion } from '../../contract/regulation.js';
import { no, type SchemeRefusal } from './refusals.js';
import { faultOf } from './regulation.js';
import { draftOf, type EstablishedScheme, type Scheme } from './state.js';

type Decided = Decision<SchemeEvent, SchemeRefusal>;

/** The regulation version of that name, if the scheme adopted it. */
export function regulationOf(state: Scheme, version: string): RegulationVersion | undefined {
  if (state.status === 'none') return undefined;
  return state.regulations.find((regulation) => regulation.version === version);
}

/** The rules as they are for a kind of grant; the version's own where the call names none. */
export function rulesFor(regulation: RegulationVersion, kind: string | undefined): RegulationVersion {
  const { maximumAmount } = regulation.kinds?.find(({ code }) => code === kind) ?? {};
  return maximumAmount === undefined ? regulation : { ...regulation, maximumAmount };
}

/** A regulation version is drafted, or drafted anew. */
interface DraftRegulationVersion {
  readonly type: 'DraftRegulationVersion';
  readonly regulation: RegulationVersion;
  readonly draftedBy: string;
}

/** A draft is sound, and takes the place of an earlier one of its version. */
function draft({ regulation, draftedBy }: DraftRegulationVersion, state: EstablishedScheme): Decided {
  const { version } = regulation;
  const known = regulationOf(state, version);
  if (known) return sameJson(known, regulation) ? accept() : refuse(no.change(version));
  const fault = faultOf(regulation, state.directorate);
  if (fault) return refuse(no.sound(fault));
  if (sameJson(draftOf(state, version)?.regulation ?? {}, regulation)) return accept();
  const { schemeId } = state;
  return accept<SchemeEvent>({ type: 'RegulationVersionDrafted', data: { schemeId, regulation, draftedBy } });
}

/** A consultation on a draft is over and recorded, on the day `on`. */
type ConsultOnRegulationVersion = {
  readonly type: 'ConsultOnRegulationVersion';
  readonly on: string;
} & Omit<RegulationVersionConsulted['data'], 'schemeId'>;

/** A consultation is recorded when its period is over; what was drafted again afterwards may be put out again. */
function consult({ type: _, on, ...held }: ConsultOnRegulationVersion, state: EstablishedScheme): Decided {
  if (!draftOf(state, held.version)) return refuse(no.draft(held.version));
  if (held.from > held.to) return refuse(no.consultation('a consultation ends after it begins'));
  if (held.to > on)
    return refuse(no.consultation(`the consultation lasts until ${held.to}: its answers are not all there`));
  if (state.consultations.some((before) => sameJson(before, held))) return accept();
  const { schemeId } = state;
  return accept<SchemeEvent>({ type: 'RegulationVersionConsulted', data: { schemeId, ...held } });
}

/** A regulation version is adopted: a draft by its version, or the whole of it at once where nothing was drafted. */
interface AdoptRegulationVersion {
  readonly type: 'AdoptRegulationVersion';
  /** The version of a draft, or all rules. */
  readonly regulation: RegulationVersion | string;
  readonly adoptedBy: string;
  /** Why nobody was heard, where a draft is adopted without. */
  readonly withoutConsultation?: string | undefined;
}

/** Four eyes on what was drafted; what was not drafted is adopted as it is handed in. */
function adopt(command: AdoptRegulationVersion, state: EstablishedScheme): Decided {
  const { regulation: asked, adoptedBy, withoutConsultation } = command;
  const version = typeof asked === 'string' ? asked : asked.version;
  const drafted = draftOf(state, version);
  const adopted = regulationOf(state, version);
  if (adopted)
    return typeof asked === 'string' || sameJson(adopted, asked) ? accept() : refuse(no.change(version));
  if (!drafted) return typeof asked === 'string' ? refuse(no.draft(version)) : adoptWhole(asked, state);
  if (typeof asked !== 'string' && !sameJson(drafted.regulation, asked))
    return refuse(no.otherThanDraft(version));
  if (drafted.drafters.includes(adoptedBy)) return refuse(no.fourEyes());
  const heard = state.consultations.some((each) => each.version === version);
  if (!heard && withoutConsultation === undefined) return refuse(no.consulted());
  const data = {
    schemeId: state.schemeId,
    regulation: drafted.regulation,
    ...(heard ? {} : { withoutConsultation }),
  };
  return accept<SchemeEvent>({ type: 'RegulationVersionAdopted', data });
}

function adoptWhole(regulation: RegulationVersion, { schemeId, directorate }: EstablishedScheme): Decided {
  const fault = faultOf(regulation, directorate);
  if (fault) return refuse(no.sound(fault));
  return accept<SchemeEvent>({ type: 'RegulationVersionAdopted', data: { schemeId, regulation } });
}

/** Whether a draft is adopted by its version alone which took the place of another. */
export function adoptsReplacement(command: Typed, state: Scheme): boolean {
  return state.status !== 'none' && replacedIn(REPLACEMENTS, command as AdoptRegulationVersion, state);
}

type Typed = { readonly type: string };

const REPLACEMENTS: Replacements<AdoptRegulationVersion, EstablishedScheme> = {
  AdoptRegulationVersion: (state, { regulation }) =>
    typeof regulation === 'string' && draftOf(state, regulation)?.replacesProposal === true,
};

/** What a scheme answers on its regulation versions. */
export const versions = {
  DraftRegulationVersion: draft,
  ConsultOnRegulationVersion: consult,
  AdoptRegulationVersion: adopt,
};
