import { Injectable } from '@nestjs/common';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import type { Refusal } from '#eventsourcing/refusal.js';
import { notFound, type Action } from '#access/policy.js';
import type { RegulationVersion } from '../../contract/regulation.js';
import type { AppealCommand, Official, Terms } from '../../domain/appeal/commands.js';
import { no } from '../../domain/appeal/refusals.js';
import type { Appeal, SubmittedAppeal } from '../../domain/appeal/state.js';
import type { SubmittedApplication } from '../../domain/application/state.js';
import { Applications } from '../applications/applications.js';
import { RegulationsOfCases } from '../applications/regulations-of-cases.js';
import { Appeals } from './appeals.js';

/** What an official knows of the case when they act in an appeal. */
export interface CaseOfAppeal {
  readonly appeal: SubmittedAppeal;
  readonly terms: Terms;
  readonly regulation: RegulationVersion;
}

/** What is declared with a command. */
export type Declared = Official['impartiality'];

/** An official's step: which action the policy is asked for, and whether it prepares or decides. */
export interface Step {
  readonly action: Action;
  readonly as: 'preparer' | 'decider';
  readonly impartiality?: Declared;
}

/** Officials in appeals: what they declared in the case counts in its appeals. */
@Injectable()
export class Officials {
  constructor(
    private readonly appeals: Appeals,
    private readonly applications: Applications,
    private readonly regulations: RegulationsOfCases,
  ) {}

  /** Carries out an official's command; a conflict declared with it is recorded, and then it is refused. */
  async act(
    id: string,
    { action, as, impartiality }: Step,
    context: CommandContext,
    commandOf: (official: Official, theCase: CaseOfAppeal) => AppealCommand | Promise<AppealCommand>,
  ): Promise<Outcome> {
    const appeal = await this.appeals.find(id);
    if (appeal.status === 'none') return { ok: false, refusal: notFound() };
    const { caseId } = appeal.submission;
    const application = await this.applications.find(caseId);
    if (application.status === 'none') throw new Error(`appeal ${id} is in a case that does not exist`);
    const regulation = await this.regulations.of(caseId);
    const { amount } = application.submission;
    const terms = { currency: amount.currency, applied: amount.amount, multiYear: regulation.multiYear };
    const person = context.actor.subject;
    const official = { person, declared: declaredBy(person, as, application), impartiality };
    const command = await commandOf(official, { appeal, terms, regulation });
    const judge = as === 'decider' ? preparersFirst(person) : undefined;
    const outcome = await this.appeals.act(action, id, command, context, judge);
    if (outcome.ok && impartiality?.conflict) return { ok: false, refusal: no.impartiality() };
    return outcome;
  }
}

/** What the person's last declaration in the case means now: a superior's ruling settles it. */
function declaredBy(
  person: string,
  as: Step['as'],
  { impartiality }: SubmittedApplication,
): Official['declared'] {
  const { declared, ruling } = impartiality.get(person) ?? {};
  const free = as === 'preparer' ? ruling?.mayPrepare : ruling?.mayDecide;
  if (free !== undefined) return { [person]: !free };
  return declared === undefined ? {} : { [person]: declared !== 'no-conflict' };
}

/** Who prepared is told so (four eyes), whatever roles they hold. */
function preparersFirst(person: string) {
  return (state: Appeal, usual: Refusal | undefined): Refusal | undefined =>
    usual?.kind === 'forbidden' && state.status !== 'none' && state.preparers.includes(person)
      ? no.fourEyes()
      : usual;
}
