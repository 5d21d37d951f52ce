import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fold } from '#eventsourcing/decider.js';
import type { ApplicationEvent } from '../../contract/events.js';
import { application, type ApplicationCommand } from './application.js';
import type { Application } from './state.js';
import { samples } from './testing/samples.js';

const PERSONS = ['ola', 'anna', 'dag', 'eva', 'berit', 'carl', 'sara'] as const;
const WORDS = ['', '  ', 'Because it is so'] as const;

/** Members of commands that name who acts, or somebody else; each run fills them anew. */
const ACTORS = [
  'requestedBy',
  'caseworker',
  'person',
  'superior',
  'checker',
  'assessor',
  'moderator',
  'recommender',
  'proposer',
  'decisionMaker',
];
const TEXTS = ['grounds', 'rationale'];

/** What would end most runs early, or lead them back, is sent less often. */
const SELDOM: ReadonlySet<string> = new Set([
  'WithdrawApplication',
  'AssignCaseworker',
  'AssignSecondAssessor',
  'RequestSupplement',
  'ReturnProposal',
  'AbandonReservation',
  'ProposeReceiptCorrection',
  'ApproveReceiptCorrection',
  'RejectReceiptCorrection',
]);
const sampled = fc.oneof(
  ...Object.values<ApplicationCommand>(samples.commands).map((each) => ({
    weight: SELDOM.has(each.type) ? 1 : 12,
    arbitrary: fc.constant(each),
  })),
);

/** Mostly whoever the sample names. */
const someone = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.constantFrom(...PERSONS) },
);

/** A sound command in which anybody may act, on anybody, with or without words. */
const command = fc
  .record({
    sample: sampled,
    persons: fc.array(someone, { minLength: 2, maxLength: 2 }),
    words: fc.constantFrom(...WORDS),
    flags: fc.record({ conflict: fc.boolean(), doubt: fc.boolean(), disqualified: fc.boolean() }),
    need: fc.integer({ min: 1, max: 5 }),
    numbers: fc.record({
      proposal: fc.constantFrom(undefined, undefined, undefined, 1, 2),
      reservationId: fc.constantFrom('r1', 'r2', 'r3', undefined),
    }),
  })
  .map(({ sample, persons, words, flags, need, numbers }) => {
    const changed: Record<string, unknown> = { ...sample };
    for (const [index, name] of Object.keys(changed).entries()) {
      if (ACTORS.includes(name)) changed[name] = persons[index % 2] ?? changed[name];
      // Whoever prepared often tries to decide.
      if (name === 'decisionMaker' && need === 2) changed[name] = 'anna';
      if (TEXTS.includes(name) && need > 2) changed[name] = words;
    }
    if (sample.type === 'DeclareImpartiality' && need === 1) Object.assign(changed, flags);
    if (sample.type === 'RuleOnImpartiality') changed['disqualified'] = flags.disqualified && need === 1;
    if (sample.type === 'ApproveDecision')
      Object.assign(changed, numbers, {
        impartiality: flags.doubt ? undefined : { conflict: flags.conflict },
      });
    if (sample.type === 'ScoreApplication')
      changed['scores'] = sample.scores.map((each) =>
        each.criterion === 'need' ? { ...each, score: need } : each,
      );
    return changed as unknown as ApplicationCommand;
  });

const start = fc.constantFrom(...Object.values<readonly ApplicationEvent[]>(samples.states));

/** Sends all to a history; answers the longer history, and the state it led to, step by step. */
function run(history: readonly ApplicationEvent[], commands: readonly ApplicationCommand[]) {
  const events = [...history];
  let state = fold(application, history);
  for (const each of commands) {
    const decision = application.decide(each, state);
    if ('refused' in decision) continue;
    for (const event of decision.events) {
      state = application.evolve(state, event);
      events.push(event);
    }
  }
  return { events, state };
}

/** Who takes an assessment step with an event; nobody with the others. */
function assessedBy(event: ApplicationEvent, caseworker: string | undefined): string | undefined {
  switch (event.type) {
    case 'SupplementRequested':
      return event.data.requestedBy;
    case 'EligibilityChecked':
      return event.data.checkedBy;
    case 'ApplicationScored':
      return event.data.assessor;
    case 'ScoresModerated':
      return event.data.moderator;
    case 'ApplicationRecommended':
      return caseworker;
    case 'DecisionProposed':
      return event.data.proposer;
    default:
      return undefined;
  }
}

