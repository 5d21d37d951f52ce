import { describe, expect, it } from '@jest/globals';
import type { CommandContext } from '#eventsourcing/command.js';
import { fold } from '#eventsourcing/decider.js';
import { bodyOf } from '#http/testing/posted.js';
import { pilot } from '../../domain/pilot/pilot.js';
import type { KnownPilot } from '../../domain/pilot/state.js';
import { samples } from '../../domain/pilot/testing/samples.js';
import { settlement } from '../../domain/settlement/settlement.js';
import { samples as settlements } from '../../domain/settlement/testing/samples.js';
import { ContractController } from '../../http/contract.controller.js';
import { DeliveryController } from '../../http/delivery.controller.js';
import { FollowUpController } from '../../http/follow-up.controller.js';
import { MeasurementsController } from '../../http/measurements.controller.js';
import { PartnerAccountsController } from '../../http/partner-accounts.controller.js';
import { PilotImpartialityController } from '../../http/impartiality.controller.js';
import { PilotsController } from '../../http/pilots.controller.js';
import { PreparationController } from '../../http/preparation.controller.js';
import { SettlementsController } from '../../http/settlements.controller.js';
import { possibleOnDelivery } from './delivery-commands.js';
import { possibleOnFrame } from './frame-commands.js';
import { possibleOnMeasurement } from './measurement-commands.js';
import { possibleOnSettlement } from './settlement-commands.js';

const CONTROLLERS = [
  PilotImpartialityController,
  PilotsController,
  PreparationController,
  PartnerAccountsController,
  ContractController,
  DeliveryController,
  FollowUpController,
  MeasurementsController,
  SettlementsController,
];
const context: CommandContext = {
  actor: { subject: 'anna', roles: [] },
  commandId: 'c',
  commandHash: 'h',
  correlationId: 'c',
  now: '2029-06-01T12:00:00Z',
  dryRun: true,
};
const today = '2029-06-01';

function possibleIn(state: keyof typeof samples.states, settled: keyof typeof settlements.states) {
  const known = fold(pilot, samples.states[state]) as KnownPilot;
  return [
    ...possibleOnFrame(known, today),
    ...possibleOnDelivery(known, today),
    ...possibleOnMeasurement(known, today),
    ...possibleOnSettlement(known, fold(settlement, settlements.states[settled]), today),
  ];
}

const all = possibleIn('measurement recorded', 'concluded');

describe('what is possible on a pilot and its settlement', () => {
  it('grows with cohorts and measurements', () => {
    const before = possibleIn('established', 'none').map(({ href }) => href);
    const hrefs = all.map(({ href }) => href);
    expect(hrefs).toEqual(expect.arrayContaining(before));
    expect(new Set(hrefs).size).toBeGreaterThan(before.length);
  });

  it('names in the path what it is about', () => {
    expect(all.map(({ href }) => href)).toEqual(
      expect.arrayContaining([
        '/v1/pilots/p/cohorts/first/recount',
        '/v1/pilots/p/visits/1/report',
        '/v1/pilots/p/measurements/m1/dispute-dismissal',
        '/v1/pilots/p/settlements/1/review',
      ]),
    );
    const waiting = possibleIn('closed, an account waits', 'concluded').map(({ href }) => href);
    expect(waiting).toContain('/v1/pilots/p/account-corrections/1/approval');
  });

  it.each(all.map((each) => [each.name, each] as const))(
    '%s has a body that its route takes, and becomes its command',
    (_, each) => {
      expect(bodyOf(CONTROLLERS, each)).toMatchObject(each.example!);
      expect(each.command(context).context).toBe(context);
    },
  );
});
