import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import { specification } from '#eventsourcing/given-when-then.js';
import type { ApplicationEvent, DecidedElsewhere, FlaggedChange } from '../../contract/events.js';
import { application } from './application.js';
import { paysNothing } from './flagging.js';
import type { SubmittedApplication } from './state.js';
import { samples } from './testing/samples.js';

const { given } = specification(application);
const { granted, flagged } = samples.states;
const grounds = 'They are married';
const declare = (person: string, conflict = true) =>
  ({ type: 'DeclareImpartiality', person, conflict }) as const;
const flag = (person: string): ApplicationEvent => ({
  type: 'DecisionFlagged',
  data: { decision: 1, person },
});
const uphold = (person: string, superior = true) =>
  ({ type: 'UpholdDecision', person, superior, grounds }) as const;

describe('a conflict that is found after the decision', () => {
  it('flags it where the person prepared or made it, and once for each', () => {
    given(...granted)
      .when(declare('anna'))
      .thenTypes('ImpartialityDeclared', 'DecisionFlagged');
    given(...granted)
      .when(declare('berit'))
      .thenTypes('ImpartialityDeclared', 'DecisionFlagged');
    given(...flagged)
      .when(declare('berit'))
      .thenTypes('ImpartialityDeclared', 'DecisionFlagged');
    given(...granted)
      .when(declare('nora'))
      .thenTypes('ImpartialityDeclared');
  });

  it('is one of whom a superior disqualifies; who may prepare was right to', () => {
    const rule = (person: string, mayPrepare: boolean) =>
      ({
        type: 'RuleOnImpartiality',
        superior: 'sara',
        person,
        disqualified: true,
        mayPrepare,
        grounds,
      }) as const;
    given(...granted)
      .when(rule('anna', false))
      .thenTypes('ImpartialityRuled', 'DecisionFlagged');
    given(...granted)
      .when(rule('anna', true))
      .thenTypes('ImpartialityRuled');
    given(...granted)
      .when(rule('berit', true))
      .thenTypes('ImpartialityRuled', 'DecisionFlagged');
  });

  it('flags what a reversal of own motion put in its place, by its proposer as by its approver', () => {
    const given300 = { outcome: 'granted', amount: { amount: 300_000, currency: 'NOK' } } as const;
    const replaced: ApplicationEvent = {
      type: 'DecisionReplaced',
      data: {
        decision: 2,
        replaces: 1,
        by: 'own-motion',
        reversal: 1,
        decidedOn: '2026-05-04',
        schemeId: 's1',
        ...given300,
        schedule: [],
        conditions: [],
        reservationId: 'r2',
        budgetYear: 2026,
      },
    };
    const reversed = [...samples.states['reversal approved'], replaced];
    for (const person of ['eva', 'berit'])
      given(...reversed)
        .when(declare(person))
        .then(
          { type: 'ImpartialityDeclared', data: { person, conflict: true } },
          { type: 'DecisionFlagged', data: { decision: 2, person } },
        );
  });

  it('flags the decision for a part in what changed the grant since, in whichever stream that stands', () => {
    const amendment = { kind: 'amendment', number: 1 } as const;
    for (const as of ['mayPrepare', 'mayDecide'] as const)
      given(...granted)
        .when({ ...declare('nora'), parts: [{ of: amendment, as }] })
        .then(
          { type: 'ImpartialityDeclared', data: { person: 'nora', conflict: true } },
          { type: 'DecisionFlagged', data: { decision: 1, person: 'nora', of: amendment } },
        );
    const mayPrepare = {
      type: 'RuleOnImpartiality',
      superior: 'sara',
      person: 'nora',
      disqualified: true,
      mayPrepare: true,
      grounds,
    } as const;
    given(...granted)
      .when({ ...mayPrepare, parts: [{ of: amendment, as: 'mayPrepare' }] })
      .thenTypes('ImpartialityRuled');
    given(...granted)
      .when({ ...mayPrepare, parts: [{ of: amendment, as: 'mayDecide' }] })
      .thenTypes('ImpartialityRuled', 'DecisionFlagged');
  });

  it('is no doubt yet', () => {
    given(...granted)
      .when({ ...declare('anna', false), doubt: true })
      .thenTypes('ImpartialityDeclared');
  });
});

