import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import type { Refusal } from '#eventsourcing/refusal.js';
import type { Declaration, OfficialPart } from './impartiality.js';

/** An official step that somebody is about to take in a case. */
export interface OfficialStep {
  readonly part: OfficialPart;
  /** Whoever takes it need not have declared yet; a conflict that is on record stops it all the same. */
  readonly undeclared?: true;
}

/** Keeps the record of who is impartial in which case. */
export interface ImpartialityKeeper {
  /** Whether the record of the case is kept here. */
  keeps(caseId: string): Promise<boolean>;
  /**
   * Why a person may not take the step; with `said` as if that stood in the record already.
   */
  barredFrom(
    caseId: string,
    person: string,
    step: OfficialStep,
    said?: Declaration,
  ): Promise<Refusal | undefined>;
  /** Why nothing is paid in the case for now: a conflict was found after its decision. */
  heldBy(caseId: string): Promise<Refusal<'decision-flagged'> | undefined>;
  /** Records what whoever acts declares with a step; what is on record already changes nothing. */
  declare(caseId: string, said: Declaration, context: CommandContext): Promise<Outcome>;
}

/** The records of all contexts that have cases: each is asked about its own. */
export class ImpartialityRecords {
  private readonly keepers: ImpartialityKeeper[] = [];

  add(keeper: ImpartialityKeeper): void {
    this.keepers.push(keeper);
  }

  /** Why nothing is paid in a case for now. */
  async heldBy(caseId: string): Promise<Refusal<'decision-flagged'> | undefined> {
    return (await this.of(caseId))?.heldBy(caseId);
  }

  /** Whoever keeps the record of a case; undefined where nobody does, so that nothing is asked. */
  async of(caseId: string): Promise<ImpartialityKeeper | undefined> {
    for (const keeper of this.keepers) if (await keeper.keeps(caseId)) return keeper;
    return undefined;
  }
}
