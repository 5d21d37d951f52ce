import { budgetStream, type BudgetEvent } from '#budget/contract/events.js';
import type { Actor } from '#eventsourcing/event.js';
import { streams, type CallEvent, type SchemeEvent } from '#grants/contract/events.js';
import type { Criterion } from '#grants/contract/regulation.js';
import type { Role } from '#access/roles.js';
import type { Step } from './step.js';

/** A scheme of the synthetic log. */
export interface SyntheticScheme {
  readonly schemeId: string;
  readonly directorate: string;
  readonly regulationVersion: string;
  readonly budgetChapter: string;
  readonly budgetPost: string;
  readonly callIds: readonly string[];
}

/** What applications are scored on. */
export const CRITERIA: readonly Criterion[] = [
  { code: 'benefit', title: 'Benefit for nature', min: 1, max: 5, weight: 3 },
  { code: 'feasibility', title: 'Feasibility', min: 1, max: 5, weight: 2 },
  { code: 'reach', title: 'Reach', min: 1, max: 5, weight: 1, threshold: 1 },
];

/** Currency of all synthetic money. */
export const CURRENCY = 'NOK';

const FIRST_YEAR = 2024;
const YEARS = 8;
const ENOUGH = 1_000_000_000_000;

/** The schemes there are: several to a directorate. */
export const SCHEMES: readonly SyntheticScheme[] = Array.from({ length: 24 }, (_, number) => ({
  schemeId: `scheme-${number + 1}`,
  directorate: String(974_760_000 + (number % 8)),
  regulationVersion: `${FIRST_YEAR}/1`,
  budgetChapter: String(1400 + (number % 8)),
  budgetPost: String(70 + (number % 5)),
  callIds: [1, 2, 3].map((call) => `scheme-${number + 1}-call-${call}`),
}));

/** An official of a directorate. */
export function official(role: Role, number: number, organisation: string): Actor {
  return { subject: `${role}-${number}@${organisation}`, roles: [role], organisation };
}

/** Schemes, budgets and calls come before everything else. */
export function* setUp(): Generator<Step> {
  for (const scheme of SCHEMES) {
    const { schemeId, directorate, regulationVersion, callIds } = scheme;
    const actor = official('scheme-manager', 1, directorate);
    yield { stream: streams.scheme(schemeId), actor, regulationVersion, events: established(scheme) };
    for (const event of frames(schemeId)) yield { stream: budgetStream(schemeId), actor, events: [event] };
    for (const callId of callIds)
      yield {
        stream: streams.call(callId),
        actor,
        regulationVersion,
        events: [announced(scheme, callId)],
      };
  }
}

function established(scheme: SyntheticScheme): SchemeEvent[] {
  const { schemeId, directorate, regulationVersion, budgetChapter, budgetPost } = scheme;
  return [
    {
      type: 'SchemeEstablished',
      data: {
        schemeId,
        directorate,
        name: `Grants of ${schemeId}`,
        ministry: 'Ministry of Climate and Environment',
        budgetChapter,
        budgetPost,
        goal: 'More meadows are tended and more people meet in them.',
        targetGroup: 'Voluntary organisations',
        currency: CURRENCY,
      },
    },
    {
      type: 'RegulationVersionAdopted',
      data: {
        schemeId,
        regulation: {
          version: regulationVersion,
          inForceFrom: `${FIRST_YEAR}-01-01`,
          criteria: CRITERIA,
          decisionDays: 90,
          multiYear: true,
          legalReferences: ['FOR-2024-01-01-1'],
        },
      },
    },
  ];
}

function* frames(schemeId: string): Generator<BudgetEvent> {
  for (let year = FIRST_YEAR; year < FIRST_YEAR + YEARS; year++) {
    const frame = { schemeId, currency: CURRENCY, year, amount: ENOUGH };
    yield { type: 'AppropriationSet', data: { ...frame, transferredIn: 0 } };
    yield { type: 'CommitmentAuthoritySet', data: frame };
  }
}

function announced(scheme: SyntheticScheme, callId: string): CallEvent {
  const { schemeId, directorate, regulationVersion } = scheme;
  return {
    type: 'CallAnnounced',
    data: {
      callId,
      schemeId,
      directorate,
      regulationVersion,
      title: `Call ${callId}`,
      currency: CURRENCY,
      frame: ENOUGH,
      opensAt: `${FIRST_YEAR}-01-01T00:00:00Z`,
      closesAt: `${FIRST_YEAR + YEARS}-01-01T00:00:00Z`,
    },
  };
}
