import { CommandHandling } from '#eventsourcing/command-handling.js';
import type { Actor } from '#eventsourcing/event.js';
import { derivedId } from '#eventsourcing/ids.js';
import type { Refusal } from '#eventsourcing/refusal.js';
import type { Clock } from '#hosting/clock.js';
import type { HistoricalBond, HistoricalChange, HistoricalRegistration } from '../../contract/historical.js';
import { digestOf } from '../digest.js';
import { rules } from '../pilots/pilots.js';

/** Role of whoever may open the data folder and works on it with the command line; no token carries it. */
export const OPERATOR_ROLE = 'operator';

const OPERATOR: Actor = { subject: 'operator:import', roles: [OPERATOR_ROLE] };

/** A bond cannot be registered. */
export class RegistrationRefused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.detail);
  }
}

/** Id of the historical pilot that a bond of a data set is registered as: always the same. */
export function historicalPilotId({ dataSet, reference }: Pick<HistoricalBond, 'dataSet' | 'reference'>) {
  return derivedId('historical-pilot', dataSet, reference);
}

/** Registers published impact bonds as pilots that others ran. */
export class HistoricalPilots {
  constructor(
    private readonly handling: CommandHandling,
    private readonly clock: Clock,
  ) {}

  /**
   * Registers a bond; nothing happens when what is on record is the same. Another state of the data set takes the
   * place of the one before, which stays in the log.
   *
   * @throws RegistrationRefused when the id is another pilot's; StoreUnavailable, EventTooLarge
   */
  async register(bond: HistoricalBond): Promise<HistoricalRegistration> {
    const pilotId = historicalPilotId(bond);
    const { revision: before } = await this.handling.load(rules, pilotId);
    const outcome = await this.handling.handle(rules, {
      id: pilotId,
      command: { type: 'RegisterHistoricalPilot', pilotId, bond },
      context: this.contextOf(pilotId, before, bond),
    });
    if (!outcome.ok) throw new RegistrationRefused(outcome.refusal);
    const change = changeFrom(before, outcome.receipt.revision);
    return { project: bond.reference, pilotId, change };
  }

  /**
   * The same content after the same revision is the same command. Without the revision a data set that returns to
   * an earlier state would be taken for a repetition of that registration, and the later one would stand.
   */
  private contextOf(pilotId: string, before: number, bond: HistoricalBond) {
    const content = digestOf(bond);
    const commandId = derivedId('register-historical-pilot', pilotId, before, content);
    return {
      actor: OPERATOR,
      commandId,
      // Published data that names no person: there is nothing that a keyed hash would have to hide.
      commandHash: content,
      correlationId: commandId,
      now: this.clock.now(),
    };
  }
}

function changeFrom(before: number, after: number): HistoricalChange {
  if (after === before) return 'unchanged';
  return before < 0 ? 'registered' : 'updated';
}
