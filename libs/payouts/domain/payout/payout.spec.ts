import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import { specification } from '#eventsourcing/given-when-then.js';
import { leadTo } from '#eventsourcing/testing/outcomes.js';
import type { PayoutEvent } from '../../contract/events.js';
import { payout, type PayoutCommand } from './payout.js';
import { isFinished, paidOf, unpaidOf } from './state.js';
import { named, order } from './testing/commands.js';
import { decided, giveBack, nok, settle } from './testing/reported.js';
import { samples } from './testing/samples.js';
import { unfitting } from './testing/unfitting.js';

const { given } = specification(payout);
const { states } = samples;

const moved = { payoutId: 'p1', schemeId: 's', commitmentId: 'r1', budgetYear: 2026 };

describe('a payout', () => {
  it('is attested and approved by two persons', () => {
    given(...states.due)
      .when({ type: 'AttestPayout', attester: 'carl', note: 'Seen' })
      .then({ type: 'PayoutAttested', data: { payoutId: 'p1', attester: 'carl', note: 'Seen' } });
    given(...states.attested)
      .when({ type: 'ApprovePayout', approver: 'carl' })
      .refused('four-eyes');
  });

  it('is handed over up to what may be paid, and not at all where that is nothing', () => {
    const instruct = { type: 'InstructPayout', instructionId: 'i9', instructedOn: '2026-06-01' } as const;
    const whole = order.amount.amount;
    const [part] = decided(states.approved, { ...instruct, payable: whole - 100 });
    expect(part).toMatchObject({ type: 'PayoutInstructed', data: { amount: nok(whole - 100) } });
    const [more] = decided(states.approved, { ...instruct, payable: whole + 100 });
    expect(more).toMatchObject({ data: { amount: nok(whole) } });
    given(...states.approved)
      .when({ ...instruct, payable: 0 })
      .refused('nothing-payable');
  });

  it('that was handed over in part is cancelled once the bank has paid that part, and not before', () => {
    const instruct = { type: 'InstructPayout', instructionId: 'i9', instructedOn: '2026-06-01' } as const;
    const whole = order.amount.amount;
    const handed = [...states.approved, ...decided(states.approved, { ...instruct, payable: whole - 100 })];
    const cancel = { type: 'CancelPayout', grounds: 'Less is in force.' } as const;
    given(...handed)
      .when(cancel)
      .refused('with-the-bank');
    const paid = [...handed, ...decided(handed, settle)];
    expect(decided(paid, cancel)).toMatchObject([
      { type: 'PayoutCancelled', data: { amount: nok(100), paid: nok(whole - 100) } },
    ]);
  });

  it('is neither attested nor approved by someone who acts for the payee, or did so in the case', () => {
    const { organisation } = order.payee;
    for (const person of [
      { attester: 'x', approver: 'x', organisation },
      { attester: 'ola', approver: 'ola', organisation: 'd' },
    ]) {
      given(...states.due)
        .when({ type: 'AttestPayout', ...person })
        .refused('payee-representative');
      given(...states.attested)
        .when({ type: 'ApprovePayout', ...person })
        .refused('payee-representative');
    }
  });

  it('is settled in full when the report names no amount', () => {
    given(...states.acknowledged)
      .when(settle)
      .then({
        type: 'PayoutSettled',
        data: {
          ...moved,
          instructionId: 'i1',
          amount: nok(30_000),
          settledOn: '2026-06-02',
          ...named('B2'),
        },
      });
  });
});

describe('a payout paid in parts', () => {
  it('adds them up, and is settled with the last', () => {
    const part = { ...settle, amount: nok(10_000) };
    const first = [...states.instructed, ...decided(states.instructed, part)];
    const history = [...first, ...decided(first, { ...part, ...named('B3'), amount: nok(19_999) })];
    expect(history.slice(-2).map(({ type }) => type)).toEqual([
      'PayoutPartiallySettled',
      'PayoutPartiallySettled',
    ]);
    given(...history)
      .when({ ...settle, ...named('B4'), amount: nok(1) })
      .then({
        type: 'PayoutSettled',
        data: { ...moved, instructionId: 'i1', amount: nok(1), settledOn: '2026-06-02', ...named('B4') },
      });
    given(...history)
      .when({ ...settle, ...named('B4'), amount: nok(2) })
      .refused('exceeds-amount');
  });

  it('takes amounts of its currency, and of at least one øre', () => {
    given(...states.instructed)
      .when({ ...settle, amount: { amount: 1, currency: 'EUR' } })
      .refused('other-currency');
    given(...states.instructed)
      .when({ ...settle, amount: nok(0) })
      .refused('no-amount');
    given(...states.settled)
      .when({ ...giveBack, amount: nok(0) })
      .refused('no-amount');
    given(...states.settled)
      .when({ ...giveBack, amount: { amount: 1, currency: 'EUR' } })
      .refused('other-currency');
  });

  it('is instructed for what is left, under an instruction of its own', () => {
    given(...states['failed in part'])
      .when({ type: 'InstructPayout', instructionId: 'i2', instructedOn: '2026-06-08' })
      .then({
        type: 'PayoutInstructed',
        data: {
          payoutId: 'p1',
          instructionId: 'i2',
          attempt: 2,
          amount: nok(20_000),
          instructedOn: '2026-06-08',
        },
      });
    given(...states['instructed for the rest'])
      .when({ ...settle, instructionId: 'i2', amount: nok(20_001) })
      .refused('exceeds-amount');
  });
});

