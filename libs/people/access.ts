import { actions } from '#access/policy.js';
import { OFFICIALS, ONESELF, OVERSEERS } from '#access/rules.js';

/** Who may look people up, and who may say that they are away. */
export const MAY = actions({
  /** Whoever works for an organisation sees who else does; its applicants' own people are nobody's list. */
  'people.read': {
    grants: [
      {
        roles: [...OFFICIALS, 'appeal-body', 'partner', 'evaluator', 'validator'],
        relation: 'own-directorate',
      },
      OVERSEERS,
    ],
  },
  /** One's own absence: whoever is signed in. */
  'absence.announce': { grants: ONESELF['identity.read'].grants },
  /** That of others in the organisation. */
  'absence.announce-for': { grants: [{ roles: ['superior'], relation: 'own-directorate' }] },
});