describe('a flagged decision', () => {
  it('is upheld or taken again by a superior who is impartial and had no part in it', () => {
    given(...flagged)
      .when(uphold('eva'))
      .then({ type: 'DecisionUpheld', data: { decision: 1, person: 'eva', grounds } });
    given(...flagged)
      .when({ ...uphold('eva'), type: 'RetakeDecision' })
      .then({
        type: 'ApplicationReopened',
        data: { decision: 1, person: 'eva', grounds, supersedes: true, andDismissals: true },
      });
    given(...flagged)
      .when(uphold('berit'))
      .refused('four-eyes');
    given(...flagged)
      .when(uphold('sara'))
      .refused('impartiality-not-declared');
    given(...flagged)
      .when({ ...uphold('eva'), grounds: ' ' })
      .refused('grounds-missing');
  });

  it('is looked at by a stand-in where one was named, who has no conflict and had no part in it', () => {
    const name = (person: string) => ({ type: 'NameStandIn', namedBy: 'sara', person, grounds }) as const;
    given(...flagged)
      .when(uphold('eva', false))
      .refused('not-stand-in');
    given(...flagged, {
      type: 'StandInNamed',
      data: { decision: 1, person: 'eva', namedBy: 'sara', grounds },
    })
      .when(uphold('eva', false))
      .thenTypes('DecisionUpheld');
    const names = (namedBy: string, history = flagged) =>
      given(...history).when({ type: 'NameStandIn', namedBy, person: 'eva', grounds });
    names('sara').thenTypes('StandInNamed');
    names('berit').refused('four-eyes');
    names('anna').refused('conflict-of-interest');
    const said = (conflict: boolean): ApplicationEvent => ({
      type: 'ImpartialityDeclared',
      data: { person: 'sara', conflict, ...(conflict ? {} : { doubt: true }) },
    });
    names('sara', [...flagged, said(true)]).refused('conflict-of-interest');
    names('sara', [...flagged, said(false)]).refused('impartiality-in-doubt');
    for (const person of ['berit', 'sara'])
      given(...flagged)
        .when(name(person))
        .refused('four-eyes');
    given(...flagged, { type: 'ImpartialityDeclared', data: { person: 'eva', conflict: true } })
      .when(name('eva'))
      .refused('conflict-of-interest');
  });

  it('is looked at by nobody who had a part in the change that is flagged', () => {
    const revocation = { kind: 'revocation', number: 1 } as const;
    const part = { of: revocation, as: 'mayPrepare' } as const;
    const other = { of: { kind: 'revocation', number: 2 }, as: 'mayDecide' } as const;
    const found: ApplicationEvent[] = [
      ...flagged,
      { type: 'DecisionFlagged', data: { decision: 1, person: 'nora', of: revocation } },
    ];
    given(...found)
      .when({ ...uphold('eva'), parts: [part] })
      .refused('four-eyes');
    given(...found)
      .when({ type: 'NameStandIn', namedBy: 'sara', person: 'eva', parts: [part], grounds })
      .refused('four-eyes');
    given(...found)
      .when({ ...uphold('eva'), parts: [other] })
      .thenTypes('DecisionUpheld');
  });

  it('for a change alone is taken again by undoing that: nothing is paid until what stands without it is upheld', () => {
    const changes = [
      { kind: 'revocation', number: 1 },
      { kind: 'amendment', number: 2 },
    ] as const;
    const found = [
      ...granted,
      { type: 'ImpartialityDeclared', data: { person: 'eva', conflict: false } },
      ...changes.map((of): ApplicationEvent => ({
        type: 'DecisionFlagged',
        data: { decision: 1, person: 'nora', of },
      })),
    ] as const satisfies readonly ApplicationEvent[];
    const retake = { ...uphold('eva'), type: 'RetakeDecision' } as const;
    const annulled: ApplicationEvent = {
      type: 'FlaggedChangesAnnulled',
      data: { decision: 1, person: 'eva', of: changes, grounds, andDismissals: true },
    };
    given(...found)
      .when(retake)
      .then(annulled);
    given(...found, annulled)
      .when(retake)
      .refused('decision-not-flagged');
    given(...found, annulled)
      .when(uphold('eva'))
      .thenTypes('DecisionUpheld');
    given(...found, flag('anna'))
      .when(retake)
      .thenTypes('FlaggedChangesAnnulled', 'ApplicationReopened');
    const appeal = { kind: 'appeal', id: 'a1' } as const;
    given(...found, { type: 'DecisionFlagged', data: { decision: 1, person: 'mona', of: appeal } })
      .when(retake)
      .thenTypes('FlaggedChangesAnnulled', 'ApplicationReopened');
  });

  it('is flagged for each change that the person had a part in, so that each is undone', () => {
    const part = (number: number) => ({ of: { kind: 'amendment', number }, as: 'mayDecide' }) as const;
    given(...granted)
      .when({ ...declare('nora'), parts: [part(1), part(2)] })
      .thenTypes('ImpartialityDeclared', 'DecisionFlagged', 'DecisionFlagged');
    given(...granted)
      .when({ ...declare('berit'), parts: [part(1)] })
      .thenTypes('ImpartialityDeclared', 'DecisionFlagged', 'DecisionFlagged');
  });

  it('is one no more once it was upheld, or another took its place', () => {
    const upheld: ApplicationEvent = {
      type: 'DecisionUpheld',
      data: { decision: 1, person: 'eva', grounds },
    };
    const reopened: ApplicationEvent = { type: 'ApplicationReopened', data: { decision: 1, person: 'eva' } };
    for (const after of [upheld, reopened]) {
      expect(fold(application, [...flagged, after])).not.toHaveProperty('flagged');
      given(...flagged, after)
        .when(uphold('eva'))
        .refused('decision-not-flagged');
    }
    expect(fold(application, [...granted, flag('anna')])).toMatchObject({ flagged: { persons: ['anna'] } });
  });

  describe('for a claim or a refusal', () => {
    const [claim, refusal] = [
      { kind: 'recovery', id: 'v1' },
      { kind: 'refusal', number: 2 },
    ] as const;
    const flags = (of: DecidedElsewhere): ApplicationEvent => ({
      type: 'DecisionFlagged',
      data: { decision: 1, person: 'nora', of },
    });
    const seen: ApplicationEvent = {
      type: 'ImpartialityDeclared',
      data: { person: 'eva', conflict: false },
    };
    const annulled = (...of: readonly FlaggedChange[]): ApplicationEvent => ({
      type: 'FlaggedChangesAnnulled',
      data: { decision: 1, person: 'eva', of, grounds, andDismissals: true },
    });
    const stateAfter = (...events: readonly ApplicationEvent[]) =>
      fold(application, [...granted, seen, ...events]) as SubmittedApplication;

    it('pays on, unless something else is flagged that gave or changed the grant', () => {
      expect(paysNothing(stateAfter(flags(claim), flags(refusal)))).toBe(false);
      expect(paysNothing(stateAfter(flags(claim), flag('anna')))).toBe(true);
      expect(paysNothing(stateAfter(flag('anna'), flags(claim)))).toBe(true);
      const amendment = { kind: 'amendment', number: 1 } as const;
      expect(paysNothing(stateAfter(flags(claim), flags(amendment)))).toBe(true);
      expect(paysNothing(stateAfter(flags(claim), flags(amendment), annulled(claim, amendment)))).toBe(true);
    });

    it('is upheld with the claims named, or over once it is taken again', () => {
      given(...granted, seen, flags(claim), flags(refusal))
        .when(uphold('eva'))
        .then({ type: 'DecisionUpheld', data: { decision: 1, person: 'eva', claims: ['v1'], grounds } });
      given(...granted, seen, flags(claim), flags(refusal))
        .when({ ...uphold('eva'), type: 'RetakeDecision' })
        .then(annulled(claim, refusal));
      expect(stateAfter(flags(claim), flags(refusal), annulled(claim, refusal))).not.toHaveProperty(
        'flagged',
      );
    });

    it('outlives the decision, which says nothing of it', () => {
      const reopened: ApplicationEvent = {
        type: 'ApplicationReopened',
        data: { decision: 1, person: 'eva' },
      };
      const state = stateAfter(flag('anna'), flags(claim), reopened);
      expect(state.flagged).toMatchObject({ of: [claim], paysOn: true });
      expect(state.flagged).not.toHaveProperty('itself');
      given(...granted, seen, flag('anna'), flags(claim), reopened)
        .when(uphold('eva'))
        .thenTypes('DecisionUpheld');
    });
  });
});
