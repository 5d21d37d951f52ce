import { Injectable } from '@nestjs/common';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import { refusal, type Refusal } from '#eventsourcing/refusal.js';
import {
  afterDeclaration,
  barredFrom,
  clearsThemselves,
  declaredBy,
  type Declaration,
} from '#impartiality/impartiality.js';
import {
  ImpartialityRecords,
  type ImpartialityKeeper,
  type OfficialStep,
} from '#impartiality/official-steps.js';
import { partOf } from '#cqrs/following-command.js';
import { flagged, openFlagOf } from '../../domain/settlement/flagging.js';
import { Settlements } from '../settlements/settlements.js';
import { isKnown, Pilots } from './pilots.js';

/** Who is impartial in a pilot, in its settlements, and in what is paid and claimed back for it. */
@Injectable()
export class ImpartialityOfPilots implements ImpartialityKeeper {
  constructor(
    private readonly pilots: Pilots,
    private readonly settlements: Settlements,
    records: ImpartialityRecords,
  ) {
    records.add(this);
  }

  async keeps(caseId: string): Promise<boolean> {
    return isKnown(await this.pilots.find(caseId));
  }

  async barredFrom(
    caseId: string,
    person: string,
    { part, undeclared }: OfficialStep,
    said?: Declaration,
  ): Promise<Refusal | undefined> {
    const state = await this.pilots.find(caseId);
    if (!isKnown(state)) return undefined;
    const known = state.impartiality.get(person);
    const declared = said && declaredBy(said);
    const after =
      declared === undefined || clearsThemselves(known, declared) ? known : afterDeclaration(known, declared);
    const barred = barredFrom(after, part);
    return undeclared && barred?.code === 'impartiality-not-declared' ? undefined : barred;
  }

  /** What was signed stays, for the parties stand behind it; what is settled is paid once a superior has upheld it. */
  async heldBy(caseId: string) {
    const state = await this.settlements.find(caseId);
    if (state.status === 'none' || !state.concluded) return undefined;
    const { version } = state.concluded;
    return openFlagOf(version, state) && flagged(version);
  }

  declare(caseId: string, said: Declaration, context: CommandContext): Promise<Outcome> {
    const { subject: person, actedBy } = context.actor;
    if (actedBy) return Promise.resolve({ ok: false, refusal: notInPerson() });
    return this.pilots.follow(
      caseId,
      { type: 'DeclarePilotImpartiality', person, ...said },
      partOf(context, 'impartiality'),
    );
  }
}

function notInPerson(): Refusal {
  return refusal(
    'forbidden',
    'acts-for-another',
    'impartiality is declared in person: not with a token by which one acts for another',
  );
}
