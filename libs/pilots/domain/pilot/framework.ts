import { accept, refuse } from '#eventsourcing/decider.js';
import { sameJson } from '#eventsourcing/json.js';
import { refusal } from '#eventsourcing/refusal.js';
import type { PilotEvent } from '../../contract/events.js';
import type { Framework } from '../../contract/pilot.js';
import type { Acting, Answer } from './answers.js';
import { fourEyes, inState, otherDirectorate } from './refusals.js';
import { isDirectorate, type KnownPilot } from './state.js';

interface DraftFramework extends Acting {
  readonly type: 'DraftFramework';
  readonly framework: Framework;
}

/** One directorate drafts; both have to adopt what was drafted last. */
function draft({ framework, person, organisation }: DraftFramework, state: KnownPilot): Answer {
  if (!isDirectorate(state, organisation)) return refuse(outside());
  if (state.status !== 'established' && state.status !== 'framework-adopted')
    return refuse(inState(state, 'established or framework-adopted'));
  if (state.adopted.includes(framework.version))
    return refuse(
      refusal(
        'conflict',
        'framework-version',
        `version ${framework.version} is adopted, and never changed again`,
      ),
    );
  if (state.drafted.some((each) => each.version === framework.version && !sameJson(each, framework)))
    return refuse(
      refusal(
        'conflict',
        'framework-version',
        `version ${framework.version} was drafted with other content: nobody shall adopt under its name what they have not seen`,
      ),
    );
  const { pilotId } = state;
  return accept<PilotEvent>({
    type: 'FrameworkDrafted',
    data: { pilotId, framework, directorate: organisation, draftedBy: person },
  });
}

interface AdoptFramework extends Acting {
  readonly type: 'AdoptFramework';
  readonly version: string;
}

/** Each directorate adopts for itself, by a person of its own who did not draft. */
function adopt({ version, person, organisation }: AdoptFramework, state: KnownPilot): Answer {
  if (!isDirectorate(state, organisation)) return refuse(outside());
  const { framework: drafted, pilotId } = state;
  if (state.status !== 'established' || drafted === undefined)
    return refuse(inState(state, 'established, with a framework that is drafted'));
  if (drafted.framework.version !== version)
    return refuse(
      refusal(
        'conflict',
        'framework-version',
        `version ${drafted.framework.version} was drafted last, not ${version}`,
      ),
    );
  if (drafted.draftedBy === person)
    return refuse(fourEyes('a framework is adopted by other persons than the one who drafted it'));
  if (drafted.adoptions.some(({ directorate }) => directorate === organisation))
    return refuse(otherDirectorate('this directorate has adopted the framework; the other one must'));
  if (drafted.adoptions.some((adoption) => adoption.person === person))
    return refuse(fourEyes('nobody adopts the framework for both directorates'));
  return accept<PilotEvent>({
    type: 'FrameworkAdopted',
    data: { pilotId, version, directorate: organisation, adoptedBy: person },
  });
}

/** Both directorates lay a framework down. */
export const frameworks = { DraftFramework: draft, AdoptFramework: adopt };

function outside() {
  return otherDirectorate('only the two directorates of the pilot decide on it');
}