describe('a payout with several attempts', () => {
  it('hears only of the one under way, by its name', () => {
    given(...states['instructed again'])
      .when(settle)
      .refused('instruction-unknown');
    given(...states['instructed again'])
      .when({ ...settle, instructionId: 'i1' })
      .refused('instruction-unknown');
    given(...states['instructed again'])
      .when({ type: 'FailPayout', instructionId: 'i1', reasonCode: 'AC04' })
      .refused('instruction-unknown');
  });

  it('asks which of them came back where several paid', () => {
    const history = [
      ...states['instructed for the rest'],
      ...decided(states['instructed for the rest'], { ...settle, instructionId: 'i2' }),
    ];
    given(...history)
      .when(giveBack)
      .refused('instruction-unknown');
    given(...history)
      .when({ ...giveBack, instructionId: 'i9' })
      .refused('instruction-unknown');
    given(...history)
      .when({ ...giveBack, instructionId: 'i2', amount: nok(20_001) })
      .refused('exceeds-settled');
    given(...history)
      .when({ ...giveBack, instructionId: 'i1' })
      .then({
        type: 'PayoutReturned',
        data: {
          ...moved,
          instructionId: 'i1',
          amount: nok(10_000),
          underWay: nok(0),
          returnedOn: '2026-06-05',
          ...named('R2'),
          reasonCode: 'AC06',
          reason: undefined,
        },
      });
  });
});

describe('a payout that came back', () => {
  it('no longer counts as paid, and is instructed again for what came back', () => {
    const state = fold(payout, states['returned in part']);
    if (state.status === 'none') throw new Error('it was opened');
    expect([state.status, paidOf(state), unpaidOf(state)]).toEqual(['returned', 20_000, 10_000]);
    given(...states['returned in part'])
      .when({ type: 'InstructPayout', instructionId: 'i2', instructedOn: '2026-06-08' })
      .then({
        type: 'PayoutInstructed',
        data: {
          payoutId: 'p1',
          instructionId: 'i2',
          attempt: 2,
          amount: nok(10_000),
          instructedOn: '2026-06-08',
        },
      });
  });

  it('stays with the bank when an earlier attempt comes back meanwhile, and is not settled by the rest alone', () => {
    const history = states['partly settled, then returned while the rest is with the bank'];
    expect(fold(payout, history).status).toBe('instructed');
    given(...history)
      .when({ ...settle, instructionId: 'i2' })
      .thenTypes('PayoutPartiallySettled');
    const partly = [...history, ...decided(history, { ...settle, instructionId: 'i2' })];
    given(...partly)
      .when({ ...settle, ...named('B3'), instructionId: 'i2' })
      .refused('exceeds-amount');
    given(...partly)
      .when({ type: 'InstructPayout', instructionId: 'i3', instructedOn: '2026-06-08' })
      .then({
        type: 'PayoutInstructed',
        data: {
          payoutId: 'p1',
          instructionId: 'i3',
          attempt: 3,
          amount: nok(10_000),
          instructedOn: '2026-06-08',
        },
      });
  });
});

