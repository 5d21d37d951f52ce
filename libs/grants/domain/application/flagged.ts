import { accept, refuse, type Decision } from '#eventsourcing/decider.js';
import type { ApplicationEvent } from '../../contract/events.js';
import { changesOf, flaggedClaimsOf, hadPartInFlagged, type PartElsewhere } from './flagging.js';
import { barredFromDeciding, barredFromNaming, isConflicted } from './impartiality.js';
import { no, type ApplicationRefusal } from './refusals.js';
import type { SubmittedApplication } from './state.js';

type Answer = Decision<ApplicationEvent, ApplicationRefusal>;

/** Stand-ins that may be named to look at one decision. */
export const MOST_STAND_INS = 50;

/** Who looks at a flagged decision. */
interface Reviewer {
  readonly person: string;
  /** Whoever is none needs to be named as a stand-in. */
  readonly superior: boolean;
  /** Their part in what other streams of the case tell. */
  readonly parts?: readonly PartElsewhere[] | undefined;
  readonly grounds: string;
}

/** A superior without a conflict, or the stand-in named for one, lets a flagged decision stand. */
interface UpholdDecision extends Reviewer {
  readonly type: 'UpholdDecision';
}

/** What waited is paid again. */
function uphold(command: UpholdDecision, state: SubmittedApplication): Answer {
  const barred = mayReview(command, state);
  if (barred) return refuse(barred);
  const { person, grounds } = command;
  const { decision } = state.flagged!;
  const claims = flaggedClaimsOf(state);
  return accept<ApplicationEvent>({
    type: 'DecisionUpheld',
    data: { decision, person, ...(claims.length > 0 ? { claims } : {}), grounds },
  });
}

/** A superior without a conflict, or the stand-in named for one, has a flagged decision taken again. */
interface RetakeDecision extends Reviewer {
  readonly type: 'RetakeDecision';
}

/**
 * What was decided since is undone, and others may decide on it again; where it changed the grant, that pays nothing until what
 * stands then is upheld.
 * Where the decision itself is flagged, or an appeal, the case is open again as after an appeal that annulled the decision;
 * whoever appealed may appeal what is decided anew.
 */
function retake(command: RetakeDecision, state: SubmittedApplication): Answer {
  const barred = mayReview(command, state);
  if (barred) return refuse(barred);
  const { person, grounds } = command;
  const { decision, itself, of = [] } = state.flagged!;
  const changes = changesOf(state);
  const undone: ApplicationEvent[] =
    changes.length === 0
      ? []
      : [
          {
            type: 'FlaggedChangesAnnulled',
            data: { decision, person, of: changes, grounds, andDismissals: true },
          },
        ];
  if (!itself && of.length === changes.length)
    return undone.length > 0 ? accept(...undone) : refuse(no.changeLeft());
  return accept<ApplicationEvent>(...undone, {
    type: 'ApplicationReopened',
    data: { decision, person, grounds, supersedes: true, andDismissals: true },
  });
}

/** A superior names who looks at a flagged decision where no superior may. */
interface NameStandIn {
  readonly type: 'NameStandIn';
  readonly namedBy: string;
  readonly person: string;
  /** The part of either in what other streams of the case tell. */
  readonly parts?: readonly PartElsewhere[] | undefined;
  readonly grounds: string;
}

/** Neither who is named nor who names has a conflict, or had a part in the decision. */
function nameStandIn({ namedBy, person, parts, grounds }: NameStandIn, state: SubmittedApplication): Answer {
  const { flagged } = state;
  if (!flagged) return refuse(no.flag());
  if (person === namedBy) return refuse(no.review());
  const barred = barredFromNaming(state, namedBy);
  if (barred) return refuse(barred);
  if ([namedBy, person].some((each) => hadPartInFlagged(state, each, parts))) return refuse(no.review());
  if (isConflicted(state, person)) return refuse(no.impartiality());
  if (grounds.trim() === '') return refuse(no.grounds());
  if (flagged.standIns.includes(person)) return accept();
  if (flagged.standIns.length >= MOST_STAND_INS) return refuse(no.standIns(MOST_STAND_INS));
  const { decision } = flagged;
  return accept<ApplicationEvent>({ type: 'StandInNamed', data: { decision, person, namedBy, grounds } });
}

function mayReview(
  { person, superior, parts, grounds }: Reviewer,
  state: SubmittedApplication,
): ApplicationRefusal | undefined {
  const { flagged } = state;
  if (!flagged) return no.flag();
  if (hadPartInFlagged(state, person, parts)) return no.review();
  if (!superior && !flagged.standIns.includes(person)) return no.standIn();
  return barredFromDeciding(state, person) ?? (grounds.trim() === '' ? no.grounds() : undefined);
}

/** What becomes of a decision in which somebody with a conflict had a part. */
export const reviews = {
  UpholdDecision: uphold,
  RetakeDecision: retake,
  NameStandIn: nameStandIn,
};
