import { Injectable } from '@nestjs/common';
import type { Outcome } from '#eventsourcing/command.js';
import type { Actor } from '#eventsourcing/event.js';
import { denied, notFound, type Action } from '#access/policy.js';
import { refusal } from '#eventsourcing/refusal.js';
import type { OutcomeContract } from '../../contract/pilot.js';
import { basisOf, type SettlementBasis } from '../../domain/pilot/basis.js';
import { termsInForce } from '../../domain/pilot/cohorts.js';
import type { KnownPilot } from '../../domain/pilot/state.js';
import type { Settlement } from '../../domain/settlement/state.js';
import { digestOf } from '../digest.js';
import { isKnown, Pilots, resourceOf } from '../pilots/pilots.js';

/** A pilot under an agreed contract, as its settlement sees it. */
export interface SettledPilot extends SettlementBasis {
  readonly pilot: KnownPilot;
  readonly contract: OutcomeContract;
  readonly contractDigest: string;
  /** The commitment that holds the state's liability. */
  readonly reservationId: string;
  /** Digest of the verified measurements. */
  readonly basis: string;
}

/** Which settlement is asked about: a final one waits for no cohort that is not open. */
export interface About {
  readonly final: boolean;
}

const INTERIM: About = { final: false };

/** The version that a step on a settlement is about. */
export function lastVersion(state: Settlement): About {
  return state.status === 'none' ? INTERIM : state.current;
}

/** Finds what a settlement is calculated from and judged by. */
@Injectable()
export class SettledPilots {
  constructor(private readonly pilots: Pilots) {}

  /** The pilot for someone who may act on its settlement, or why not. */
  async find(
    id: string,
    action: Action,
    actor: Actor,
    about: About = INTERIM,
  ): Promise<SettledPilot | Extract<Outcome, { ok: false }>> {
    const state = await this.pilots.find(id);
    const no = denied(actor, action, resourceOf(state));
    if (no !== undefined) return { ok: false, refusal: no };
    return this.of(state, about) ?? { ok: false, refusal: isKnown(state) ? noContract(state) : notFound() };
  }

  /** A pilot whose contract is agreed. @throws Error when it is not: a bug */
  async known(id: string, about: About = INTERIM): Promise<SettledPilot> {
    const found = this.of(await this.pilots.find(id), about);
    if (found === undefined) throw new Error(`pilot ${id} is settled without a contract`);
    return found;
  }

  private of(pilot: Awaited<ReturnType<Pilots['find']>>, { final }: About): SettledPilot | undefined {
    if (!isKnown(pilot) || termsInForce(pilot) === undefined) return undefined;
    const { contract, digest, reservationId } = pilot.contract!;
    const basis = basisOf(pilot, final);
    return {
      pilot,
      contract,
      contractDigest: digest,
      reservationId: reservationId!,
      basis: digestOf(basis.measurements),
      ...basis,
    };
  }
}

function noContract({ status }: KnownPilot) {
  return refusal('conflict', 'wrong-state', `the pilot is ${status}, a settlement needs an agreed contract`, {
    status,
  });
}
