import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  openPilotScheme,
  payoutsOf,
  pilotCastOf,
  refusedAs,
  type PilotCast,
} from '#test/support/pilot-cast.js';
import { pilotIn, SENTENCES, sentencesOf, type PilotState } from '#test/support/pilot-states.js';
import { startSystem, type Answer, type Person, type Receipt, type System } from '#test/support/system.js';
import { headOf, settled } from '#test/support/time.js';

const key = { 'idempotency-key': 'once' };

/** A command that is sent more than once. */
interface Repeated {
  readonly state: PilotState;
  readonly who: keyof PilotCast;
  readonly path: string;
  /** What it is sent with, and what another command under the same key would be. */
  readonly body: (digest: string) => { readonly sent: object; readonly other: object };
  readonly status: number;
  /** What it leaves in the log, what follows from it included. */
  readonly events: readonly string[];
}

const CONCLUSION = [
  'SettlementApproved',
  'SettlementConcluded',
  'ShareClaimed',
  'StateShareOrdered',
  'PayoutOpened',
];

/** Each does more than to append to the pilot's own stream, but for the measurement, which gets an id. */
const REPEATED: Readonly<Record<string, Repeated>> = {
  'a measurement that is recorded': {
    state: 'cohort closed',
    who: 'evaluator',
    path: 'measurements',
    body: () => ({ sent: { outcome: SENTENCES }, other: { outcome: sentencesOf(23) } }),
    status: 201,
    events: ['MeasurementRecorded'],
  },
  'the last signature': {
    state: 'signed by all but one',
    who: 'decisionMaker',
    path: 'contract/signature',
    body: (digest) => ({ sent: { digest }, other: { digest: '0'.repeat(64) } }),
    status: 200,
    events: ['CommitmentReserved', 'ContractSigned', 'ContractAgreed'],
  },
  'the last approval': {
    state: 'settlement approved by one',
    who: 'decisionMaker',
    path: 'settlements/1/approval',
    body: () => ({ sent: {}, other: { note: 'Another one' } }),
    status: 200,
    events: CONCLUSION,
  },
  'an order of what the state owes': {
    state: 'payout cancelled',
    who: 'finance',
    path: 'state-share',
    body: () => ({ sent: {}, other: {} }),
    status: 200,
    events: ['StateShareOrdered', 'PayoutOpened'],
  },
  'the close': {
    state: 'paid to the end',
    who: 'otherDecisionMaker',
    path: 'closure',
    body: () => ({ sent: { conclusion: 'It worked.' }, other: { conclusion: 'It did not.' } }),
    status: 200,
    events: ['PilotClosed'],
  },
};

describe('the same command on a pilot twice under one Idempotency-Key', () => {
  let system: System;
  let cast: PilotCast;

  beforeAll(async () => {
    system = await startSystem();
    cast = await pilotCastOf(system);
    await openPilotScheme(cast, 'twice');
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  /** Types of what stands in the log after a position. */
  async function eventsAfter(position: string): Promise<string[]> {
    await settled(system);
    const { events } = await system.standalone.stores.log.readAll({ after: position, limit: 100 });
    return events.map(({ type }) => type);
  }

  async function digestOf(id: string): Promise<string> {
    const { body } = await cast.auditor.get<{ contract: { digest: string } }>(
      `/v1/pilots/${id}?after=${await headOf(system)}`,
    );
    return body.contract.digest;
  }

  const sender = (person: Person, path: string) => (body: object) => person.post(path, body, key);
  const told = ({ status, body }: Answer<Receipt>) => ({ status, body });

  describe.each(Object.entries(REPEATED))('%s', (_, { state, who, path, body, status, events }) => {
    it('happens once and is answered the same, at once, later and with a stale If-Match', async () => {
      const { id } = await pilotIn(state, cast, 'twice');
      const { sent, other } = body(await digestOf(id));
      await settled(system);
      const before = await headOf(system);
      const at = `/v1/pilots/${id}/${path}`;
      const send = sender(cast[who], at);
      const answers = await Promise.all([send(sent), send(sent), send(sent)]);
      answers.push(await send(sent));
      answers.push(await cast[who].post(at, sent, { ...key, 'if-match': '"0"' }));
      const [first] = answers as [Answer<Receipt>, ...Answer<Receipt>[]];
      expect(first.status).toBe(status);
      for (const answer of answers) expect(told(answer)).toEqual(told(first));
      expect(await eventsAfter(before)).toEqual(events);
      const isAnother = JSON.stringify(other) !== JSON.stringify(sent);
      expect(await send(other)).toMatchObject(
        isAnother ? refusedAs(422, 'idempotency-key-reused') : told(first),
      );
      expect(await eventsAfter(before)).toEqual(events);
    });
  });

  it('pays once: there is one payout for one order, whoever repeats it', async () => {
    const { id, position } = await pilotIn('payout cancelled', cast, 'twice');
    await Promise.all(
      [cast.finance, cast.caseworker, cast.otherCaseworker].map((person) =>
        person.post(`/v1/pilots/${id}/state-share`, {}, key),
      ),
    );
    await settled(system);
    const payouts = await payoutsOf(cast.finance, id, await headOf(system));
    expect(payouts.map(({ status }) => status)).toEqual(['cancelled', 'due']);
    expect(position()).not.toBe(await headOf(system));
  });
});
