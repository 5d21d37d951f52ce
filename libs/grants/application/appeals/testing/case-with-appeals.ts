import type { CommandBus, QueryBus } from '@nestjs/cqrs';
import { openMemoryStore } from '#event-store/memory/memory-store.js';
import { CommandHandling } from '#eventsourcing/command-handling.js';
import type { CommandContext } from '#eventsourcing/command.js';
import type { Actor, DomainEvent } from '#eventsourcing/event.js';
import { derivedId } from '#eventsourcing/ids.js';
import { payoutEvents } from '#payouts/contract/events.js';
import type { ResourceCommand } from '#cqrs/resource-command.js';
import { MemoryKeyStore } from '#sealing/memory/key-store.js';
import { Sealer } from '#sealing/sealer.js';
import { Unsealer } from '#sealing/unsealer.js';
import { grantEvents } from '../../../contract/events.js';
import { Applications } from '../../applications/applications.js';
import { Pseudonyms } from '../../applications/pseudonyms.js';
import { RegulationsOfCases } from '../../applications/regulations-of-cases.js';
import { Awards } from '../../awards/awards.js';
import { Holds } from '../../holds/holds.js';
import { ActingForParty } from '../../organisations/acting-for-party.js';
import { OtherSpellings } from '../../organisations/other-spellings.js';
import { Representatives } from '../../organisations/representatives.js';
import { CarryOutAppeals } from '../../processes/carry-out-appeals.js';
import { Schemes } from '../../schemes/schemes.js';
import type { ReplacementFunding } from '../../decisions/funding.js';
import { AidOfAppeals } from '../aid-of-appeals.js';
import { Appealables } from '../appealables.js';
import { AppealedParts } from '../appealed-parts.js';
import { Notices } from '../../notices/notices.js';
import { Appeals } from '../appeals.js';
import { AppealsAgainst } from '../appeals-against.js';
import { AppealsOfCases } from '../../impartiality/appeals-of-cases.js';
import { ImpartialityOfCases } from '../../impartiality/impartiality-of-cases.js';
import { MakersInCases } from '../../impartiality/makers-in-cases.js';
import { Officials } from '../officials.js';
import { AppealSteps } from '../steps.js';
import { IncomingAppeals } from '../incoming-appeals.js';
import { SubmitAppealHandler } from '../submit-appeal.js';

/** The case the appeals are in. */
export const CASE = 'case-1';

/** What any claim of the case is about, minor units. */
export const CLAIMED = 200_000;

/** The persons of the case. */
export const ACTORS = {
  ola: { subject: 'ola', roles: ['applicant'], organisation: 'workshop' },
  anna: { subject: 'anna', roles: ['caseworker'], organisation: 'directorate' },
  arne: { subject: 'arne', roles: ['caseworker'], organisation: 'directorate' },
  berit: { subject: 'berit', roles: ['decision-maker'], organisation: 'directorate' },
  mona: { subject: 'mona', roles: ['appeal-body'], organisation: 'ministry' },
} satisfies Record<string, Actor>;

/** Any of them. */
export type Name = keyof typeof ACTORS;

const amount = { amount: 400_000, currency: 'NOK' };

/** A rejection of 2 February 2026, of which notice was received on the 9th. */
const HISTORY: Readonly<Record<string, readonly DomainEvent[]>> = {
  'scheme-scheme': [
    {
      type: 'SchemeEstablished',
      data: { schemeId: 'scheme', directorate: 'directorate', currency: 'NOK' },
    },
    {
      type: 'RegulationVersionAdopted',
      data: {
        schemeId: 'scheme',
        regulation: {
          version: '1',
          inForceFrom: '2026-01-01',
          criteria: [],
          multiYear: false,
          appeal: {
            period: { weeks: 3 },
            outerLimit: { years: 1 },
            body: 'ministry',
            bodyName: 'The ministry',
          },
          legalReferences: [],
        },
      },
    },
  ],
  [`application-${CASE}`]: [
    {
      type: 'ApplicationSubmitted',
      data: {
        callId: 'call',
        schemeId: 'scheme',
        directorate: 'directorate',
        regulationVersion: '1',
        submittedBy: 'ola',
        applicant: { organisation: 'workshop', name: 'Verkstedet' },
        title: 'Work training',
        amount,
        budgetLines: [],
        coFunding: 0,
      },
    },
    { type: 'CaseworkerAssigned', data: { caseworker: 'anna' } },
    { type: 'ImpartialityDeclared', data: { person: 'anna', conflict: false } },
    {
      type: 'DecisionProposed',
      data: {
        proposal: 1,
        proposer: 'anna',
        outcome: 'rejected',
        amount: { ...amount, amount: 0 },
        grounds: 'No need',
        conditions: [],
        schedule: [],
      },
    },
    { type: 'ImpartialityDeclared', data: { person: 'berit', conflict: false } },
    {
      type: 'DecisionApproved',
      data: {
        decision: 1,
        proposal: 1,
        decisionMaker: 'berit',
        decidedOn: '2026-02-02',
        schemeId: 'scheme',
        callId: 'call',
        outcome: 'rejected',
        amount: { ...amount, amount: 0 },
        schedule: [],
      },
    },
    {
      type: 'DecisionNotified',
      data: {
        decision: 1,
        receivedOn: '2026-02-09',
        channel: 'portal',
        language: 'nb',
        appealDeadline: '2026-03-02',
      },
    },
  ],
};

