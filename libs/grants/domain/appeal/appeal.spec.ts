import { describe, expect, it } from '@jest/globals';
import { refusal } from '#eventsourcing/refusal.js';
import { addDays } from '#calendar/oslo.js';
import { specification } from '#eventsourcing/given-when-then.js';
import { leadTo } from '#eventsourcing/testing/outcomes.js';
import type { AppealEvent } from '../../contract/events.js';
import { appeal } from './appeal.js';
import { MOST_APPEALS, MOST_DECISIONS, type SubmitAppeal } from './submission.js';
import { GRANT, impartial, PARTY, REJECTION, RULES, SUBMITTED } from './testing/histories.js';
import { samples } from './testing/samples.js';

const { given } = specification(appeal);
const { states, commands } = samples;

describe('the time for an appeal', () => {
  const submit = (receivedOn: string, appealable = REJECTION) => {
    const decision = appeal.decide({ ...commands.SubmitAppeal, receivedOn, appealable }, { status: 'none' });
    const [event] = 'events' in decision ? decision.events : [];
    if (event?.type !== 'AppealSubmitted') throw new Error(JSON.stringify(decision));
    const { late, deadline, outerLimit } = event.data;
    return { late, deadline, outerLimit };
  };

  it('runs from the day notice was received, for the time of the regulation version', () => {
    expect(submit('2026-03-02')).toEqual({
      late: false,
      deadline: '2026-03-02',
      outerLimit: '2027-02-02',
    });
    expect(submit('2026-03-03')).toMatchObject({ late: true });
  });

  it('is what the notice said, where it said more', () => {
    expect(submit('2026-03-10', { ...REJECTION, deadline: '2026-03-10' })).toMatchObject({ late: false });
  });

  it('has not begun without a notice: only the outer limit, counted from the decision, makes it late', () => {
    const { receivedOn: _, ...unnoticed } = REJECTION;
    expect(submit('2027-02-02', unnoticed)).toEqual({
      late: false,
      deadline: undefined,
      outerLimit: '2027-02-02',
    });
    expect(submit('2027-02-03', unnoticed)).toMatchObject({ late: true });
  });

  it('says by when a provisional reply is due, where the regulation asks for one', () => {
    const when = (rules: typeof RULES) => given().when({ ...commands.SubmitAppeal, rules });
    when(RULES).then({ ...SUBMITTED, data: { ...SUBMITTED.data, provisionalReplyDue: '2026-04-07' } });
    const { provisionalReply: _, ...without } = RULES;
    when(without).then({ ...SUBMITTED, data: { ...SUBMITTED.data, provisionalReplyDue: undefined } });
  });
});

describe('an appeal that came by post', () => {
  const { appellant: _, ...party } = PARTY;
  const post = (sentOn: string, receivedOn: string) => ({
    ...commands.SubmitAppeal,
    party: {
      ...party,
      arrival: { channel: 'post' as const, sentOn, receivedOn, registeredBy: 'arne' },
    },
    receivedOn: '2026-03-12',
  });
  const taken = (sentOn: string, receivedOn: string) => {
    const decision = appeal.decide(post(sentOn, receivedOn), { status: 'none' });
    return 'events' in decision ? decision.events[0]!.data : decision;
  };

  it('is in time by the day it was posted, whenever it came in', () => {
    expect(taken('2026-03-02', '2026-03-09')).toMatchObject({ late: false, receivedOn: '2026-03-09' });
    expect(taken('2026-03-03', '2026-03-09')).toMatchObject({ late: true });
  });

  it('was posted after the decision, and not tomorrow', () => {
    for (const [sentOn, receivedOn] of [
      ['2026-02-01', '2026-03-09'],
      ['2026-03-13', '2026-03-13'],
      ['2026-03-02', '2026-03-01'],
      ['2026-03-02', '2026-03-13'],
    ] as const)
      given().when(post(sentOn, receivedOn)).refused('date-out-of-range');
  });

  it('is accepted late up to the outer limit, by the day it was posted', () => {
    const late = (sentOn: string) => {
      const submission = { ...SUBMITTED.data, late: true, outerLimit: '2027-02-02' };
      const arrival = { channel: 'post' as const, sentOn, receivedOn: '2027-02-08', registeredBy: 'arne' };
      return given({
        ...SUBMITTED,
        data: { ...submission, appellant: undefined, arrival, receivedOn: '2027-02-08' },
      }).when(commands.AcceptLateAppeal);
    };
    late('2027-02-02').thenTypes('LateAppealAccepted');
    late('2027-02-03').refused('appeal-too-late');
  });

  it('is nothing that whoever registered it did', () => {
    const registered = {
      ...SUBMITTED,
      data: { ...SUBMITTED.data, appellant: undefined, ...post('2026-03-02', '2026-03-09').party },
    };
    given(registered).when(commands.PrepareAppeal).thenTypes('AppealPreparationBegun');
  });
});