const CLOSED = new Set(['granted', 'rejected', 'inadmissible', 'awaiting-appropriation']);
const AFTER_DECISION = new Set([
  'CaseRepresentativeRecorded',
  'ReviewNoticeSent',
  'OwnReversalProposed',
  'OwnReversalReturned',
  'OwnReversalApproved',
  'DecisionUpheld',
  'FlaggedChangesAnnulled',
  'WaitingGrantDeclined',
  'StandInNamed',
  'DecisionNotified',
  'ReceiptCorrectionProposed',
  'ReceiptCorrected',
  'ReceiptCorrectionRejected',
  'AppealPeriodEnded',
  'DecisionReplaced',
  'DecisionAwaitsAppropriation',
  'OfferAwaitsAppropriation',
  'OfferReopened',
  'ApplicationReopened',
  'ReservationAbandoned',
  'StateAidDeclared',
]);
const NEEDS_WORDS: Partial<Record<ApplicationEvent['type'], string>> = {
  ImpartialityRuled: 'grounds',
  ScoresModerated: 'rationale',
  ApplicationRecommended: 'rationale',
  DecisionProposed: 'grounds',
  ProposalReturned: 'grounds',
};

/** What may happen in whatever state. */
const WHATEVER: ReadonlySet<string> = new Set<ApplicationEvent['type']>([
  'CaseRepresentationEnded',
  'ReservationAbandoned',
  'DecisionOmitted',
  'ImpartialityDeclared',
  'ImpartialityRuled',
  'DecisionFlagged',
]);

/** What must not be in any history, as found in this one. */
function breaches(events: readonly ApplicationEvent[]): string[] {
  const found: string[] = [];
  let state: Application = application.initial;
  let caseworker: string | undefined;
  const prepared = new Set<string>();
  const declared = new Map<string, boolean>();
  for (const event of events) {
    const status = state.status;
    if (CLOSED.has(status) && !AFTER_DECISION.has(event.type) && !WHATEVER.has(event.type))
      found.push(`${event.type} when ${status}`);
    if (status === 'withdrawn' && !WHATEVER.has(event.type)) found.push(`${event.type} when withdrawn`);
    if (event.type === 'CaseworkerAssigned') caseworker = event.data.caseworker;
    if (event.type === 'ImpartialityDeclared')
      declared.set(event.data.person, !event.data.conflict && event.data.doubt !== true);
    if (event.type === 'ImpartialityRuled' && declared.has(event.data.person))
      declared.set(event.data.person, event.data.mayPrepare);
    const person = assessedBy(event, caseworker);
    if (person !== undefined) {
      prepared.add(person);
      if (declared.get(person) !== true) found.push(`${event.type} by ${person}, not declared impartial`);
    }
    if (event.type === 'DecisionApproved') {
      const { decisionMaker, reservationId, outcome } = event.data;
      if (prepared.has(decisionMaker)) found.push(`${decisionMaker} prepared and approved`);
      if (declared.get(decisionMaker) !== true)
        found.push(`${decisionMaker} decided, not declared impartial`);
      const abandoned = state.status === 'none' ? [] : [...state.abandoned];
      if (outcome === 'granted' && (reservationId === undefined || abandoned.includes(reservationId)))
        found.push('a grant without money');
    }
    const words = NEEDS_WORDS[event.type];
    if (words !== undefined && String((event.data as Record<string, unknown>)[words]).trim() === '')
      found.push(`${event.type} without ${words}`);
    state = application.evolve(state, event);
  }
  return found;
}

describe('whoever sends what to an application, in whatever order', () => {
  it('no history breaks the rules that keep its decision clean', () => {
    fc.assert(
      fc.property(start, fc.array(command, { maxLength: 60 }), (history, commands) => {
        const { events, state } = run(history, commands);
        expect(breaches(events)).toEqual([]);
        expect(fold(application, structuredClone(events))).toEqual(state);
      }),
      { numRuns: 1500 },
    );
  });

  it('the check itself finds what it looks for', () => {
    const { proposed } = samples.states;
    const own: ApplicationEvent[] = [
      ...proposed,
      {
        type: 'DecisionApproved',
        data: {
          decision: 1,
          decidedOn: '2026-03-02',
          proposal: 1,
          decisionMaker: 'anna',
          schemeId: 's',
          callId: 'c',
          outcome: 'rejected',
          amount: { amount: 0, currency: 'NOK' },
          schedule: [],
        },
      },
    ];
    expect(breaches(own)).toEqual(['anna prepared and approved']);
  });

  it('reaches decisions often enough to mean something', () => {
    const reached = fc
      .sample(fc.tuple(start, fc.array(command, { minLength: 40, maxLength: 60 })), { numRuns: 800, seed: 7 })
      .filter(([history, commands]) =>
        run(history, commands)
          .events.slice(history.length)
          .some(({ type }) => type === 'DecisionApproved'),
      );
    expect(reached.length).toBeGreaterThan(3);
  });
});