describe('the days on which money of a payout moves', () => {
  const nobody = { ...giveBack, ...named('R9') };

  it('begin with that of the instruction, and with that of the settlement for what comes back', () => {
    given(...states.instructed)
      .when({ ...settle, settledOn: '2026-06-01' })
      .thenTypes('PayoutSettled');
    given(...states.settled)
      .when({ ...giveBack, returnedOn: '2026-06-02' })
      .thenTypes('PayoutReturned');
  });

  it('come with what was settled by then: nobody sends back what they have not got yet', () => {
    const first = { ...settle, amount: nok(10_000) };
    const partly = [...states.instructed, ...decided(states.instructed, first)];
    const later = { ...settle, settledOn: '2026-06-06', ...named('B3') };
    const history = [...partly, ...decided(partly, later)];
    given(...history)
      .when({ ...nobody, returnedOn: '2026-06-05', amount: nok(10_001) })
      .refused('date-out-of-range');
    given(...history)
      .when({ ...nobody, returnedOn: '2026-06-06', amount: nok(30_000) })
      .thenTypes('PayoutReturned');
    const back = [
      ...history,
      ...decided(history, { ...giveBack, amount: nok(25_000), returnedOn: '2026-06-07' }),
    ];
    given(...back)
      .when({ ...nobody, returnedOn: '2026-06-05', amount: nok(5_000) })
      .thenTypes('PayoutReturned');
    given(...back)
      .when({ ...nobody, returnedOn: '2026-06-05', amount: nok(5_001) })
      .refused('exceeds-settled');
  });

  it('count from the day of recording where an event is from before they were on record, or lies later', () => {
    const onRecord = <Event extends PayoutEvent>(event: Event, day: string) => {
      return { ...event, metadata: { occurredAt: `${day}T10:00:00Z` } };
    };
    const first = states.instructed.at(-1);
    const last = states.settled.at(-1);
    if (first?.type !== 'PayoutInstructed' || last?.type !== 'PayoutSettled')
      throw new Error('they were told');
    const { instructedOn: _, ...data } = first.data;
    const history = [...states.approved, onRecord({ type: 'PayoutInstructed', data }, '2026-06-03')];
    given(...history)
      .when({ ...settle, settledOn: '2026-06-02' })
      .refused('date-out-of-range');
    const far = { ...last, data: { ...last.data, settledOn: '2199-12-31' } };
    given(...history, onRecord(far, '2026-06-04'))
      .when({ ...giveBack, returnedOn: '2026-06-03' })
      .refused('date-out-of-range');
    given(...history, onRecord(far, '2026-06-04'))
      .when({ ...giveBack, returnedOn: '2026-06-04' })
      .thenTypes('PayoutReturned');
  });
});

describe('a reference of the bank', () => {
  it('names one movement of a payout, whichever way it went', () => {
    given(...states['partially settled'])
      .when({ ...settle, ...named('B1') })
      .refused('reference-used');
    given(...states.settled)
      .when({ ...giveBack, ...named('B1') })
      .refused('reference-used');
    given(...states['partially settled'])
      .when({ ...settle, ...named('B1'), settledOn: '2026-06-03', amount: nok(10_000) })
      .refused('reference-used');
  });

  it('is known by its digest alone, once that is on record', () => {
    given(...states['partially settled'])
      .when({ ...settle, bankReference: 'B-1', referenceDigest: 'digest of B1' })
      .refused('reference-used');
    given(...states['partially settled'])
      .when({ ...settle, bankReference: 'B1', referenceDigest: 'digest of another' })
      .thenTypes('PayoutSettled');
  });

  it('from before digests is compared as it reads, where it can be read: trimmed, in NFKC, its case kept', () => {
    const part = states['partially settled'].at(-1);
    if (part?.type !== 'PayoutPartiallySettled') throw new Error('a part was settled');
    const { referenceDigest: _, ...data } = part.data;
    const settledUnder = (bankReference: string): readonly PayoutEvent[] => [
      ...states.instructed,
      { type: 'PayoutPartiallySettled', data: { ...data, bankReference } },
    ];
    for (const same of [' B-1', 'B-1\u00a0', '\uff22-1'])
      given(...settledUnder(same))
        .when({ ...settle, ...named('B-1') })
        .refused('reference-used');
    given(...settledUnder('b-1'))
      .when({ ...settle, ...named('B-1') })
      .thenTypes('PayoutSettled');
  });
});

