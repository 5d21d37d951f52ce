import { describe, expect, it } from '@jest/globals';
import type { Actor } from '#eventsourcing/event.js';
import { permits, scopeOf } from '#access/policy.js';
import type { Role } from '#access/roles.js';
import { ROLES } from '#access/roles.js';
import { SEEING } from '#access/rules.js';
import { MAY } from './access.js';

const DIRECTORATES = ['labour', 'corrections'] as const;
const PARTNER = 'town';
const PILOT = { directorates: DIRECTORATES, partners: [PARTNER, 'provider'] };

type PilotAction = Extract<keyof typeof MAY, `pilot.${string}`>;
const ACTIONS = Object.keys(MAY).filter((action): action is PilotAction => action.startsWith('pilot.'));

const actor = (role: Role, organisation: string): Actor => ({ subject: 's', roles: [role], organisation });
const answer = (who: Actor, action: PilotAction) => {
  const verdict = permits(who, MAY[action], PILOT);
  return verdict.allowed ? 'yes' : verdict.hidden ? '404' : '403';
};

const OFFICIALS = [
  'caseworker',
  'decision-maker',
  'attester',
  'finance',
  'scheme-manager',
  'superior',
] as const;
const OVERSEERS = ['auditor', 'administrator'] as const;
const PARTICIPANTS = ['partner', 'evaluator', 'validator'] as const;

/** Who may do what on a pilot of their directorate, or one their organisation takes part in. */
const MATRIX: Readonly<Record<PilotAction, readonly Role[]>> = {
  // Judged by the owner of the scheme, before there is a pilot.
  'pilot.establish': [],
  'pilot.read': [...OFFICIALS, ...OVERSEERS, ...PARTICIPANTS],
  'pilot.declare-impartiality': [...OFFICIALS, 'evaluator', 'validator'],
  'pilot.rule-on-impartiality': ['superior'],
  'pilot.manage': ['scheme-manager', 'caseworker'],
  'pilot.propose-account': ['caseworker', 'finance', 'partner'],
  'pilot.judge-account': ['caseworker', 'decision-maker'],
  'pilot.draft-framework': ['scheme-manager'],
  'pilot.adopt-framework': ['decision-maker'],
  'pilot.sign': ['decision-maker', 'partner'],
  'pilot.report-service': ['partner'],
  'pilot.report-status': ['caseworker', 'partner', 'evaluator'],
  'pilot.record-measurement': ['evaluator'],
  'pilot.judge-measurement': ['validator'],
  'pilot.dispute-measurement': ['caseworker', 'decision-maker', 'partner'],
  'pilot.calculate-settlement': ['caseworker'],
  'pilot.review-settlement': ['caseworker'],
  'pilot.approve-settlement': ['decision-maker'],
  'pilot.return-settlement': ['caseworker', 'decision-maker'],
  'pilot.review-flagged': ['superior', 'decision-maker'],
  'pilot.name-stand-in': ['superior', 'administrator'],
  'pilot.order-state-share': ['caseworker', 'finance'],
  'pilot.record-share-payment': ['finance'],
  'pilot.terminate': ['decision-maker'],
  'pilot.close': ['decision-maker'],
  'pilot.try-terms': [...OFFICIALS, ...OVERSEERS],
};

describe('the policy of pilots', () => {
  it.each(ACTIONS.filter((action) => action !== 'pilot.establish'))(
    'lets those who take part %s, each by the role that is theirs to play',
    (action) => {
      const may = ROLES.filter((role) => {
        const home = (PARTICIPANTS as readonly Role[]).includes(role) ? PARTNER : DIRECTORATES[1];
        return answer(actor(role, home), action) === 'yes';
      });
      expect(may.toSorted()).toEqual(MATRIX[action].toSorted());
    },
  );

  it('makes no difference between the two directorates', () => {
    for (const action of ACTIONS)
      for (const role of ROLES)
        expect(answer(actor(role, DIRECTORATES[0]), action)).toBe(
          answer(actor(role, DIRECTORATES[1]), action),
        );
  });

  it('does not take an organisation for a role', () => {
    expect(answer(actor('caseworker', PARTNER), 'pilot.read')).toBe('404');
    expect(answer(actor('partner', DIRECTORATES[0]), 'pilot.read')).toBe('404');
  });

  it('hides a pilot from everybody else', () => {
    for (const action of ACTIONS.filter((each) => each !== 'pilot.establish'))
      for (const role of ROLES.filter((each) => each !== 'auditor' && each !== 'administrator'))
        expect(answer(actor(role, 'elsewhere'), action)).toBe('404');
  });

  it('shows those who take part in pilots nothing of grants', () => {
    const resource = { owner: DIRECTORATES[0], applicant: PARTNER };
    for (const role of PARTICIPANTS)
      expect(permits(actor(role, PARTNER), SEEING['case.read'], resource)).toEqual({
        allowed: false,
        hidden: true,
      });
  });

  it('lists pilots of the own directorate, those one takes part in, or all', () => {
    expect(scopeOf(actor('caseworker', 'labour'), MAY['pilot.read'])).toEqual({
      everything: false,
      directorate: 'labour',
    });
    expect(scopeOf(actor('evaluator', 'institute'), MAY['pilot.read'])).toEqual({
      everything: false,
      partner: 'institute',
    });
    expect(scopeOf(actor('auditor', 'x'), MAY['pilot.read'])).toEqual({ everything: true });
    expect(scopeOf(actor('applicant', 'x'), MAY['pilot.read'])).toBeUndefined();
  });
});
