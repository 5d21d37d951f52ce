import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import { specification } from '#eventsourcing/given-when-then.js';
import type { AwardEvent } from '../../contract/events.js';
import { award, type AwardCommand } from './award.js';
import { MOST_WAITING } from './requesting.js';
import { commitmentsOf } from './commitments.js';
import { wasAccepted, type AcceptedAward } from './state.js';
import { commands } from './testing/commands.js';
import { nok } from './testing/offer.js';

const { given } = specification(award);
const {
  AcceptAward,
  ApproveAmendment,
  ApproveAmendmentRefusal,
  ApproveRevocation,
  CloseAward,
  FollowDecision,
  ForewarnRevocation,
  ProposeAmendment,
  ProposeAmendmentRefusal,
  ProposeRevocation,
  ReduceDueBack,
  ReinstateAward,
  ReleaseDueInstalments,
  ReopenAmendmentRequest,
  RequestAmendment,
  ReturnAmendmentRefusal,
  SuspendAward,
  WithdrawAmendmentRequest,
} = commands;

/** The second instalment of 200 three months later, as request no. 1 asks. */
const later = {
  ...ProposeAmendment,
  kind: 'dates',
  amount: undefined,
  payments: [{ dueDate: '2027-09-01', amount: 200 }],
  request: 1,
} as const;
const refused = [AcceptAward, RequestAmendment, ProposeAmendmentRefusal, ApproveAmendmentRefusal] as const;
const arrival = {
  channel: 'post',
  sentOn: '2026-03-04',
  receivedOn: '2026-03-06',
  registeredBy: 'anna',
} as const;

/** What happens when these are sent one after the other. */
function after(...sent: readonly AwardCommand[]): readonly AwardEvent[] {
  return sent.reduce<readonly AwardEvent[]>((history, command) => {
    const decision = award.decide(command, fold(award, history));
    if ('refused' in decision) throw new Error(`${command.type}: ${decision.refused.detail}`);
    return [...history, ...decision.events];
  }, []);
}

function stateAfter(...sent: readonly AwardCommand[]): AcceptedAward {
  const state = fold(award, after(...sent));
  if (!wasAccepted(state)) throw new Error('was not accepted');
  return state;
}

/** Where the requests stand when these were sent. */
const requestsAfter = (...sent: readonly AwardCommand[]) =>
  [...(stateAfter(...sent).requests ?? [])].map(({ status }) => status);

describe('a request of the recipient for an amendment', () => {
  it('says what is asked, why, by whom and since when', () => {
    given(...after(AcceptAward))
      .when(RequestAmendment)
      .then({
        type: 'AmendmentRequested',
        data: {
          awardId: 'a1',
          request: 1,
          requester: 'nina',
          requestedOn: '2026-03-02',
          wish: 'The second instalment three months later.',
          grounds: 'The premises are ready in autumn.',
        },
      });
  });

  it('that came otherwise is the recipient’s own, of the day it was posted; whoever registers it says how it came', () => {
    const { requester: _, ...registered } = RequestAmendment;
    const [, ...asked] = after(AcceptAward, { ...registered, arrival, today: '2026-03-06' }).slice(-2);
    expect(asked[0]?.data).toMatchObject({ arrival, requestedOn: '2026-03-04' });
    expect(asked[0]?.data).not.toHaveProperty('requester');
    given(...after(AcceptAward))
      .when(registered)
      .refused('arrival-missing');
    given(...after(AcceptAward))
      .when({ ...registered, arrival, today: '2026-03-05' })
      .refused('date-out-of-range');
  });

  it('is made while an appeal has annulled the decision, too, but not answered', () => {
    expect(requestsAfter(AcceptAward, SuspendAward, RequestAmendment)).toEqual(['open']);
    given(...after(AcceptAward, SuspendAward, RequestAmendment))
      .when(ProposeAmendmentRefusal)
      .refused('award-suspended');
  });

  it('waits for its answer with the true reason: what is taken again was annulled by no appeal', () => {
    const why = (suspending: AwardCommand) => {
      const state = stateAfter(AcceptAward, suspending, RequestAmendment);
      return award.decide(ProposeAmendmentRefusal, state);
    };
    expect(why(SuspendAward)).toMatchObject({ refused: { detail: expect.stringContaining('on appeal') } });
    expect(why({ ...SuspendAward, appealId: undefined })).toMatchObject({
      refused: { detail: expect.stringContaining('taken again') },
    });
  });

  it('is one of few that wait; answered ones leave room', () => {
    const many = Array.from({ length: MOST_WAITING }, () => RequestAmendment);
    given(...after(AcceptAward, ...many))
      .when(RequestAmendment)
      .refused('too-many-amendment-requests');
    expect(requestsAfter(AcceptAward, ...many, WithdrawAmendmentRequest, RequestAmendment)).toHaveLength(
      MOST_WAITING + 1,
    );
  });

  it('is withdrawn until it is answered', () => {
    expect(requestsAfter(AcceptAward, RequestAmendment, WithdrawAmendmentRequest)).toEqual(['withdrawn']);
    expect(
      requestsAfter(AcceptAward, RequestAmendment, ProposeAmendmentRefusal, WithdrawAmendmentRequest),
    ).toEqual(['withdrawn']);
    given(...after(...refused))
      .when(WithdrawAmendmentRequest)
      .refused('no-amendment-request');
    given(...after(AcceptAward, RequestAmendment, WithdrawAmendmentRequest))
      .when(ProposeAmendmentRefusal)
      .refused('no-amendment-request');
    given(...after(AcceptAward, RequestAmendment, ProposeAmendmentRefusal, WithdrawAmendmentRequest))
      .when(ApproveAmendmentRefusal)
      .refused('no-amendment-refusal');
  });
});

