import { Injectable } from '@nestjs/common';
import type { Identity } from '#access/identity/identity.js';
import { dateInOslo } from '#calendar/oslo.js';
import type { CommandContext, Receipt } from '#eventsourcing/command.js';
import { derivedId } from '#eventsourcing/ids.js';
import { PROCESS_ROLE, processSubject } from '#processes/process-context.js';
import { openNaming, type Naming, type Organisation } from '../../domain/organisation/state.js';
import { Pseudonyms } from '../applications/pseudonyms.js';
import { GivenNames } from './given-names.js';
import { OtherSpellings } from './other-spellings.js';
import { Representatives } from './representatives.js';

/** When a person came, and by which request where that is known. */
export type Coming = Pick<CommandContext, 'now'> & Partial<Pick<CommandContext, 'correlationId'>>;

const ACTOR = { subject: processSubject('complete-appointments'), roles: [PROCESS_ROLE] };

/** Representatives who were named before they were known are appointed when they come. */
@Injectable()
export class AppointmentsByName {
  constructor(
    private readonly representatives: Representatives,
    private readonly pseudonyms: Pseudonyms,
    private readonly names: GivenNames,
    private readonly spellings: OtherSpellings,
  ) {}

  /**
   * Appoints a person in each organisation of theirs that has named them as their token does, and answers what was
   * done. It may be asked again: what is done is done once, and nothing is written for whom nobody awaits. A program is
   * nobody's representative, whatever it is called.
   */
  async completeFor(
    { subject, name, memberships, program }: Identity,
    coming: Coming,
  ): Promise<readonly Receipt[]> {
    if (name === undefined || program) return [];
    const done: Receipt[] = [];
    for (const { organisation } of memberships) {
      const receipt =
        organisation === undefined ? undefined : await this.completeIn(organisation, subject, name, coming);
      if (receipt) done.push(receipt);
    }
    return done;
  }

  private async completeIn(
    organisation: string,
    person: string,
    name: string,
    coming: Coming,
  ): Promise<Receipt | undefined> {
    const state = await this.representatives.find(organisation);
    if (state.namings.length === 0) return undefined;
    const naming = await this.namingOf(name, organisation, state);
    const context = naming && (await this.contextFor(organisation, naming, person, coming));
    if (!context) return undefined;
    const today = dateInOslo(coming.now);
    const outcome = await this.representatives.follow(
      organisation,
      { type: 'CompleteAppointment', organisation, person, personRef: naming.personRef, today },
      context,
    );
    // A refusal is no fault: somebody was faster, or it is not them who is awaited.
    return outcome.ok ? outcome.receipt : undefined;
  }

  /** A pseudonym is of the name and of the organisation as it was written when somebody was named. */
  private async namingOf(name: string, organisation: string, state: Organisation) {
    for (const written of [organisation, ...(await this.spellings.of(organisation))]) {
      const naming = openNaming(state, await this.pseudonyms.ofNamed(written, name));
      if (naming) return naming;
    }
    return undefined;
  }

  /** Of the command that follows from the naming; none where its name was erased, so that nobody is known by it. */
  private async contextFor(
    organisation: string,
    { naming }: Naming,
    person: string,
    { now, correlationId }: Coming,
  ): Promise<CommandContext | undefined> {
    const given = (await this.names.of(organisation, [naming])).get(naming);
    if (typeof given?.name !== 'string') return undefined;
    const commandId = derivedId('complete-appointment', naming, person);
    return {
      actor: ACTOR,
      commandId,
      commandHash: commandId,
      correlationId: correlationId ?? commandId,
      causationId: given.eventId,
      now,
      following: { formerIds: [] },
    };
  }
}
