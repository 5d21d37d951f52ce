import { List } from 'immutable';
import { accept, refuse } from '#eventsourcing/decider.js';
import { Keyed } from '#eventsourcing/keyed.js';
import { refusal } from '#eventsourcing/refusal.js';
import type { SettlementEvent } from '../../contract/events.js';
import type { Answer } from './answers.js';
import { fourEyes, type SettlementRefusal } from './refusals.js';
import type { Flag, KnownSettlement, Version } from './state.js';

const NO_FLAGS = Keyed.by(({ version }: Flag) => version);

/** Stand-ins that may be named to look at one version. */
export const MOST_STAND_INS = 50;

/** A conflict of interest came on record of somebody, who may have had a part in what was settled. */
interface FlagSettlement {
  readonly type: 'FlagSettlement';
  readonly person: string;
  /** It keeps them from deciding only: what they prepared stands. */
  readonly mayPrepare?: boolean | undefined;
  /** Persons who recorded, corrected or verified what is measured: they count for every version. */
  readonly measuredBy: readonly string[];
}

/** The version that counts and the one under way are flagged where the person had a part in them; each once for a person. */
function flag({ person, mayPrepare, measuredBy }: FlagSettlement, state: KnownSettlement): Answer {
  const { pilotId } = state;
  return accept<SettlementEvent>(
    ...standing(state)
      .filter((each) => hadPartIn(mayPrepare ? decided(each) : each, person, measuredBy))
      .filter(({ version }) => !flagOf(version, state)?.persons.includes(person))
      .map(({ version }): SettlementEvent => ({
        type: 'SettlementFlagged',
        data: { pilotId, version, person },
      })),
  );
}

/** A superior without a conflict, or the stand-in named for one, lets a flagged version stand. */
interface UpholdSettlement {
  readonly type: 'UpholdSettlement';
  readonly version: number;
  readonly person: string;
  /** Whoever is none needs to be named as a stand-in. */
  readonly superior: boolean;
  readonly measuredBy: readonly string[];
  readonly grounds: string;
}

/** What waited is paid again, and what was under way goes on. Whoever will not uphold it has it calculated anew. */
function uphold(command: UpholdSettlement, state: KnownSettlement): Answer {
  const { version, person, superior, measuredBy, grounds } = command;
  const barred = unfit(command, state) ?? ofPart({ version, person, measuredBy }, state);
  if (barred) return refuse(barred);
  if (!superior && !flagOf(version, state)!.standIns.includes(person)) return refuse(notStandIn());
  const { pilotId } = state;
  return accept<SettlementEvent>({ type: 'SettlementUpheld', data: { pilotId, version, person, grounds } });
}

/** A superior names who looks at a flagged version where no superior may. */
interface NameSettlementStandIn {
  readonly type: 'NameSettlementStandIn';
  readonly version: number;
  readonly namedBy: string;
  readonly person: string;
  readonly measuredBy: readonly string[];
  readonly grounds: string;
}

/** Neither who is named nor who names had a part in the version. */
function nameStandIn(command: NameSettlementStandIn, state: KnownSettlement): Answer {
  const { version, namedBy, person, grounds } = command;
  const barred =
    unfit(command, state) ??
    (person === namedBy ? review() : undefined) ??
    ofPart(command, state) ??
    ofPart({ ...command, person: namedBy }, state);
  if (barred) return refuse(barred);
  const { standIns } = flagOf(version, state)!;
  if (standIns.includes(person)) return accept<SettlementEvent>();
  if (standIns.size >= MOST_STAND_INS)
    return refuse(
      refusal(
        'conflict',
        'too-many-stand-ins',
        `at most ${MOST_STAND_INS} stand-ins are named for one version`,
        {
          most: MOST_STAND_INS,
        },
      ),
    );
  const { pilotId } = state;
  return accept<SettlementEvent>({
    type: 'SettlementStandInNamed',
    data: { pilotId, version, person, namedBy, grounds },
  });
}

/** What becomes of a settlement in which somebody with a conflict had a part. */
export const flagging = {
  FlagSettlement: flag,
  UpholdSettlement: uphold,
  NameSettlementStandIn: nameStandIn,
};

/** The flag of a version that nobody has upheld since. */
export function openFlagOf(version: number, state: KnownSettlement): Flag | undefined {
  const found = flagOf(version, state);
  return found?.upheld ? undefined : found;
}

/** Why nothing is paid by a version, or concluded. */
export function flagged(version: number) {
  return refusal(
    'conflict',
    'decision-flagged',
    `somebody with a conflict of interest had a part in version ${version} of the settlement: a superior upholds it, or it is calculated anew`,
    { version },
  );
}

/** The flags after one more. */
export function withFlag(state: KnownSettlement, version: number, person: string): Keyed<number, Flag> {
  const before = flagOf(version, state) ?? { version, persons: List(), standIns: List(), upheld: false };
  return (state.flags ?? NO_FLAGS).with({ ...before, persons: before.persons.push(person), upheld: false });
}

/** The flags after something became of one. */
export function changedFlag(state: KnownSettlement, version: number, change: (before: Flag) => Flag) {
  return state.flags?.changed(version, change);
}

function flagOf(version: number, { flags }: KnownSettlement): Flag | undefined {
  return flags?.get(version);
}

/** What counts, and what is on its way to: what was returned is calculated anew. */
function standing({ status, current, concluded }: KnownSettlement): readonly Version[] {
  const underWay = status === 'returned' || current.version === concluded?.version ? [] : [current];
  return concluded ? [concluded, ...underWay] : underWay;
}

/** The version without who prepared it. */
function decided({ approvals }: Version): Parts {
  return { approvals };
}

type Parts = Pick<Version, 'approvals'> & Partial<Pick<Version, 'calculatedBy' | 'reviewedBy'>>;

function hadPartIn(
  { calculatedBy, reviewedBy, approvals }: Parts,
  person: string,
  measuredBy: readonly string[],
): boolean {
  return (
    [calculatedBy, reviewedBy, ...measuredBy].includes(person) ||
    approvals.some((approval) => approval.person === person)
  );
}

function unfit(
  { version, grounds }: { readonly version: number; readonly grounds: string },
  state: KnownSettlement,
): SettlementRefusal | undefined {
  if (!standing(state).some((each) => each.version === version) || !openFlagOf(version, state))
    return refusal('conflict', 'decision-not-flagged', `version ${version} of the settlement is not flagged`);
  return grounds.trim() === '' ? refusal('invalid', 'grounds-missing', 'this step needs grounds') : undefined;
}

function ofPart(
  {
    version,
    person,
    measuredBy,
  }: { readonly version: number; readonly person: string; readonly measuredBy: readonly string[] },
  state: KnownSettlement,
): SettlementRefusal | undefined {
  const about = standing(state).find((each) => each.version === version);
  return about && hadPartIn(about, person, measuredBy) ? review() : undefined;
}

function review() {
  return fourEyes('a flagged settlement is looked at by somebody who had no part in it');
}

function notStandIn() {
  return refusal(
    'forbidden',
    'not-stand-in',
    'a flagged settlement is looked at by a superior, or by whom a superior has named as a stand-in',
  );
}