describe('the amendment that grants it', () => {
  it('names it, and answers it', () => {
    const amended = after(AcceptAward, RequestAmendment, later, ApproveAmendment).at(-1);
    expect(amended).toMatchObject({ type: 'AwardAmended', data: { request: 1 } });
    expect(requestsAfter(AcceptAward, RequestAmendment, later, ApproveAmendment)).toEqual(['granted']);
    const goesOn = { ...ProposeAmendment, request: 1 };
    expect(requestsAfter(AcceptAward, RequestAmendment, goesOn, ApproveAmendment)).toEqual(['granted']);
  });

  it('may do so in part: the rest waits, and may be refused', () => {
    const inPart = [AcceptAward, RequestAmendment, { ...later, inPart: true }, ApproveAmendment] as const;
    expect(after(...inPart).at(-1)).toMatchObject({ data: { request: 1, inPart: true } });
    expect(requestsAfter(...inPart)).toEqual(['open']);
    expect(requestsAfter(...inPart, ProposeAmendmentRefusal, ApproveAmendmentRefusal)).toEqual(['refused']);
  });

  it('takes the place of a proposed refusal, and that of it', () => {
    const both = [AcceptAward, RequestAmendment, ProposeAmendmentRefusal, later] as const;
    expect(requestsAfter(...both, ApproveAmendment)).toEqual(['granted']);
    given(...after(...both, ApproveAmendment))
      .when(ApproveAmendmentRefusal)
      .refused('no-amendment-refusal');
    given(...after(...both, ApproveAmendmentRefusal))
      .when(ApproveAmendment)
      .refused('no-amendment-request');
  });

  it('is not the work of who asked, and answers one that waits', () => {
    given(...after(AcceptAward, RequestAmendment))
      .when({ ...later, proposer: 'nina' })
      .refused('conflict-of-interest');
    given(...after(AcceptAward, RequestAmendment, later))
      .when({ ...ApproveAmendment, approver: 'nina' })
      .refused('conflict-of-interest');
    given(...after(...refused))
      .when(later)
      .refused('no-amendment-request');
    given(...after(AcceptAward))
      .when({ ...later, request: undefined, inPart: true })
      .refused('amendment-invalid');
  });
});

