import { actions, type Grant } from '#access/policy.js';
import {
  APPEAL_BODY,
  APPLICANT,
  assigning,
  deciding,
  EVERYONE,
  inPerson,
  naming,
  official,
  OFFICIALS,
  OVERSEERS,
  PARTIES,
  preparing,
  SEEING,
  WITHIN,
} from '#access/rules.js';

/** The people of whoever appealed without having applied. */
const APPELLANT: Grant = { roles: ['applicant'], relation: 'own-appeal' };

const SEEN = actions({
  'appeal.read': { grants: [...SEEING['case.read'].grants, APPELLANT] },
  'representatives.read': { grants: [{ roles: ['applicant'], relation: 'own-application' }, OVERSEERS] },
});

/** What is done about schemes, calls and cases, and who may. */
export const MAY = {
  ...SEEING,
  ...SEEN,
  ...actions({
    'scheme.establish': official(SEEING['scheme.read'], 'scheme-manager'),
    /** Drafts and consultations. */
    'regulation.prepare': inPerson(official(SEEING['scheme.read'], 'scheme-manager')),
    'regulation.adopt': inPerson(official(SEEING['scheme.read'], 'scheme-manager')),
    /** Drafts too, which are not public. */
    'regulations.read': WITHIN,
    'delegation.grant': inPerson(official(SEEING['scheme.read'], 'scheme-manager')),
    'delegation.revoke': official(SEEING['scheme.read'], 'scheme-manager'),
    'delegations.read': WITHIN,
    /** Of the organisation's persons only a representative with all powers; and somebody has to appoint the first. */
    'representative.appoint': {
      grants: [
        { roles: ['administrator'], relation: 'any' },
        { roles: ['applicant'], relation: 'own-application' },
      ],
      seenBy: SEEN['representatives.read'],
    },
    'call.announce': official(SEEING['scheme.read'], 'scheme-manager'),
    'call.extend': official(SEEING['scheme.read'], 'scheme-manager'),
    'call.dispense': official(SEEING['scheme.read'], 'scheme-manager'),
    /** An application that came by post, by e-mail or by word of mouth. */
    'call.register-application': official(SEEING['scheme.read'], 'caseworker'),
    'call.cancel': official(SEEING['scheme.read'], 'scheme-manager'),
    'dispensations.read': WITHIN,
    'call.read': EVERYONE,
    /** How a call's applications compare. */
    'ranking.read': WITHIN,
    'application.create': APPLICANT,
    'application.submit': APPLICANT,
    'application.withdraw': APPLICANT,
    'attachment.add': APPLICANT,
    /** Who acts in the case beside the party: as the party says, or as an official registers of its post. */
    'representative.record': {
      grants: [...APPLICANT.grants, ...official(SEEING['case.read'], 'caseworker').grants],
      seenBy: SEEING['case.read'],
    },
    'application.assign': assigning(inPerson(official(SEEING['case.read'], 'caseworker'))),
    /** Also by a member of the appeal body, whatever has become of the appeal that was before it. */
    'application.declare-impartiality': inPerson({
      grants: [...official(SEEING['case.read'], ...OFFICIALS).grants, APPEAL_BODY],
      seenBy: SEEING['case.read'],
    }),
    'application.rule-on-impartiality': assigning(inPerson(official(SEEING['case.read'], 'superior'))),
    'application.name-stand-in': naming(official(SEEING['case.read'], 'superior')),
    /** Uphold a flagged decision, or have it taken again: as a superior, or as the stand-in named for one. */
    'application.review-flagged': deciding(
      inPerson(official(SEEING['case.read'], 'superior', 'decision-maker')),
    ),
    'application.request-supplement': preparing(inPerson(official(SEEING['case.read'], 'caseworker'))),
    'application.supplement': APPLICANT,
    'application.declare-aid': APPLICANT,
    'application.check-eligibility': preparing(inPerson(official(SEEING['case.read'], 'caseworker'))),
    'application.assign-second': assigning(inPerson(official(SEEING['case.read'], 'caseworker'))),
    'application.score': preparing(inPerson(official(SEEING['case.read'], 'caseworker'))),
    'application.moderate': preparing(
      inPerson(official(SEEING['case.read'], 'caseworker', 'decision-maker')),
    ),
    'application.recommend': preparing(inPerson(official(SEEING['case.read'], 'caseworker'))),
    'application.propose': preparing(inPerson(official(SEEING['case.read'], 'caseworker'))),
    'application.approve': deciding(inPerson(official(SEEING['case.read'], 'decision-maker'))),
    'application.return': deciding(inPerson(official(SEEING['case.read'], 'decision-maker'))),
    /** The superior body tells the party that it reviews a decision. */
    'application.review': preparing(inPerson({ grants: [APPEAL_BODY], seenBy: SEEING['case.read'] })),
    /** Without an appeal: by the deciding body, or by the superior one that told the party of its review. */
    'application.propose-reversal': preparing(
      inPerson({
        grants: [...official(SEEING['case.read'], 'caseworker').grants, APPEAL_BODY],
        seenBy: SEEING['case.read'],
      }),
    ),
    'application.approve-reversal': deciding(
      inPerson({
        grants: [...official(SEEING['case.read'], 'decision-maker').grants, APPEAL_BODY],
        seenBy: SEEING['case.read'],
      }),
    ),
    'application.notify': preparing(official(SEEING['case.read'], 'caseworker')),
    /** The day on which notice was received, where the one on record is wrong. */
    'application.propose-receipt': preparing(inPerson(official(SEEING['case.read'], 'caseworker'))),
    'application.approve-receipt': deciding(
      inPerson(official(SEEING['case.read'], 'caseworker', 'decision-maker')),
    ),
    /** Letters before they are sent. */
    'letter-drafts.read': WITHIN,
    'appeal.submit': APPLICANT,
    /** By who did not apply: the standing is decided afterwards. */
    'appeal.submit-as-other': {
      grants: [{ roles: ['applicant'], relation: 'any' }],
      seenBy: SEEING['case.read'],
    },
    'appeal.withdraw': { grants: [...APPLICANT.grants, APPELLANT], seenBy: SEEN['appeal.read'] },
    /** What the party sent or said outside the portal. */
    'post.register': official(SEEING['case.read'], 'caseworker'),
    'appeal.prepare': preparing(inPerson(official(SEEN['appeal.read'], 'caseworker'))),
    'appeal.approve': deciding(inPerson(official(SEEN['appeal.read'], 'decision-maker'))),
    'appeal.decide': deciding(inPerson({ grants: [APPEAL_BODY], seenBy: SEEN['appeal.read'] })),
    /** Of an appeal against what does not stand any more. */
    'appeal.close': preparing(
      inPerson({
        grants: [...official(SEEN['appeal.read'], 'caseworker').grants, APPEAL_BODY],
        seenBy: SEEN['appeal.read'],
      }),
    ),
    /** Replies and notices to the party. */
    'appeal.inform': preparing({
      grants: [...official(SEEN['appeal.read'], 'caseworker').grants, APPEAL_BODY],
      seenBy: SEEN['appeal.read'],
    }),
    /** The day on which notice of the outcome was received, where the one on record is wrong. */
    'appeal.propose-receipt': preparing(
      inPerson({
        grants: [...official(SEEN['appeal.read'], 'caseworker').grants, APPEAL_BODY],
        seenBy: SEEN['appeal.read'],
      }),
    ),
    'appeal.approve-receipt': deciding(
      inPerson({
        grants: [...official(SEEN['appeal.read'], 'caseworker', 'decision-maker').grants, APPEAL_BODY],
        seenBy: SEEN['appeal.read'],
      }),
    ),
    /** Deferred enforcement and covered costs. */
    'appeal.relieve': deciding({
      grants: [...official(SEEN['appeal.read'], 'decision-maker').grants, APPEAL_BODY],
      seenBy: SEEN['appeal.read'],
    }),
    'award.accept': APPLICANT,
    /** By the recipient; an official registers that it did. */
    'award.decline': {
      grants: [...APPLICANT.grants, ...official(SEEING['case.read'], 'caseworker').grants],
      seenBy: SEEING['case.read'],
    },
    /** By when an offered grant has to be accepted. */
    'award.set-acceptance': preparing(inPerson(official(SEEING['case.read'], 'caseworker'))),
    /** An offer that lapsed too early, where that does not follow by itself. */
    'award.reopen-offer': preparing(inPerson(official(SEEING['case.read'], 'caseworker'))),
    'award.fulfil': deciding(official(SEEING['case.read'], 'caseworker')),
    /** By the recipient; an official registers that it did. */
    'award.request-amendment': {
      grants: [...APPLICANT.grants, ...official(SEEING['case.read'], 'caseworker').grants],
      seenBy: SEEING['case.read'],
    },
    'award.amend': preparing(inPerson(official(SEEING['case.read'], 'caseworker'))),
    'award.revoke': preparing(inPerson(official(SEEING['case.read'], 'caseworker'))),
    'award.decide': deciding(inPerson(official(SEEING['case.read'], 'decision-maker'))),
    /** By the recipient, or for it. */
    'award.propose-account': preparing(
      inPerson({
        grants: [...APPLICANT.grants, ...official(SEEING['case.read'], 'caseworker', 'finance').grants],
        seenBy: SEEING['case.read'],
      }),
    ),
    'award.judge-account': deciding(inPerson(official(SEEING['case.read'], 'caseworker', 'decision-maker'))),
    'award.close': deciding(official(SEEING['case.read'], 'caseworker')),
    'report.submit': APPLICANT,
    'report.judge': deciding(inPerson(official(SEEING['case.read'], 'caseworker'))),
    'report.propose-waiver': preparing(
      inPerson(official(SEEING['case.read'], 'caseworker', 'decision-maker')),
    ),
    /** As a decision-maker, or as the stand-in named for one, whoever that is. */
    'report.waive': deciding(inPerson(official(SEEING['case.read'], ...OFFICIALS))),
    'report.name-stand-in': naming(official(SEEING['case.read'], 'superior')),
    'reports.read': PARTIES,
    'queue.read': PARTIES,
  }),
};