/** A rejected application on a log in memory, with everything that treats appeals against it. */
export async function caseWithAppeals() {
  const store = openMemoryStore();
  const keys = new MemoryKeyStore();
  const sealer = new Sealer({ ...grantEvents, ...payoutEvents }, keys);
  const handling = new CommandHandling(store, sealer);
  const awards = new Awards(handling, {} as CommandBus);
  const holds = new Holds(awards, {} as CommandBus);
  const applications = new Applications(handling, holds);
  const schemes = new Schemes(handling);
  const regulations = new RegulationsOfCases(applications, schemes);
  const appeals = new Appeals(handling, holds);
  const appealables = new Appealables(applications, appeals, new Notices(handling), store);
  const ofCases = new AppealsOfCases(store);
  const against = new AppealsAgainst(appeals, ofCases);
  const makers = new MakersInCases(applications, appeals, store);
  const impartiality = new ImpartialityOfCases(
    applications,
    appeals,
    ofCases,
    makers,
    store,
    handling.impartiality,
  );
  const claim = { status: 'claimed', claimed: CLAIMED };
  const queries = { execute: () => Promise.resolve(claim) } as unknown as QueryBus;
  const parts = new AppealedParts(awards, applications, queries);
  const officials = new Officials(appeals, applications, impartiality, regulations, parts, awards);
  const funding = { barredByAid: () => Promise.resolve(undefined) } as unknown as ReplacementFunding;
  const aid = new AidOfAppeals(appeals, applications, funding);
  const representatives = new Representatives(handling, new OtherSpellings(store));
  const acting = new ActingForParty(applications, representatives);
  const steps = new AppealSteps(
    appeals,
    appealables,
    officials,
    regulations,
    against,
    acting,
    representatives,
    schemes,
    impartiality,
    aid,
  );
  const incoming = new IncomingAppeals(
    appeals,
    appealables,
    applications,
    regulations,
    against,
    new Pseudonyms(keys),
    store,
  );
  const submit = new SubmitAppealHandler(incoming, acting);
  /** What the process manager sent. */
  const sent: ResourceCommand<unknown>[] = [];
  const bus = {
    execute: (command: ResourceCommand<unknown>) => {
      sent.push(command);
      return Promise.resolve({ ok: true, receipt: { id: command.id, revision: 0, position: '1' } });
    },
  } as unknown as CommandBus;
  const carryOut = new CarryOutAppeals(bus, store, new Unsealer(keys));

  /** Writes what happened elsewhere. */
  async function happened(stream: string, ...events: readonly DomainEvent[]): Promise<void> {
    for (const event of events) {
      const { revision } = (await store.readStream(stream)).at(-1) ?? { revision: -1 };
      const id = derivedId(stream, revision + 1);
      const actor = { subject: 'anna', roles: [] };
      const metadata = {
        actor,
        caseId: CASE,
        commandId: id,
        commandHash: '',
        correlationId: id,
        occurredAt: '2026-02-02T10:00:00Z',
      };
      const encoded = await sealer.encode(event, { id, metadata });
      await store.append(stream, revision < 0 ? 'no-stream' : revision, [encoded]);
    }
  }
  for (const [stream, events] of Object.entries(HISTORY)) await happened(stream, ...events);
  return { store, appeals, appealables, makers, steps, submit, carryOut, sent, happened };
}

/** Commands of a person: the same key is the same command. */
export function contextOf(name: Name, key: string, now = '2026-02-20T10:00:00Z'): CommandContext {
  const commandId = derivedId('command', name, key);
  return { actor: ACTORS[name], commandId, commandHash: key, correlationId: commandId, now };
}