describe('a payout that is cancelled', () => {
  const CancelPayout = { type: 'CancelPayout', person: 'berit', grounds: 'It was given up.' } as const;

  it('says what is not paid, and what was', () => {
    given(...states['failed in part'])
      .when({ type: 'CancelPayout', grounds: 'The grant was revoked.' })
      .then({
        type: 'PayoutCancelled',
        data: {
          payoutId: 'p1',
          awardId: 'a1',
          schemeId: 's',
          budgetYear: 2026,
          instalment: 1,
          amount: nok(20_000),
          paid: nok(10_000),
          person: undefined,
          grounds: 'The grant was revoked.',
        },
      });
  });

  it('is not cancelled again by a person where that followed from the case, or another did', () => {
    const byProgram = { type: 'CancelPayout', grounds: 'Less is in force.' } as const;
    const programmed = [...states.due, ...decided(states.due, byProgram)];
    given(...programmed)
      .when(CancelPayout)
      .refused('already-cancelled');
    given(...programmed)
      .when(byProgram)
      .then();
    given(...states.cancelled)
      .when({ ...CancelPayout, person: 'carl' })
      .refused('already-cancelled');
    given(...states.cancelled)
      .when(CancelPayout)
      .then();
  });

  it('takes back what was settled of it, stays cancelled, and says what is not paid now', () => {
    const cut = states['cancelled after a part was paid'];
    const some = decided(cut, { ...giveBack, amount: nok(4_000) });
    expect(some).toMatchObject([
      {
        type: 'PayoutReturned',
        data: { ...moved, instructionId: 'i1', amount: nok(4_000), returnedOn: '2026-06-05' },
      },
      { type: 'PayoutCancelled', data: { instalment: 1, amount: nok(24_000), paid: nok(6_000) } },
    ]);
    expect(fold(payout, [...cut, ...some])).toMatchObject({ status: 'cancelled', cancelledBy: 'berit' });
    // Whoever says that it is not paid again says so once.
    const said = decided([...cut, ...some], { ...CancelPayout, person: 'cecilie' });
    expect(said).toMatchObject([
      { type: 'PayoutCancelled', data: { amount: nok(24_000), paid: nok(6_000), person: 'cecilie' } },
    ]);
    given(...cut, ...some, ...said)
      .when(CancelPayout)
      .refused('already-cancelled');
    // Reported again it counts once.
    given(...cut, ...some)
      .when({ ...giveBack, amount: nok(4_000) })
      .then();
    given(...cut, ...some)
      .when({ ...giveBack, ...named('R3'), amount: nok(6_001) })
      .refused('exceeds-settled');
    const rest = decided([...cut, ...some], { ...giveBack, ...named('R3') });
    expect(rest).toMatchObject([{ data: { amount: nok(6_000) } }, { data: { paid: nok(0) } }]);
    given(...cut, ...some, ...rest)
      .when({ ...giveBack, ...named('R4') })
      .refused('wrong-state');
  });

  it('has nothing to take back where nothing was settled of it', () => {
    given(...states.cancelled)
      .when(giveBack)
      .refused('wrong-state');
  });
});

describe('money of a payout that comes back unasked', () => {
  const back = states['settled, some of it paid back unasked'];
  const sent = samples.commands as { readonly [Type in PayoutCommand['type']]: PayoutCommand };
  const allocate = sent.AllocateReceivedMoney as Extract<PayoutCommand, { type: 'AllocateReceivedMoney' }>;

  it('counts for a claim up to what is owed, and the rest waits until it is sent back', () => {
    const counted = [...back, ...decided(back, allocate)];
    expect(counted.at(-1)).toMatchObject({ data: { amount: nok(3_000), left: nok(2_000) } });
    const givenBack = [...counted, ...decided(counted, sent.ReturnReceivedMoney)];
    expect(givenBack.at(-1)).toMatchObject({ data: { amount: nok(2_000) } });
    given(...givenBack)
      .when(allocate)
      .refused('exceeds-received');
    given(...givenBack)
      .when(sent.ReturnReceivedMoney)
      .refused('exceeds-received');
  });

  it('counts for nothing where nothing is owed', () => {
    for (const claim of [undefined, { owed: 0 }])
      given(...back)
        .when({ ...allocate, claim })
        .refused('nothing-owed');
    given(...back)
      .when({ ...allocate, amount: nok(3_001) })
      .refused('exceeds-received');
  });

  it('is free once more where the claim did not take it, once', () => {
    const counted = [...back, ...decided(back, allocate)];
    const released = [...counted, ...decided(counted, sent.ReleaseAllocation)];
    expect(released.at(-1)).toMatchObject({ data: { amount: nok(3_000), left: nok(5_000) } });
    given(...released)
      .when(sent.ReleaseAllocation)
      .then();
  });

  it('is not from the future', () => {
    given(...states.settled)
      .when({ ...sent.RecordReceivedMoney, receivedOn: '2026-06-22' } as PayoutCommand)
      .refused('date-out-of-range');
  });
});

describe('a payout that is finished', () => {
  it('is settled in full and did not come back, or is cancelled', () => {
    const finished = Object.entries(states).filter(([, history]) => {
      const state = fold(payout, history);
      return state.status !== 'none' && isFinished(state);
    });
    expect(finished.map(([name]) => name)).toEqual([
      'settled',
      'settled, then the account corrected',
      'settled, some of it paid back unasked',
      'settled, what was paid back counted for a claim',
      'cancelled',
      'cancelled after a part was paid',
      'cancelled after a part was paid, which came back since',
    ]);
  });
});

describe('every command on a payout in every state', () => {
  leadTo(payout, samples);
  leadTo(payout, unfitting);
});
