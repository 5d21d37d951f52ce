import { Injectable } from '@nestjs/common';
import type { Asking } from '#cqrs/steps.js';
import type { Refusal } from '#eventsourcing/refusal.js';
import type { Judge } from '#giving-up/giving-up.js';
import { no, type Barred } from '../../domain/award/refusals.js';
import { wasAccepted, type AcceptedAward, type Award } from '../../domain/award/state.js';
import { givingUpDelegationsOf, withinDelegation } from '../../domain/scheme/delegation.js';
import { Applications } from '../applications/applications.js';
import { Schemes } from '../schemes/schemes.js';
import { Awards } from './awards.js';

/** Who may not prepare or decide on an award, beside what the award's own stream knows. */
@Injectable()
export class Judges {
  constructor(
    private readonly applications: Applications,
    private readonly awards: Awards,
    private readonly schemes: Schemes,
  ) {}

  /** Why a person may not decide on so much of an award (minor units), by delegation or by conflict. */
  async barredFrom(
    { id, person, today }: Pick<Asking, 'id' | 'person' | 'today'>,
    amountOf: (state: AcceptedAward) => number,
  ): Promise<Barred | undefined> {
    const state = await this.awards.find(id);
    if (!wasAccepted(state)) return undefined;
    const scheme = await this.schemes.find(state.terms.schemeId);
    return (
      (await this.conflictOf(id, person, 'mayDecide')) ??
      withinDelegation(scheme, person, amountOf(state), today)
    );
  }

  /** Whoever decides that something is left to the recipient, beside those who decided on what it rests on. */
  async ofGivingUp(
    { person, today }: Pick<Asking, 'person' | 'today'>,
    state: Award,
    decidedBy: readonly string[],
  ): Promise<Judge | undefined> {
    if (!wasAccepted(state)) return undefined;
    const scheme = await this.schemes.find(state.terms.schemeId);
    return { person, decides: true, decidedBy, delegations: givingUpDelegationsOf(scheme, person, today) };
  }

  /** Someone with a conflict in the case, or who applied, be it on behalf of another, may neither prepare nor decide a change of the award. */
  async conflictOf(
    caseId: string,
    person: string,
    step: 'mayPrepare' | 'mayDecide',
  ): Promise<Barred | undefined> {
    const { state, onBehalf } = await this.applications.load(caseId);
    if (state.status === 'none') return undefined;
    const { declared = 'no-conflict', ruling } = state.impartiality.get(person) ?? {};
    const impartial = ruling ? ruling[step] : declared === 'no-conflict';
    const applied = state.submission.submittedBy === person || onBehalf.has(person);
    return !impartial || applied ? no.conflict() : undefined;
  }
}

/** Who prepared is told so (four eyes), whatever roles they hold. */
export function preparersFirst(person: string, preparersOf: (state: Award) => readonly string[]) {
  return (state: Award, usual: Refusal | undefined): Refusal | undefined =>
    usual?.kind === 'forbidden' && preparersOf(state).includes(person) ? no.fourEyes() : usual;
}

/** Who prepared the amendment that waits. */
export function preparersOfAmendment(state: Award): readonly string[] {
  return wasAccepted(state) && state.amendment ? [state.amendment.proposer] : [];
}

/** Who proposed the refusals that wait. */
export function preparersOfRefusals(state: Award): readonly string[] {
  if (!wasAccepted(state) || !state.requests) return [];
  const waiting = state.requests.filter(({ status }) => status === 'refusal-proposed');
  return waiting.flatMap(({ refusal }) => refusal?.proposer ?? []);
}

/** Who prepared the revocation that waits. */
export function preparersOfRevocation(state: Award): readonly string[] {
  return wasAccepted(state) && state.revocation ? [...state.revocation.preparers] : [];
}

/** Who proposed the reversal of a revocation that waits. */
export function preparersOfReinstatement(state: Award): readonly string[] {
  return wasAccepted(state) && state.reinstatement ? [state.reinstatement.proposer] : [];
}

/** The report a revocation that waits is about, where that is too little co-funding. */
export function reportOfRevocation(state: Award): string | undefined {
  return wasAccepted(state) ? state.revocation?.reportId : undefined;
}

/** Who proposed the correction of the account that waits. */
export function preparersOfAccountCorrection(state: Award): readonly string[] {
  return wasAccepted(state) && state.accountCorrection ? [state.accountCorrection.proposer] : [];
}
