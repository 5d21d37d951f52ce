import { actions, type Grant, type Rule } from '#access/policy.js';
import type { Role } from '#access/roles.js';
import {
  assigning,
  deciding,
  EVERYONE,
  inPerson,
  naming,
  official,
  OFFICIALS,
  OVERSEERS,
  preparing,
  SEEING,
} from '#access/rules.js';

const ofPilot = (...roles: readonly Role[]): Grant => ({ roles, relation: 'own-pilot' });
const takingPart = (...roles: readonly Role[]): Grant => ({ roles, relation: 'own-partnership' });

const SEEN = actions({
  'pilot.read': {
    grants: [ofPilot(...OFFICIALS), takingPart('partner', 'evaluator', 'validator'), OVERSEERS],
  },
});

const onPilot = (...grants: readonly Grant[]): Rule => ({ grants, seenBy: SEEN['pilot.read'] });

/** What is done about pilots, and who may. */
export const MAY = {
  ...SEEN,
  ...actions({
    'pilot.establish': official(SEEING['scheme.read'], 'scheme-manager'),
    'pilot.declare-impartiality': inPerson(
      onPilot(ofPilot(...OFFICIALS), takingPart('evaluator', 'validator')),
    ),
    'pilot.rule-on-impartiality': assigning(inPerson(onPilot(ofPilot('superior')))),
    /** Partners, contract drafts, cohorts, visits, risks. */
    'pilot.manage': preparing(inPerson(onPilot(ofPilot('scheme-manager', 'caseworker')))),
    /** By a partner for itself, or by an official for it. */
    'pilot.propose-account': preparing(
      inPerson(onPilot(ofPilot('caseworker', 'finance'), takingPart('partner'))),
    ),
    'pilot.judge-account': deciding(inPerson(onPilot(ofPilot('caseworker', 'decision-maker')))),
    'pilot.draft-framework': preparing(inPerson(onPilot(ofPilot('scheme-manager')))),
    'pilot.adopt-framework': deciding(inPerson(onPilot(ofPilot('decision-maker')))),
    'pilot.sign': deciding(inPerson(onPilot(ofPilot('decision-maker'), takingPart('partner')))),
    'pilot.report-service': onPilot(takingPart('partner')),
    'pilot.report-status': onPilot(ofPilot('caseworker'), takingPart('partner', 'evaluator')),
    'pilot.record-measurement': inPerson(onPilot(takingPart('evaluator'))),
    'pilot.judge-measurement': deciding(inPerson(onPilot(takingPart('validator')))),
    'pilot.dispute-measurement': preparing(
      onPilot(ofPilot('caseworker', 'decision-maker'), takingPart('partner')),
    ),
    'pilot.calculate-settlement': preparing(inPerson(onPilot(ofPilot('caseworker')))),
    'pilot.review-settlement': preparing(inPerson(onPilot(ofPilot('caseworker')))),
    'pilot.approve-settlement': deciding(inPerson(onPilot(ofPilot('decision-maker')))),
    'pilot.return-settlement': deciding(onPilot(ofPilot('caseworker', 'decision-maker'))),
    /** Uphold a flagged version: as a superior, or as the stand-in named for one. */
    'pilot.review-flagged': deciding(inPerson(onPilot(ofPilot('superior', 'decision-maker')))),
    'pilot.name-stand-in': naming(onPilot(ofPilot('superior'))),
    'pilot.order-state-share': deciding(onPilot(ofPilot('caseworker', 'finance'))),
    'pilot.record-share-payment': onPilot(ofPilot('finance')),
    'pilot.terminate': deciding(inPerson(onPilot(ofPilot('decision-maker')))),
    'pilot.close': deciding(onPilot(ofPilot('decision-maker'))),
    /** What terms that nobody has signed would pay. */
    'pilot.try-terms': onPilot(ofPilot(...OFFICIALS), OVERSEERS),
    /** Published data. */
    'historical-pilots.read': EVERYONE,
  }),
};
