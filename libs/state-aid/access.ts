import { actions } from '#access/policy.js';
import { official, SEEING, WITHIN } from '#access/rules.js';

const SEEN = actions({ 'state-aid.read': WITHIN });

/** What is done about state aid, and who may. */
export const MAY = {
  ...SEEN,
  ...actions({
    'state-aid.register': official(SEEN['state-aid.read'], 'caseworker'),
    /** Rates are the same for all directorates. */
    'currency-rate.record': {
      grants: [{ roles: ['scheme-manager'], relation: 'any' }],
      seenBy: SEEING['scheme.read'],
    },
  }),
};