describe('what can be appealed', () => {
  it('is a decision that was made, under rules that give the right', () => {
    given()
      .when({ ...commands.SubmitAppeal, appealable: undefined })
      .refused('nothing-to-appeal');
    given()
      .when({ ...commands.SubmitAppeal, rules: undefined })
      .refused('no-right-of-appeal');
  });

  it('is not what the appeal body decided', () => {
    given()
      .when({ ...commands.SubmitAppeal, appealable: { ...REJECTION, final: true } })
      .refused('not-appealable');
  });
});

describe('appeals without end', () => {
  const submit = (change: Partial<SubmitAppeal>) => given().when({ ...commands.SubmitAppeal, ...change });

  it('are not taken in after so many that were withdrawn', () => {
    submit({ attempt: MOST_APPEALS }).thenTypes('AppealSubmitted');
    submit({ attempt: MOST_APPEALS + 1 }).refused('too-many-appeals');
  });

  it('are not taken in after so many decisions of the case', () => {
    submit({ against: { kind: 'decision', number: MOST_DECISIONS } }).thenTypes('AppealSubmitted');
    submit({ against: { kind: 'decision', number: MOST_DECISIONS + 1 } }).refused('too-many-appeals');
  });
});

describe('impartiality in an appeal', () => {
  const anew = { person: 'arne', declared: {} };

  it('is declared before anything is done', () => {
    given(...states.received)
      .when({ ...commands.ForwardAppeal, ...anew })
      .refused('impartiality-not-declared');
  });

  it('may be declared on the way, once', () => {
    const impartiality = { conflict: false };
    const declared: AppealEvent = {
      type: 'AppealImpartialityDeclared',
      data: { person: 'arne', conflict: false, statement: undefined },
    };
    const command = { ...commands.PrepareAppeal, ...anew, impartiality };
    given(...states.received)
      .when(command)
      .then(declared, { type: 'AppealPreparationBegun', data: { caseworker: 'arne' } });
    given(...states.received, declared)
      .when(command)
      .thenTypes('AppealPreparationBegun');
  });

  it('is recorded when there is a conflict, and bars the person from then on', () => {
    const declared: AppealEvent = {
      type: 'AppealImpartialityDeclared',
      data: { person: 'arne', conflict: true },
    };
    given(...states.forwarded)
      .when({ ...commands['DecideAppeal, stands'], ...anew, impartiality: { conflict: true } })
      .thenTypes('AppealImpartialityDeclared');
    given(...states.received, declared)
      .when({ ...commands.PrepareAppeal, ...anew, impartiality: { conflict: false } })
      .refused('conflict-of-interest');
    given(...states.received)
      .when({ ...commands.ForwardAppeal, person: 'arne', declared: { arne: true } })
      .refused('conflict-of-interest');
  });

  it('asks another person to propose anew what someone with a conflict proposed', () => {
    const conflicted: AppealEvent = {
      type: 'AppealImpartialityDeclared',
      data: { person: 'anna', conflict: true },
    };
    given(...states['reversal-proposed'], conflicted)
      .when(commands.ApproveReversal)
      .refused('conflict-of-interest');
    given(...states['reversal-proposed'], conflicted, {
      type: 'ReversalProposed',
      data: { proposer: 'arne', newDecision: GRANT, grounds: 'As Anna saw it' },
    })
      .when(commands.ApproveReversal)
      .thenTypes('AppealReversed');
  });

  it('bars whoever appealed', () => {
    const ola = impartial('ola');
    given(...states.received)
      .when({ ...commands.PrepareAppeal, ...ola })
      .refused('conflict-of-interest');
    given(...states.late)
      .when({ ...commands.AcceptLateAppeal, ...ola })
      .refused('conflict-of-interest');
    given(...states.late)
      .when({ ...commands.ProposeDismissal, ...ola })
      .refused('conflict-of-interest');
    given(...states['dismissal-proposed'])
      .when({ ...commands.ApproveDismissal, ...ola })
      .refused('four-eyes');
    given(...states.forwarded)
      .when({ ...commands['DecideAppeal, stands'], ...ola })
      .refused('four-eyes');
  });
});

