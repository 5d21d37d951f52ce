import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fold } from '#eventsourcing/decider.js';
import type { AppealEvent } from '../../contract/events.js';
import { appeal, type AppealCommand } from './appeal.js';
import { PENDING, type Appeal } from './state.js';
import { REJECTION } from './testing/histories.js';
import { samples } from './testing/samples.js';

const PERSONS = ['anna', 'arne', 'berit', 'mona', 'ola'];
const DATES = ['2026-03-02', '2026-03-03', '2027-02-03'];

/** Any command, sent by anybody who declared no conflict, or declares one now. */
const anyCommand: fc.Arbitrary<AppealCommand> = fc
  .record({
    command: fc.constantFrom<AppealCommand>(...Object.values(samples.commands)),
    person: fc.constantFrom(...PERSONS),
    conflict: fc.option(fc.boolean(), { nil: undefined }),
    receivedOn: fc.constantFrom(...DATES),
  })
  .map(({ command, person, conflict, receivedOn }) => {
    if (command.type === 'SubmitAppeal') return { ...command, receivedOn };
    if (!('person' in command)) return command;
    const declared = { [person]: false };
    return {
      ...command,
      person,
      declared,
      ...(conflict === undefined ? {} : { impartiality: { conflict } }),
    };
  });

interface Step {
  readonly before: Appeal;
  readonly after: Appeal;
  readonly events: readonly AppealEvent[];
}

function run(commands: readonly AppealCommand[]): Step[] {
  let before: Appeal = appeal.initial;
  return commands.map((command) => {
    const decision = appeal.decide(command, before);
    const events = 'events' in decision ? decision.events : [];
    const step = { before, after: fold({ ...appeal, initial: before }, events), events };
    before = step.after;
    return step;
  });
}

/** Who prepared something, as the events alone tell it. */
function prepared(history: readonly AppealEvent[]): string[] {
  return history.flatMap(({ type, data }) => {
    if (type === 'AppealPreparationBegun') return [data.caseworker];
    if (type === 'AppealDismissalProposed' || type === 'ReversalProposed') return [data.proposer];
    return type === 'AppealForwarded' || type === 'LateAppealAccepted' ? [data.person] : [];
  });
}

/** Who approved or decided something. */
function decided({ type, data }: AppealEvent): string[] {
  if (type === 'AppealDismissed' || type === 'AppealReversed') return [data.approver];
  const byTheBody =
    type === 'AppealLetStand' || type === 'AppealChangedDecision' || type === 'AppealAnnulledDecision';
  return byTheBody ? [data.decider] : [];
}

/** What happened, each with what had happened before. */
function told(steps: readonly Step[]): { readonly event: AppealEvent; readonly past: AppealEvent[] }[] {
  const events = steps.flatMap((step) => step.events);
  return events.map((event, index) => ({ event, past: events.slice(0, index) }));
}

const AFTERWARDS = new Set([
  'OutcomeOmitted',
  'AppealReopened',
  'AppealCostsCovered',
  'AppealOutcomeNotified',
  // Of that notice.
  'OutcomeReceiptCorrectionProposed',
  'OutcomeReceiptCorrected',
  'OutcomeReceiptCorrectionRejected',
]);
const sequences = fc.array(anyCommand, { minLength: 5, maxLength: 60 });
const lives = sequences.map((commands) => run([samples.commands.SubmitAppeal, ...commands]));

describe('an appeal, whatever is done in whatever order', () => {
  it('has an outcome once: after it, only notice, costs and a won appeal against a dismissal', () => {
    fc.assert(
      fc.property(lives, (steps) => {
        const over = steps.filter(({ before }) => before.status !== 'none' && !PENDING.has(before.status));
        const late = over.flatMap(({ events }) => events.filter(({ type }) => !AFTERWARDS.has(type)));
        expect(late).toEqual([]);
      }),
    );
  });

  it('is approved and decided by persons who prepared nothing in it, nor appealed', () => {
    fc.assert(
      fc.property(lives, (steps) => {
        const own = told(steps).filter(({ event, past }) =>
          decided(event).some((person) => ['ola', ...prepared(past)].includes(person)),
        );
        expect(own).toEqual([]);
      }),
    );
  });

  it('is decided by the appeal body without those who prepared or made the decision', () => {
    fc.assert(
      fc.property(lives, (steps) => {
        const deciders = told(steps).flatMap(({ event }) => ('decider' in event.data ? decided(event) : []));
        expect(deciders.filter((person) => REJECTION.involved.includes(person))).toEqual([]);
      }),
    );
  });

  it('is treated by nobody who declared a conflict before', () => {
    fc.assert(
      fc.property(lives, (steps) => {
        const biased = told(steps).filter(({ event, past }) => {
          const conflicted = past.flatMap(({ type, data }) =>
            type === 'AppealImpartialityDeclared' && data.conflict ? [data.person] : [],
          );
          return [...prepared([event]), ...decided(event)].some((person) => conflicted.includes(person));
        });
        expect(biased).toEqual([]);
      }),
    );
  });

  it('is what its events say, however they are folded', () => {
    fc.assert(
      fc.property(lives, (steps) => {
        const stored = JSON.parse(JSON.stringify(steps.flatMap((step) => step.events))) as AppealEvent[];
        expect(JSON.stringify(fold(appeal, stored))).toBe(JSON.stringify(steps.at(-1)!.after));
      }),
    );
  });

  it('is not treated when it came after the outer limit', () => {
    const tooLate = { ...samples.commands.SubmitAppeal, receivedOn: '2027-02-03' };
    fc.assert(
      fc.property(sequences, (all) => {
        // What is decided for all is its outcome, too.
        const commands = all.filter(({ type }) => type !== 'JoinAppeal');
        const statuses = run([tooLate, ...commands]).map(({ after }) => after.status);
        const dismissed = statuses.indexOf('dismissed');
        const before = new Set(dismissed < 0 ? statuses : statuses.slice(0, dismissed));
        expect(['late', 'dismissal-proposed', 'withdrawn', 'superseded']).toEqual(
          expect.arrayContaining([...before]),
        );
      }),
    );
  });
});
