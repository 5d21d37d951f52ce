import { offeringSteps } from '#cqrs/offer.js';
import { TakePilotStep } from '../../application/pilots/steps.js';

/** Makes offers of steps on a pilot. */
export function stepsOn(pilotId: string) {
  return offeringSteps(
    `/v1/pilots/${pilotId}`,
    (step: TakePilotStep['content'], context) => new TakePilotStep(pilotId, step, context),
  );
}