describe('four eyes in an appeal', () => {
  it('look at a reversal and at a dismissal: whoever prepared any of it does not approve', () => {
    given(...states['reversal-proposed'])
      .when({ ...commands.ApproveReversal, ...impartial('anna') })
      .refused('four-eyes');
    const delegation = refusal('forbidden', 'outside-delegation', 'too much');
    given(...states['reversal-proposed'])
      .when({ ...commands.ApproveReversal, delegation })
      .refused('outside-delegation');
    given(...states['late, dismissal-proposed'])
      .when({ ...commands.ApproveDismissal, ...impartial('anna') })
      .refused('four-eyes');
    given(...states['under-preparation'], {
      type: 'ReversalProposed',
      data: { proposer: 'arne', newDecision: GRANT, grounds: 'The need was overlooked' },
    })
      .when({ ...commands.ApproveReversal, ...impartial('anna') })
      .refused('four-eyes');
  });

  it.each([...REJECTION.involved, 'arne'])(
    'are the appeal body’s: %s, who prepared or made something before, does not decide',
    (person) => {
      given(...states.received, {
        type: 'AppealForwarded',
        data: { person: 'arne', appealBody: 'ministry', statement: 'Nothing new was said' },
      })
        .when({ ...commands['DecideAppeal, stands'], ...impartial(person) })
        .refused('four-eyes');
    },
  );
});

describe('what replaces a decision', () => {
  const change = (newDecision: typeof GRANT | undefined) =>
    given(...states.forwarded).when({ ...commands['DecideAppeal, changed'], newDecision });
  const amount = (minor: number) => ({ amount: minor, currency: 'NOK' });
  const instalment = (number: number, dueDate: string, minor: number) => ({ number, dueDate, amount: minor });

  it('is carried by the outcome, so that it can be carried out', () => {
    change(GRANT).then({
      type: 'AppealChangedDecision',
      data: {
        decider: 'mona',
        decidedOn: '2026-05-04',
        byLetter: true,
        against: REJECTION.against,
        newDecision: GRANT,
        grounds: 'After a new look',
      },
    });
    given(...states['reversal-proposed'])
      .when(commands.ApproveReversal)
      .then({
        type: 'AppealReversed',
        data: {
          approver: 'berit',
          decidedOn: '2026-04-20',
          byLetter: true,
          against: REJECTION.against,
          newDecision: { outcome: GRANT.outcome, amount: GRANT.amount, schedule: GRANT.schedule },
        },
      });
  });

  it('is said for a change and for nothing else', () => {
    change(undefined).refused('new-decision-missing');
    given(...states.forwarded)
      .when({ ...commands['DecideAppeal, stands'], newDecision: GRANT })
      .refused('new-decision-not-wanted');
  });

  it('keeps to what was applied for, in its currency', () => {
    change({ ...GRANT, amount: { amount: 300_000, currency: 'EUR' } }).refused('other-currency');
    change({ ...GRANT, amount: amount(400_001) }).refused('amount-invalid');
    change({ ...GRANT, amount: amount(0), schedule: [] }).refused('amount-invalid');
    const rejection = { ...GRANT, outcome: 'rejected', amount: amount(0), schedule: [] } as const;
    change(rejection).thenTypes('AppealChangedDecision');
    change({ ...rejection, amount: amount(1) }).refused('amount-invalid');
    change({ ...rejection, schedule: GRANT.schedule }).refused('schedule-invalid');
  });

  it('is paid in instalments that add up, in order, in the years the rules allow', () => {
    const paid = (...schedule: (typeof GRANT.schedule)[number][]) => change({ ...GRANT, schedule });
    paid().refused('schedule-invalid');
    paid(instalment(1, '2026-06-01', 299_999)).refused('schedule-does-not-add-up');
    paid(instalment(1, '2026-06-01', 300_000), instalment(2, '2026-07-01', 0)).refused('schedule-invalid');
    paid(instalment(1, '2026-07-01', 1), instalment(2, '2026-06-01', 299_999)).refused('schedule-invalid');
    paid(instalment(1, '2026-07-01', 1), instalment(2, '2027-06-01', 299_999)).refused(
      'multi-year-not-allowed',
    );
  });

  it('is not wanted where a revocation, a claim or a dismissal is lifted', () => {
    const against = { kind: 'revocation', id: 'award' } as const;
    const submitted: AppealEvent = { ...SUBMITTED, data: { ...SUBMITTED.data, against } };
    const history = [submitted, ...states.forwarded.slice(1)];
    given(...history)
      .when(commands['DecideAppeal, changed'])
      .refused('new-decision-not-wanted');
    given(...history)
      .when({ ...commands['DecideAppeal, changed'], newDecision: undefined })
      .thenTypes('AppealChangedDecision');
  });
});

