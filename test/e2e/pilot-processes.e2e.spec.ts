import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ReserveCommitment } from '#budget/contract/commands.js';
import { derivedId } from '#eventsourcing/ids.js';
import { FollowCancelledStateShares } from '#pilots/application/processes/follow-cancelled-state-shares.js';
import { PayStateShares } from '#pilots/application/processes/pay-state-shares.js';
import { PILOTS_PROCESSES } from '#pilots/application/processes/processes.js';
import { Settlements } from '#pilots/application/settlements/settlements.js';
import { contextFor } from '#processes/process-context.js';
import type { Reaction } from '#processes/reaction.js';
import * as examples from '#pilots/http/examples/pilots.js';
import { openPilotScheme, payoutsOf, pilotCastOf, type PilotCast } from '#test/support/pilot-cast.js';
import { calculates, cancels, concludes, corrects, pilotIn, signs } from '#test/support/pilot-states.js';
import { done, YEAR } from '#test/support/scheme.js';
import { startSystem, type Person, type System } from '#test/support/system.js';
import { headOf, moveTo, settled } from '#test/support/time.js';

const MINUTE = 60_000;

describe('what follows from the steps of a pilot by itself', () => {
  let system: System;
  let cast: PilotCast;
  let schemes = 0;

  beforeAll(async () => {
    system = await startSystem();
    cast = await pilotCastOf(system);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  const later = (minutes: number) =>
    moveTo(system, new Date(Date.parse(system.standalone.clock.now()) + minutes * MINUTE).toISOString());

  async function scheme(): Promise<string> {
    const code = `processes-${++schemes}`;
    await openPilotScheme(cast, code);
    return code;
  }

  async function typesAfter(position: string): Promise<string[]> {
    const { events } = await system.standalone.stores.log.readAll({ after: position, limit: 100 });
    return events.map(({ type }) => type);
  }

  async function payouts(id: string): Promise<string[]> {
    const shown = await payoutsOf(cast.finance, id, await headOf(system));
    return shown.map(({ status, amount }) => `${status} ${amount.amount / 100}`);
  }

  /** What is reserved this year, in kroner. */
  async function reservedIn(code: string): Promise<number> {
    const { body } = await cast.manager.get<{ years: { reserved: { amount: number } }[] }>(
      `/v1/budgets/${code}?after=${await headOf(system)}`,
    );
    return body.years[0]!.reserved.amount / 100;
  }

  /** Reserves as a signature does, and goes no further: the process died. */
  async function reserveAndDie(id: string, code: string): Promise<void> {
    const reservationId = derivedId('liability', id, 1, 0);
    const { liability: payments } = examples.contract;
    const reserve = { reservationId, caseId: id, currency: 'NOK', budgetYear: YEAR, payments };
    const commandId = derivedId('dies', id);
    const outcome = await system.standalone.commands.execute(
      new ReserveCommitment(code, reserve, {
        actor: { subject: 'berit', roles: ['decision-maker'] },
        commandId,
        commandHash: commandId,
        correlationId: commandId,
        now: system.standalone.clock.now(),
      }),
    );
    expect(outcome.ok).toBe(true);
  }

  it('changes nothing when every reaction runs again for every event of the log', async () => {
    const code = await scheme();
    for (const state of ['agreed', 'payout cancelled', 'recovery opened', 'closed'] as const)
      await pilotIn(state, cast, code);
    const less = await pilotIn('payout due', cast, code);
    await less.take(...corrects(24), ...concludes(2));
    const owedAfterAll = await pilotIn('recovery opened', cast, code);
    await owedAfterAll.take(...corrects(23), ...concludes(3));
    const paidElsewhere = await pilotIn('payout due', cast, code);
    await paidElsewhere.take(
      ({ send }) => send(cast.town, 'account-corrections', examples.partnerAccount),
      ({ send }) => send(cast.decisionMaker, 'account-corrections/1/approval'),
    );
    await settled(system);
    const head = await headOf(system);
    const { log } = system.standalone.stores;
    const { events } = await log.readAll({ limit: 10_000 });
    let run = 0;
    for (const type of PILOTS_PROCESSES) {
      const reaction = system.standalone.app.get<Reaction>(type, { strict: false });
      for (const event of events.filter((each) => reaction.eventTypes.includes(each.type))) {
        const { id, metadata } = event;
        const { correlationId } = metadata;
        const cause = { kind: 'reaction', name: reaction.name, id, correlationId, causationId: id };
        await reaction.react(event, contextFor(cause, system.standalone.clock));
        run++;
      }
    }
    expect(run).toBeGreaterThan(15);
    expect(await headOf(system)).toBe(head);
  });

  it('gives money up that was reserved for a signature which the process did not live to take', async () => {
    const code = await scheme();
    const { id, take } = await pilotIn('signed by all but one', cast, code);
    await reserveAndDie(id, code);
    expect(await reservedIn(code)).toBe(700_000);
    const before = await headOf(system);
    await later(2);
    expect(await typesAfter(before)).toEqual(['LiabilityAbandoned', 'CommitmentReleased']);
    expect(await reservedIn(code)).toBe(0);
    // It can still be signed, on another reservation.
    await take(signs('decisionMaker'));
    await later(2);
    expect(await reservedIn(code)).toBe(700_000);
    expect((await cast.auditor.get(`/v1/pilots/${id}?after=${await headOf(system)}`)).body).toMatchObject({
      state: 'agreed',
      contract: { reservationId: derivedId('liability', id, 1, 1) },
    });
  });

  it('takes a raise back that an approval came to nothing after, and raises anew for the one that is made', async () => {
    const code = await scheme();
    const { id, take } = await pilotIn('payout due', cast, code);
    await take(...corrects(24), ...concludes(2, true), ...corrects(22), ...calculates(3, true));
    const approve = (who: Person) => who.post(`/v1/pilots/${id}/settlements/3/approval`);
    done(await approve(cast.otherDecisionMaker));
    expect(await reservedIn(code)).toBe(264_000);
    const settlements = system.standalone.app.get(Settlements, { strict: false });
    const act = settlements.act.bind(settlements);
    jest.spyOn(settlements, 'act').mockImplementation((action, of, command, how) => {
      if (how.dryRun) return act(action, of, command, how);
      throw new Error('the process died');
    });
    await expect(approve(cast.decisionMaker)).rejects.toThrow('500');
    expect(await reservedIn(code)).toBe(336_000);
    jest.restoreAllMocks();
    const before = await headOf(system);
    await later(2);
    expect(await typesAfter(before)).toEqual(['ProvisionAbandoned', 'CommitmentAdjusted']);
    expect(await reservedIn(code)).toBe(264_000);
    done(await approve(cast.decisionMaker));
    await later(2);
    expect(await reservedIn(code)).toBe(336_000);
    expect(await payouts(id)).toEqual(['cancelled 336000', 'due 264000', 'due 72000']);
  });

  it('leaves the money where it is when whoever was about to sign comes back in time', async () => {
    const code = await scheme();
    const { id, take } = await pilotIn('signed by all but one', cast, code);
    await reserveAndDie(id, code);
    await settled(system);
    const before = await headOf(system);
    await take(signs('decisionMaker'));
    await later(2);
    expect(await typesAfter(before)).toEqual(['ContractSigned', 'ContractAgreed']);
    expect(await reservedIn(code)).toBe(700_000);
  });

  it('leaves it to nobody who drafts anew: what was reserved for the draft before is given up', async () => {
    const code = await scheme();
    const { id, take } = await pilotIn('signed by all but one', cast, code);
    await reserveAndDie(id, code);
    await take(({ send }) => send(cast.caseworker, 'contract', examples.contract));
    await take(signs('town'), signs('provider'), signs('otherDecisionMaker'), signs('decisionMaker'));
    await later(2);
    expect(await reservedIn(code)).toBe(700_000);
    const { body } = await cast.auditor.get<{ items: { type: string }[] }>(
      `/v1/pilots/${id}/history?after=${await headOf(system)}`,
    );
    expect(body.items.filter(({ type }) => type.startsWith('Commitment')).map(({ type }) => type)).toEqual([
      'CommitmentReserved',
      'CommitmentReserved',
      'CommitmentReleased',
    ]);
  });

  it('withholds what it cancels by itself, also while whoever follows cancellations fails', async () => {
    const { id, take } = await pilotIn('payout due', cast, await scheme());
    const following = system.standalone.app.get(FollowCancelledStateShares, { strict: false });
    const failing = jest.spyOn(following, 'react').mockRejectedValue(new Error('out of order'));
    await take(...corrects(24), ...concludes(2));
    expect(failing).toHaveBeenCalled();
    expect(await payouts(id)).toEqual(['cancelled 336000', 'due 264000']);
    const { body } = await cast.town.get(`/v1/pilots/${id}/settlements`);
    expect(body).toMatchObject({ reclaimed: 0, stateOwes: 0 });
    failing.mockRestore();
    await system.standalone.reactions.retryParked();
    await settled(system);
    expect(await payouts(id)).toEqual(['cancelled 336000', 'due 264000']);
  });

  it('orders nothing by itself that a person cancelled, though it is owed', async () => {
    const { id, take } = await pilotIn('payout due', cast, await scheme());
    await take(cancels);
    await later(2);
    expect(await payouts(id)).toEqual(['cancelled 336000']);
    expect((await cast.town.get(`/v1/pilots/${id}/settlements`)).body).toMatchObject({
      stateOwes: 33_600_000,
    });
  });

  it('opens the payout of what was ordered when the process died before', async () => {
    const code = await scheme();
    const { id, take } = await pilotIn('verified', cast, code);
    const paying = system.standalone.app.get(PayStateShares, { strict: false });
    jest.spyOn(paying, 'react').mockRejectedValue(new Error('out of order'));
    await take(...concludes(1));
    expect(await payouts(id)).toEqual([]);
    await system.stop();
    system = await system.restart();
    cast = await pilotCastOf(system);
    await settled(system);
    expect(await payouts(id)).toEqual(['due 336000']);
  });
});
