import { describe, expect, it } from '@jest/globals';
import type { Action } from '#access/policy.js';
import { MAY as GRANTS } from '#grants/access.js';
import { MAY as PAYOUTS } from '#payouts/access.js';
import { MAY as PILOTS } from '#pilots/access.js';

/** What is done about cases without being an official step in one, and why not. */
const OTHERWISE: Readonly<Record<string, readonly string[]>> = {
  'a party acts for itself': [
    'representative.appoint',
    'representative.record',
    'application.create',
    'application.submit',
    'application.withdraw',
    'application.supplement',
    'application.declare-aid',
    'attachment.add',
    'appeal.submit',
    'appeal.submit-as-other',
    'appeal.withdraw',
    'award.accept',
    'award.decline',
    'award.request-amendment',
    'report.submit',
    'recovery.reply',
    'pilot.report-service',
  ],
  'rules, calls and delegations concern no single case': [
    'scheme.establish',
    'regulation.prepare',
    'regulation.adopt',
    'delegation.grant',
    'delegation.revoke',
    'call.announce',
    'call.extend',
    'call.dispense',
    'call.cancel',
    'pilot.establish',
    'pilot.try-terms',
  ],
  'records a fact, or carries out what was approved': [
    'call.register-application',
    'post.register',
    'recovery.register-reply',
    'payout.instruct',
    'payout.settle',
    'recovery.repayment',
    'pilot.report-status',
    'pilot.record-measurement',
    'pilot.record-share-payment',
  ],
  'is itself the declaration': ['application.declare-impartiality', 'pilot.declare-impartiality'],
};

const others = Object.values(OTHERWISE).flat();
const actions = Object.values<Action>({ ...GRANTS, ...PAYOUTS, ...PILOTS }).filter(
  ({ name }) => !/[.-]read$/.test(name),
);

describe('whatever is done about cases', () => {
  it('is an official step, or it is said why it is none', () => {
    const unsaid = actions.filter(({ official, name }) => !official && !others.includes(name));
    expect(unsaid.map(({ name }) => name)).toEqual([]);
  });

  it('is not both, and is there', () => {
    const official = new Set(actions.filter((each) => each.official).map(({ name }) => name));
    const known = new Set(actions.map(({ name }) => name));
    expect(others.filter((name) => official.has(name) || !known.has(name))).toEqual([]);
  });

  it('demands a declaration, but where nobody can have made one', () => {
    const before = actions.filter(({ official }) => official?.undeclared).map(({ name }) => name);
    expect(before.toSorted()).toEqual([
      'application.assign',
      'application.assign-second',
      'application.name-stand-in',
      'application.rule-on-impartiality',
      'pilot.name-stand-in',
      'pilot.rule-on-impartiality',
      'recovery.name-stand-in',
      'report.name-stand-in',
    ]);
  });
});