describe('after the outcome', () => {
  it('a dismissal can be appealed against, from the day notice was received', () => {
    given(...states.dismissed)
      .when(commands.NotifyAppealOutcome)
      .then({
        type: 'AppealOutcomeNotified',
        data: { receivedOn: '2026-05-04', channel: 'portal', appealDeadline: '2026-05-26' },
      });
    given(...states.stands)
      .when(commands.NotifyAppealOutcome)
      .then({
        type: 'AppealOutcomeNotified',
        data: { receivedOn: '2026-05-04', channel: 'portal', appealDeadline: undefined },
      });
  });

  it('notice is of a day that has come', () => {
    given(...states.stands)
      .when({ ...commands.NotifyAppealOutcome, receivedOn: '2026-05-06' })
      .refused('received-on-invalid');
  });

  it.each(['stands', 'reversed', 'changed', 'annulled', 'dismissed'] as const)(
    'notice is not of a day before it: %s',
    (state) => {
      const history: readonly AppealEvent[] = states[state];
      const day = state === 'dismissed' ? '2026-04-10' : state === 'reversed' ? '2026-04-20' : '2026-05-04';
      const dayless = JSON.stringify(history, (key, value: unknown) =>
        key === 'decidedOn' ? undefined : value,
      );
      const metadata = { occurredAt: `${day}T10:00:00Z` };
      const onRecord = (JSON.parse(dayless) as AppealEvent[]).map((event) => ({ ...event, metadata }));
      for (const told of [history, onRecord]) {
        given(...told)
          .when({ ...commands.NotifyAppealOutcome, receivedOn: addDays(day, -1) })
          .refused('received-on-invalid');
        given(...told)
          .when({ ...commands.NotifyAppealOutcome, receivedOn: day })
          .thenTypes('AppealOutcomeNotified');
      }
    },
  );

  it('costs are covered in the currency of the case, when there are any', () => {
    given(...states.changed)
      .when({ ...commands.CoverCosts, amount: { amount: 1, currency: 'EUR' } })
      .refused('other-currency');
    given(...states.changed)
      .when({ ...commands.CoverCosts, amount: { amount: 0, currency: 'NOK' } })
      .refused('amount-invalid');
  });

  it('nothing is left to decide where the decision is taken again, and nobody changes it as well', () => {
    given(...states.forwarded)
      .when({ type: 'SupersedeAppeal', retaken: 1 })
      .then({ type: 'AppealSuperseded', data: { retaken: 1 } });
    given(...states.forwarded, { type: 'AppealSuperseded', data: { retaken: 1 } })
      .when(commands['DecideAppeal, changed'])
      .refused('not-open');
  });

  it('nothing is changed of what does not stand any more, and the appeal still has an end', () => {
    const overtaken = true;
    for (const name of ['DecideAppeal, changed', 'DecideAppeal, annulled'] as const)
      given(...states.forwarded)
        .when({ ...commands[name], overtaken })
        .refused('nothing-to-appeal');
    given(...states.received)
      .when({ ...commands.ProposeReversal, overtaken })
      .refused('nothing-to-appeal');
    given(...states['reversal-proposed'])
      .when({ ...commands.ApproveReversal, overtaken })
      .refused('nothing-to-appeal');
    given(...states.forwarded)
      .when({ ...commands['DecideAppeal, stands'], overtaken })
      .refused('nothing-to-appeal');
    given(...states.forwarded)
      .when(commands.CloseOvertakenAppeal)
      .then({ type: 'AppealSuperseded', data: { overtaken: 'decision', person: 'arne' } });
    given(...states.forwarded)
      .when({ ...commands.CloseOvertakenAppeal, overtaken: false })
      .refused('still-stands');
    given(...states.received)
      .when(commands.ProposeDismissal)
      .thenTypes('AppealDismissalProposed');
    given(...states.forwarded)
      .when({ type: 'SupersedeAppeal', ended: 2 })
      .then({ type: 'AppealSuperseded', data: { ended: 2 } });
  });

  it('a provisional reply that was sent is not owed any more', () => {
    given(...states.received, { type: 'ProvisionalReplySent', data: { text: 'It takes until May' } })
      .when(commands.NoteProvisionalReplyDue)
      .then();
  });
});

describe('every command in every state of an appeal', () => {
  leadTo(appeal, samples);
});