describe('the refusal of it', () => {
  it('changes nothing of the award', () => {
    const before = stateAfter(AcceptAward);
    const { requests, ...state } = stateAfter(...refused);
    expect(state).toEqual(before);
    expect([...requests!].map(({ status }) => status)).toEqual(['refused']);
  });

  it('is proposed with grounds by one, and approved by another who asked nothing', () => {
    given(...after(AcceptAward, RequestAmendment, ProposeAmendmentRefusal))
      .when(ApproveAmendmentRefusal)
      .then({
        type: 'AmendmentRefused',
        data: {
          awardId: 'a1',
          request: 1,
          refusal: 1,
          approver: 'berit',
          decidedOn: '2026-03-10',
          byLetter: true,
        },
      });
    const proposed = after(AcceptAward, RequestAmendment, ProposeAmendmentRefusal);
    given(...proposed)
      .when({ ...ApproveAmendmentRefusal, approver: 'anna' })
      .refused('four-eyes');
    given(...proposed)
      .when({ ...ReturnAmendmentRefusal, person: 'anna' })
      .refused('four-eyes');
    given(...proposed)
      .when({ ...ApproveAmendmentRefusal, approver: 'nina' })
      .refused('conflict-of-interest');
    given(...after(AcceptAward, RequestAmendment))
      .when({ ...ProposeAmendmentRefusal, proposer: 'nina' })
      .refused('conflict-of-interest');
  });

  it('is approved as it was seen: a later proposal has a number of its own', () => {
    const again = { ...ProposeAmendmentRefusal, proposer: 'carl' };
    const twice = after(AcceptAward, RequestAmendment, ProposeAmendmentRefusal, again);
    expect(twice.at(-1)).toMatchObject({ data: { refusal: 2 } });
    given(...twice)
      .when(ApproveAmendmentRefusal)
      .refused('no-amendment-refusal');
    const returned = [
      AcceptAward,
      RequestAmendment,
      ProposeAmendmentRefusal,
      ReturnAmendmentRefusal,
    ] as const;
    expect(requestsAfter(...returned)).toEqual(['open']);
    expect(after(...returned, ProposeAmendmentRefusal).at(-1)).toMatchObject({ data: { refusal: 2 } });
  });

  it('is final for that request: another may be made', () => {
    given(...after(...refused))
      .when(ProposeAmendmentRefusal)
      .refused('no-amendment-request');
    expect(requestsAfter(...refused, RequestAmendment)).toEqual(['refused', 'open']);
  });
});

describe('an appeal against the refusal that is won', () => {
  it('has the request wait again, once', () => {
    given(...after(...refused))
      .when(ReopenAmendmentRequest)
      .then({
        type: 'AmendmentRequestReopened',
        data: { awardId: 'a1', request: 1, refusal: 1, appealId: 'k1', granted: true },
      });
    given(...after(...refused, ReopenAmendmentRequest))
      .when(ReopenAmendmentRequest)
      .then();
  });

  it('has it granted, not refused again; where the refusal only falls it is decided anew', () => {
    given(...after(...refused, ReopenAmendmentRequest))
      .when(ProposeAmendmentRefusal)
      .refused('granted-on-appeal');
    expect(requestsAfter(...refused, ReopenAmendmentRequest, later, ApproveAmendment)).toEqual(['granted']);
    const annulled = { ...ReopenAmendmentRequest, granted: false };
    const second = { ...ApproveAmendmentRefusal, refusal: 2 };
    expect(requestsAfter(...refused, annulled, ProposeAmendmentRefusal, second)).toEqual(['refused']);
    // The appeal was against the first refusal.
    given(...after(...refused, annulled, ProposeAmendmentRefusal, second))
      .when(ReopenAmendmentRequest)
      .then();
  });

  it('opens a closed award again as it was paid, to be amended and closed once more', () => {
    // Forty of the first hundred are not paid after all.
    const cancelled = { ...ReduceDueBack, paid: 60 };
    const closed = [...refused, ReleaseDueInstalments, cancelled, CloseAward] as const;
    const before = stateAfter(...closed);
    const state = stateAfter(...closed, ReopenAmendmentRequest);
    expect(state).toMatchObject({ status: 'accepted', amount: before.amount, dueBack: before.dueBack });
    expect(commitmentsOf(state)).toEqual(commitmentsOf(before));
    const goesOn = { ...ProposeAmendment, request: 1 };
    expect(requestsAfter(...closed, ReopenAmendmentRequest, goesOn, ApproveAmendment)).toEqual(['granted']);
    expect(requestsAfter(...closed, ReopenAmendmentRequest, CloseAward)).toEqual(['ended']);
  });
});

