import { fold, type Decider } from '#eventsourcing/decider.js';
import type { Outcomes } from '#eventsourcing/testing/outcomes.js';
import type { AidEvent } from '../../contract/events.js';
import { aidRegister, type AidCommand } from '../register.js';
import type { Aid, AidRegister } from '../state.js';

type RecordAid = Extract<AidCommand, { type: 'RecordAid' }>;

/** The rules of today: EUR 300 000 in three years, entered within a month. */
export const RULES = { limitEuroCents: 300_000_00, window: { years: 3 }, registerWithin: { months: 1 } };

/** Ten kroner for a euro. */
export const RATE = { rate: '10', date: '2026-03-02', source: 'ECB' };

/** Aid of so many kroner to an organisation on a day, as one command. */
export function grant(
  aidId: string,
  kroner: number,
  { organisation = '987654325', grantedOn = '2026-03-02', ...more }: Partial<RecordAid> = {},
): RecordAid {
  return {
    type: 'RecordAid',
    aidId,
    caseId: `case-of-${aidId}`,
    schemeId: 's',
    directorate: 'd',
    organisation,
    amount: { amount: kroner * 100, currency: 'NOK' },
    rate: RATE,
    grantedOn,
    regulationVersion: '1',
    rules: RULES,
    ...more,
  };
}

/** What happens when these are sent one after the other. @throws Error when one of them is refused: a bug */
export function after(...sent: readonly AidCommand[]): readonly AidEvent[] {
  return sent.reduce<readonly AidEvent[]>((history, command) => {
    const decision = aidRegister.decide(command, fold(aidRegister, history));
    if ('refused' in decision) throw new Error(`${command.type}: ${decision.refused.detail}`);
    return [...history, ...decision.events];
  }, []);
}

const commands = {
  RecordAid: grant('a1', 1_000_000),
  ReleaseAid: { type: 'ReleaseAid', aidId: 'a1', grounds: 'the award lapsed' },
  LowerAid: { type: 'LowerAid', aidId: 'a1', amount: 400_000_00, grounds: 'a decision was replaced' },
  ConfirmRegisterEntry: {
    type: 'ConfirmRegisterEntry',
    aidId: 'a1',
    person: 'anna',
    enteredOn: '2026-03-10',
    reference: 'TS-2026-17',
    today: '2026-03-11',
  },
  MarkRegisterEntryOverdue: {
    type: 'MarkRegisterEntryOverdue',
    aidId: 'a1',
    dueAt: '2026-04-07T22:00:00Z',
  },
} as const satisfies { readonly [Type in AidCommand['type']]: Extract<AidCommand, { type: Type }> };

const { RecordAid, ReleaseAid, ConfirmRegisterEntry, MarkRegisterEntryOverdue } = commands;

/** Histories by what they lead to for the aid `a1`. */
const states = {
  none: [],
  'limit used by others': after(grant('a0', 2_500_000)),
  granted: after(RecordAid),
  overdue: after(RecordAid, MarkRegisterEntryOverdue),
  entered: after(RecordAid, ConfirmRegisterEntry),
  released: after(RecordAid, ReleaseAid),
};

/** What each command leads to. */
const outcomes = {
  RecordAid: [
    '·',
    {
      DeMinimisAidGranted: ['none'],
      '✗ de-minimis-exceeded': ['limit used by others'],
      '✗ aid-released': ['released'],
    },
  ],
  ReleaseAid: ['·', { DeMinimisAidReleased: ['granted', 'overdue', 'entered'] }],
  LowerAid: ['·', { DeMinimisAidLowered: ['granted', 'overdue', 'entered'] }],
  ConfirmRegisterEntry: [
    '✗ aid-unknown',
    { RegisterEntryConfirmed: ['granted', 'overdue'], '·': ['entered'], '✗ aid-released': ['released'] },
  ],
  MarkRegisterEntryOverdue: ['·', { RegisterEntryBecameOverdue: ['granted'] }],
} satisfies Outcomes<AidCommand['type'], keyof typeof states>;

/** Histories by the state they lead to, a command of each kind, and what it leads to. */
export const samples = {
  states,
  commands: commands as { readonly [Type in AidCommand['type']]: AidCommand },
  outcomes,
};

const { 'limit used by others': _, ...ofOneAid } = states;

/** The states that one aid goes through. */
export const lifecycle = { ...samples, states: ofOneAid };

interface OneAid {
  readonly status: string;
  readonly register: AidRegister;
}

/** The register as the aid `a1` alone lives it. */
export const oneAid: Decider<OneAid, AidCommand, AidEvent> = {
  initial: { status: 'none', register: aidRegister.initial },
  decide: (command, { register }) => aidRegister.decide(command, register),
  evolve(state, event) {
    const register = aidRegister.evolve(state.register, event);
    return { register, status: statusOf(register.aid.get('a1')) };
  },
};

function statusOf(aid: Aid | undefined): string {
  if (!aid) return 'none';
  if (aid.released) return 'released';
  if (aid.entry) return 'entered';
  return aid.overdue ? 'overdue' : 'granted';
}
