import { Injectable } from '@nestjs/common';
import { addDays, dateInOslo } from '#calendar/oslo.js';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import type { ApplicationCommand } from '../../domain/application/application.js';
import type { Lapse } from '../../domain/application/reopening.js';
import type { SubmittedApplication } from '../../domain/application/state.js';
import type { Award } from '../../domain/award/state.js';
import { Applications } from '../applications/applications.js';
import { ReplacementFunding } from '../decisions/funding.js';
import { Acceptances } from './acceptances.js';
import { Awards } from './awards.js';

/** No money is free, or no more aid may be granted to the undertaking now: the offer waits. */
const WAITS_ON: ReadonlySet<string> = new Set(['budget-exceeded', 'de-minimis-exceeded']);

/** Carries a command out on the application, as whoever asks for it may. */
type CarryOut = (command: ApplicationCommand) => Promise<Outcome>;

/** Opens offers again that lapsed too early; their money is held first. */
@Injectable()
export class OfferReopenings {
  constructor(
    private readonly applications: Applications,
    private readonly awards: Awards,
    private readonly acceptances: Acceptances,
    private readonly funding: ReplacementFunding,
  ) {}

  /** Opens the offer of the case; without free money it waits from now on. */
  async open(id: string, carryOut: CarryOut, context: CommandContext, person?: string): Promise<Outcome> {
    const funded = await this.funded(id, carryOut, context, person);
    if (funded.ok || !WAITS_ON.has(funded.refusal.code)) return funded;
    return carryOut({ ...(await this.command(id, context, person)), funding: 'none-free' });
  }

  /** Refused where there is no money for it. */
  async funded(id: string, carryOut: CarryOut, context: CommandContext, person?: string): Promise<Outcome> {
    const command = await this.command(id, context, person);
    const first = await carryOut(command);
    if (first.ok || first.refusal.code !== 'reservation-missing') return first;
    const state = await this.applications.find(id);
    if (state.status === 'none' || !state.decision) return first;
    const { amount, schedule } = state.decision;
    const reopening = reopeningOf(state);
    const funded = await this.funding.of(id, state, { reopening, amount, schedule }, context);
    return funded.ok ? carryOut({ ...command, funding: funded.funding }) : funded;
  }

  private async command(id: string, { now }: CommandContext, person: string | undefined) {
    const lapse = lapseOf(await this.awards.find(id));
    const time = await this.acceptances.of(id);
    return { type: 'ReopenOffer', lapse, time, person, today: dateInOslo(now) } as const;
  }
}

/** Each offer that is opened again has a commitment of its own. */
export function reopeningOf({ decisions }: SubmittedApplication): number {
  return decisions.reduce((before, { letGo }) => before + (letGo?.size ?? 0), 0) + 1;
}

function lapseOf(award: Award): Lapse | undefined {
  if (award.status !== 'lapsed') return undefined;
  const { reservationId, dueAt } = award.offer;
  return { reservationId, lastDay: lastDayBefore(dueAt) };
}

/** The day whose end was the instant. */
function lastDayBefore(dueAt: string): string {
  return addDays(dateInOslo(dueAt), -1);
}
