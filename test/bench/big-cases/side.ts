import { budgetStream } from '#budget/contract/events.js';
import { derivedId } from '#eventsourcing/ids.js';
import { streams, type ApplicationEvent, type DecisionProposed } from '#grants/contract/events.js';
import type { SyntheticLog } from '../synthetic-log.js';
import { CURRENCY, official, SCHEMES, type SyntheticScheme } from '../synthetic/schemes.js';
import type { Step } from '../synthetic/step.js';
import type { SyntheticCase } from '../synthetic/synthetic-case.js';

/** How much there is on one side of the comparison. */
export interface Size {
  readonly applications: number;
  readonly reservations: number;
  /** Events of each long case. */
  readonly events: number;
  readonly longCases: number;
  /** Cases whose grant only needs to be approved. */
  readonly waiting: number;
}

/** One side: a call of a scheme of a directorate of its own. */
export interface Side {
  readonly directorate: string;
  readonly schemeId: string;
  readonly callId: string;
  /** Cases of many events; their proposals wait for approval too. */
  readonly long: readonly string[];
  readonly waiting: readonly string[];
}

/** Fewer persons than may declare in a case, so that others still can. */
const DECLARANTS = 90;
const RESERVED = 1000;

/** Makes up a side; the schemes are there already. */
export async function makeSide(log: SyntheticLog, number: number, size: Size): Promise<Side> {
  const known = SCHEMES[number]!;
  const callId = known.callIds[0]!;
  const scheme = { ...known, callIds: [callId] };
  for (const step of reservations(scheme, size.reservations)) await log.take(step);
  for (const one of await log.cases(size.applications, scheme)) await untilScored(log, one);
  const proposed = async (count: number) => {
    const cases: SyntheticCase[] = [];
    while (cases.length < count) {
      const [one] = (await log.cases(1, scheme)) as [SyntheticCase];
      const last = await untilProposed(log, one);
      if (last === undefined) continue;
      cases.push(one);
      if (cases.length <= size.longCases) await prolong(log, one, last, size.events);
    }
    return cases.map(({ caseId }) => caseId);
  };
  const cases = await proposed(size.longCases + size.waiting);
  return {
    directorate: scheme.directorate,
    schemeId: scheme.schemeId,
    callId,
    long: cases.slice(0, size.longCases),
    waiting: cases.slice(size.longCases),
  };
}

function* reservations({ schemeId, directorate }: SyntheticScheme, count: number): Generator<Step> {
  const actor = official('decision-maker', 1, directorate);
  const year = new Date().getFullYear();
  for (let index = 0; index < count; index++) {
    const caseId = derivedId('reserved', schemeId, index);
    const reservationId = derivedId('reservation', caseId);
    const payments = [{ year, amount: RESERVED }];
    const reserved = { schemeId, reservationId, caseId, currency: CURRENCY, budgetYear: year };
    yield {
      stream: budgetStream(schemeId),
      actor,
      caseId,
      events: [{ type: 'CommitmentReserved', data: { ...reserved, payments, total: RESERVED } }],
    };
  }
}

async function untilScored(log: SyntheticLog, of: SyntheticCase): Promise<void> {
  for (const step of log.story(of)) {
    await log.take(step);
    if (step.events.some(({ type }) => type === 'ApplicationScored')) return;
  }
}

/** The proposal of a grant; undefined when the case took another way. */
async function untilProposed(log: SyntheticLog, of: SyntheticCase): Promise<DecisionProposed | undefined> {
  for (const step of log.story(of)) {
    await log.take(step);
    const proposed = step.events.find((event) => event.type === 'DecisionProposed');
    if (proposed) return proposed.data.outcome === 'granted' ? proposed : undefined;
  }
  return undefined;
}

/** Many declare their impartiality; then the proposal goes back and forth between caseworkers and decision-makers. */
async function prolong(
  log: SyntheticLog,
  { caseId, scheme }: SyntheticCase,
  { data }: DecisionProposed,
  size: number,
): Promise<void> {
  const { directorate, regulationVersion } = scheme;
  const { proposer } = data;
  const caseworker = { subject: proposer, roles: ['caseworker'], organisation: directorate };
  const decisionMaker = official('decision-maker', 2, directorate).subject;
  const take = (event: ApplicationEvent) =>
    log.take({
      stream: streams.application(caseId),
      actor: caseworker,
      caseId,
      regulationVersion,
      events: [event],
    });
  const end = log.count + size;
  for (let number = 100; number < 100 + DECLARANTS && log.count < end; number++) {
    const person = official('caseworker', number, directorate).subject;
    await take({ type: 'ImpartialityDeclared', data: { person, conflict: false } });
  }
  for (let { proposal } = data; log.count < end;) {
    const grounds = log.random.words(12);
    await take({ type: 'ProposalReturned', data: { proposal, decisionMaker, grounds } });
    await take({ type: 'CaseworkerAssigned', data: { caseworker: proposer } });
    proposal++;
    await take({ type: 'DecisionProposed', data: { ...data, proposal } });
  }
}
