import { budgetStream } from '#budget/contract/events.js';
import { addDays, yearOf } from '#calendar/oslo.js';
import type { Actor } from '#eventsourcing/event.js';
import { derivedId } from '#eventsourcing/ids.js';
import {
  streams,
  type ApplicationEvent,
  type DecisionContent,
  type Instalment,
} from '#grants/contract/events.js';
import { splitEvenly } from '#money/money.js';
import { awarded } from './award-story.js';
import type { Random } from './random.js';
import { CRITERIA, CURRENCY, official } from './schemes.js';
import type { Step } from './step.js';
import type { SyntheticCase } from './synthetic-case.js';

/** Everything that happens in one case, append by append; `today` is the date of the log's clock. */
export function* caseStory(of: SyntheticCase, random: Random, today: () => string): Generator<Step> {
  const { caseId, scheme, applicant } = of;
  const { directorate, regulationVersion } = scheme;
  const caseworker = official('caseworker', random.between(1, 12), directorate);
  const step = (actor: Actor, ...events: ApplicationEvent[]): Step => ({
    stream: streams.application(caseId),
    actor,
    caseId,
    regulationVersion,
    events,
  });

  const applied = random.between(50, 5000) * 100_000;
  yield step(applicant, submitted(of, random, applied, today()));
  if (random.chance(0.03)) {
    yield step(applicant, { type: 'ApplicationWithdrawn', data: { grounds: random.words(6) } });
    return;
  }
  yield step(caseworker, { type: 'CaseworkerAssigned', data: { caseworker: caseworker.subject } });
  yield step(caseworker, declared(caseworker));
  yield step(caseworker, scored(caseworker, random));

  const granted = random.chance(0.85);
  const amount = { amount: granted ? Math.round(applied * 0.8) : 0, currency: CURRENCY };
  const outcome = granted ? 'granted' : 'rejected';
  const schedule = granted ? scheduled(amount.amount, random.between(1, 3), today()) : [];
  yield step(caseworker, {
    type: 'ApplicationRecommended',
    data: { outcome, amount, rationale: random.words(20) },
  });
  const content = {
    outcome,
    amount,
    grounds: random.words(30),
    conditions: [random.words(8)],
    schedule,
  } as const;
  yield step(caseworker, {
    type: 'DecisionProposed',
    data: { proposal: 1, proposer: caseworker.subject, ...content },
  });
  yield* decided(of, random, content, step, today());
  if (granted) yield* awarded(of, random, content, today);
}

function submitted(of: SyntheticCase, random: Random, amount: number, today: string): ApplicationEvent {
  const { scheme, personRef, applicant, applicantName, account } = of;
  const { schemeId, directorate, regulationVersion } = scheme;
  return {
    type: 'ApplicationSubmitted',
    data: {
      callId: random.pick(scheme.callIds),
      schemeId,
      directorate,
      regulationVersion,
      personRef,
      applicant: {
        organisation: applicant.organisation!,
        name: applicantName,
        contactPerson: random.words(2),
        email: `${applicant.subject}@example.org`,
        phone: '+47 22 22 22 22',
        account,
      },
      title: random.words(random.between(4, 9)),
      summary: random.words(random.between(30, 60)),
      amount: { amount, currency: CURRENCY },
      budgetLines: [
        { text: random.words(3), amount: amount - 50_000 },
        { text: random.words(3), amount: 50_000 },
      ],
      coFunding: 0,
      period: { from: addDays(today, 30), to: addDays(today, 300) },
      decisionDue: addDays(today, 90),
    },
  };
}

function declared({ subject }: Actor): ApplicationEvent {
  return { type: 'ImpartialityDeclared', data: { person: subject, conflict: false } };
}

function scored({ subject }: Actor, random: Random): ApplicationEvent {
  const scores = CRITERIA.map(({ code, min, max }) => ({
    criterion: code,
    score: random.between(min, max),
    rationale: random.words(random.between(8, 20)),
  }));
  const weightedTotal = scores.reduce((sum, { score }, index) => sum + score * CRITERIA[index]!.weight, 0);
  return {
    type: 'ApplicationScored',
    data: { assessor: subject, scores, weightedTotal, belowThreshold: [] },
  };
}

function scheduled(amount: number, instalments: number, today: string): Instalment[] {
  return splitEvenly(amount, instalments).map((part, index) => ({
    number: index + 1,
    dueDate: addDays(today, 30 + index * 180),
    amount: part,
  }));
}

function* decided(
  { caseId, scheme }: SyntheticCase,
  random: Random,
  { outcome, amount, schedule }: DecisionContent,
  step: (actor: Actor, ...events: ApplicationEvent[]) => Step,
  today: string,
): Generator<Step> {
  const { schemeId, directorate, callIds } = scheme;
  const decisionMaker = official('decision-maker', random.between(1, 4), directorate);
  const budgetYear = yearOf(today);
  const reservation =
    outcome === 'granted' ? { reservationId: derivedId('reservation', caseId, 1, 0), budgetYear } : {};
  if (reservation.reservationId !== undefined)
    yield {
      stream: budgetStream(schemeId),
      actor: decisionMaker,
      caseId,
      events: [
        {
          type: 'CommitmentReserved',
          data: {
            schemeId,
            ...reservation,
            caseId,
            currency: amount.currency,
            payments: schedule.map((each) => ({ year: yearOf(each.dueDate), amount: each.amount })),
            total: amount.amount,
          },
        },
      ],
    };
  yield step(decisionMaker, declared(decisionMaker), {
    type: 'DecisionApproved',
    data: {
      decision: 1,
      proposal: 1,
      decisionMaker: decisionMaker.subject,
      decidedOn: today,
      schemeId,
      callId: callIds[0]!,
      outcome,
      amount,
      schedule,
      ...reservation,
    },
  });
}
