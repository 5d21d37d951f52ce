import { possibleSteps } from '#cqrs/possible-commands.js';
import { TakePilotStep } from '../../application/pilots/steps.js';

/** Makes possible steps on a pilot. */
export function stepsOn(pilotId: string) {
  return possibleSteps(
    `/v1/pilots/${pilotId}`,
    (step: TakePilotStep['content'], context) => new TakePilotStep(pilotId, step, context),
  );
}