describe('an award that ends', () => {
  const revoked = (inForce: number) =>
    [ForewarnRevocation, { ...ProposeRevocation, amountInForce: nok(inForce) }, ApproveRevocation] as const;
  const again = [
    { ...ForewarnRevocation, revocation: 2 },
    { ...ProposeRevocation, amountInForce: nok(0) },
    { ...ApproveRevocation, revocation: 2 },
  ] as const;
  const asked = [AcceptAward, RequestAmendment] as const;

  it('is held up by no request, and ends those that wait', () => {
    expect(requestsAfter(...asked, ReleaseDueInstalments, CloseAward)).toEqual(['ended']);
    expect(requestsAfter(...asked, ProposeAmendmentRefusal, ...revoked(0))).toEqual(['ended']);
    const endedByDecision = {
      ...FollowDecision,
      offer: undefined,
      rejection: { decision: 2, decisionMaker: 'berit' },
    };
    expect(requestsAfter(...asked, endedByDecision)).toEqual(['ended']);
    expect(requestsAfter(...asked, ...revoked(60))).toEqual(['open']);
    expect(requestsAfter(...refused, ...revoked(0))).toEqual(['refused']);
  });

  it('takes no request, and what an appeal won has nothing to change', () => {
    given(...after(AcceptAward, ...revoked(0)))
      .when(RequestAmendment)
      .refused('wrong-state');
    given(...after(...refused, ...revoked(0)))
      .when(ReopenAmendmentRequest)
      .then();
  });

  it('has what it ended by a revocation wait again once that is undone, but not what a closing ended', () => {
    const back = [...revoked(0), ReinstateAward] as const;
    expect(requestsAfter(...asked, ...back, RequestAmendment)).toEqual(['open', 'open']);
    expect(requestsAfter(...asked, ProposeAmendmentRefusal, ...back)).toEqual(['open']);
    expect(requestsAfter(...refused, ...back)).toEqual(['refused']);
    expect(requestsAfter(...asked, ...back, ...again)).toEqual(['ended']);
    expect(requestsAfter(...asked, ReleaseDueInstalments, CloseAward)).toEqual(['ended']);
  });

  it('has a refusal that is decided again wait once it is in force again', () => {
    const retaken = { ...ReopenAmendmentRequest, appealId: undefined, granted: false };
    expect(requestsAfter(...refused, retaken)).toEqual(['open']);
    expect(requestsAfter(...refused, ...revoked(0), retaken)).toEqual(['ended']);
    expect(requestsAfter(...refused, ...revoked(0), retaken, ReinstateAward)).toEqual(['open']);
  });

  it.each([true, false])(
    'is refused no more what an appeal set aside, granted %s, and waits again in force',
    (granted) => {
      const won = { ...ReopenAmendmentRequest, granted, grant: 'revoked' } as const;
      const over = [...refused, ...revoked(0), won] as const;
      const said = { request: 1, refusal: 1, appealId: 'k1', ...(granted ? { granted } : {}) };
      expect(after(...over).at(-1)).toEqual({
        type: 'AmendmentRequestReopened',
        data: { awardId: 'a1', ...said, ended: true },
      });
      expect(requestsAfter(...over)).toEqual(['ended']);
      given(...after(...over))
        .when(won)
        .then();
      const back = after(...over, ReinstateAward).filter(({ type }) => type === 'AmendmentRequestReopened');
      expect(back.at(-1)).toEqual({ type: 'AmendmentRequestReopened', data: { awardId: 'a1', ...said } });
      expect(back).toHaveLength(2);
      expect(requestsAfter(...over, ReinstateAward)).toEqual(['open']);
      expect(requestsAfter(...over, ReinstateAward, later, ApproveAmendment)).toEqual(['granted']);
      expect(requestsAfter(...over, ReinstateAward, ...again)).toEqual(['ended']);
    },
  );
});
