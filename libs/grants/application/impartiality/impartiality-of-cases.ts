import { Inject, Injectable } from '@nestjs/common';
import type { EventStore } from '#event-store/port.js';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import type { Position } from '#eventsourcing/event.js';
import { refusal, type Refusal } from '#eventsourcing/refusal.js';
import {
  afterDeclaration,
  barredFrom,
  clearsThemselves,
  declaredBy,
  flaggedDecision,
  no,
  type Declaration,
  type Impartiality,
} from '#impartiality/impartiality.js';
import {
  ImpartialityRecords,
  type ImpartialityKeeper,
  type OfficialStep,
} from '#impartiality/official-steps.js';
import { partOf } from '#cqrs/following-command.js';
import { EVENT_STORE } from '#cqrs/tokens.js';
import { streams } from '../../contract/events.js';
import { paysNothing } from '../../domain/application/flagging.js';
import { Appeals } from '../appeals/appeals.js';
import { Applications } from '../applications/applications.js';
import { AppealsOfCases } from './appeals-of-cases.js';
import { MakersInCases } from './makers-in-cases.js';

/** Who is impartial in a case of a grant: what was declared and ruled on its application, and declared in its appeals. */
@Injectable()
export class ImpartialityOfCases implements ImpartialityKeeper {
  constructor(
    private readonly applications: Applications,
    private readonly appeals: Appeals,
    private readonly appealsOf: AppealsOfCases,
    private readonly makers: MakersInCases,
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'readStream' | 'compare'>,
    records: ImpartialityRecords,
  ) {
    records.add(this);
  }

  async keeps(caseId: string): Promise<boolean> {
    return (await this.applications.find(caseId)).status !== 'none';
  }

  async barredFrom(
    caseId: string,
    person: string,
    { part, undeclared }: OfficialStep,
    said?: Declaration,
  ): Promise<Refusal | undefined> {
    const { state, onBehalf } = await this.applications.load(caseId);
    if (state.status === 'none') return undefined;
    // Whoever applied, be it on behalf of another, is on the other side.
    if (state.submission.submittedBy === person || onBehalf.has(person)) return no.impartiality();
    const known = await this.of(caseId, person);
    const declared = said && declaredBy(said);
    const after =
      declared === undefined || clearsThemselves(known, declared) ? known : afterDeclaration(known, declared);
    const barred = barredFrom(after, part);
    return undeclared && barred?.code === 'impartiality-not-declared' ? undefined : barred;
  }

  async heldBy(caseId: string) {
    const state = await this.applications.find(caseId);
    return state.status === 'none' || !paysNothing(state)
      ? undefined
      : flaggedDecision(state.flagged!.decision);
  }

  async declare(caseId: string, said: Declaration, context: CommandContext): Promise<Outcome> {
    const { subject: person, actedBy } = context.actor;
    if (actedBy) return { ok: false, refusal: notInPerson() };
    const parts = said.conflict ? await this.makers.partsOf(caseId, person) : [];
    return this.applications.follow(
      caseId,
      { type: 'DeclareImpartiality', person, ...said, parts },
      partOf(context, 'impartiality'),
    );
  }

  /** What is on record of a person in a case. */
  async of(caseId: string, person: string): Promise<Impartiality | undefined> {
    const state = await this.applications.find(caseId);
    const own = state.status === 'none' ? undefined : state.impartiality.get(person);
    const inAppeals: { readonly id: string; readonly conflict: boolean }[] = [];
    for (const id of await this.appealsOf.of(caseId)) {
      const appeal = await this.appeals.find(id);
      const conflict = appeal.status === 'none' ? undefined : appeal.conflicts.get(person);
      if (conflict !== undefined) inAppeals.push({ id, conflict });
    }
    const conflicts = inAppeals.filter(({ conflict }) => conflict);
    if (conflicts.length > 0)
      return own?.ruling && (await this.ruledSince(caseId, person, conflicts))
        ? { declared: 'conflict', ...own }
        : afterDeclaration(own, 'conflict');
    return inAppeals.length > 0 && own?.declared === undefined ? { ...own, declared: 'no-conflict' } : own;
  }

  /** Whether the last ruling on a person came after all that they declared in these appeals. */
  private async ruledSince(
    caseId: string,
    person: string,
    appeals: readonly { readonly id: string }[],
  ): Promise<boolean> {
    const ruled = await this.last(streams.application(caseId), 'ImpartialityRuled', person);
    for (const { id } of appeals) {
      const declared = await this.last(streams.appeal(id), 'AppealImpartialityDeclared', person);
      if (ruled === undefined || (declared !== undefined && this.store.compare(declared, ruled) > 0))
        return false;
    }
    return true;
  }

  private async last(stream: string, type: string, person: string): Promise<Position | undefined> {
    const events = await this.store.readStream(stream);
    return events.findLast((event) => event.type === type && event.data['person'] === person)?.position;
  }
}

function notInPerson(): Refusal {
  return refusal(
    'forbidden',
    'acts-for-another',
    'impartiality is declared in person: not with a token by which one acts for another',
  );
}
