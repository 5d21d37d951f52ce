import { ReserveCommitment } from '#budget/contract/commands.js';
import { derivedId } from '#eventsourcing/ids.js';
import * as examples from '#pilots/http/examples/pilots.js';
import { openPilotScheme, pilotCastOf, payoutsOf, type PilotCast } from '#test/support/pilot-cast.js';
import {
  cancels,
  concludes,
  corrects,
  instructs,
  isPaid,
  pilotIn,
  type PilotState,
} from '#test/support/pilot-states.js';
import { done, YEAR } from '#test/support/scheme.js';
import type { System } from '#test/support/system.js';
import { headOf, moveTo, settled } from '#test/support/time.js';

/** Settlements in which one event stops, takes back or withholds several payments, and money nobody signed for. */
export async function settledPilots(system: System): Promise<void> {
  const cast = await pilotCastOf(system);
  let schemes = 0;
  const pilot = async (state: PilotState) => {
    const scheme = `settled-${++schemes}`;
    await openPilotScheme(cast, scheme);
    return { ...(await pilotIn(state, cast, scheme)), scheme };
  };

  // Two orders that are not with the bank are cancelled by a version that pays less than the first.
  const stopped = await pilot('payout due');
  await stopped.take(...corrects(20), ...concludes(2));
  await stopped.take(...corrects(26), ...concludes(3, true));

  // Two claims are taken back by a version that pays as the first one did.
  const reclaimed = await pilot('recovery opened');
  await reclaimed.take(...corrects(26), ...concludes(3));
  await reclaimed.take(...corrects(22), ...concludes(4));

  // The same when the bank could not pay what had been claimed back meanwhile.
  const failed = await pilot('payout with the bank');
  await failed.take(...corrects(24), ...concludes(2));
  await failed.take(...corrects(26), ...concludes(3));
  const [payout] = await payoutsOf(cast.finance, failed.id, await headOf(system));
  const failure = { status: 'failed', reasonCode: 'AC04', reason: 'The account is closed.' };
  done(await cast.finance.post(`/v1/payouts/${payout!.id}/settlement`, failure));
  await failed.take(cancels);
  done(await cast.caseworker.post(`/v1/pilots/${failed.id}/state-share`));
  await payoutsOf(cast.finance, failed.id, await headOf(system));
  await failed.take(instructs, isPaid);

  await waived(system, cast, await pilot('recovery opened'));
  await givenUp(system, await pilot('signed by all but one'));
}

/** What was paid too much is left to the payee. */
async function waived(system: System, cast: PilotCast, { id }: { readonly id: string }): Promise<void> {
  const { body } = await cast.finance.get<{ items: { id: string }[] }>(
    `/v1/recoveries?case=${id}&after=${await headOf(system)}`,
  );
  const grounds = 'The town acted in good faith.';
  const recovery = `/v1/recoveries/${body.items[0]!.id}`;
  done(await cast.caseworker.post(`${recovery}/dropping`, { grounds }));
  done(await cast.secondDecisionMaker.post(`${recovery}/giving-up-approval`));
}

/** The process died between the reservation for a signature and the signature. */
async function givenUp(
  system: System,
  { id, scheme }: { readonly id: string; readonly scheme: string },
): Promise<void> {
  const { standalone } = system;
  const commandId = derivedId('dies', id);
  const outcome = await standalone.commands.execute(
    new ReserveCommitment(
      scheme,
      {
        reservationId: derivedId('liability', id, 1, 0),
        caseId: id,
        currency: 'NOK',
        budgetYear: YEAR,
        payments: examples.contract.liability,
      },
      {
        actor: { subject: 'berit', roles: ['decision-maker'] },
        commandId,
        commandHash: commandId,
        correlationId: commandId,
        now: standalone.clock.now(),
      },
    ),
  );
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  await settled(system);
  await moveTo(system, new Date(Date.parse(standalone.clock.now()) + 120_000).toISOString());
}
