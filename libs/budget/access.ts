import { actions } from '#platform/access/policy.js';
import { official, SEEING, WITHIN } from '#platform/access/rules.js';

/** What is done about budgets, and who may. */
export const MAY = actions({
  'budget.set': official(SEEING['scheme.read'], 'scheme-manager'),
  'budget.read': WITHIN,
});
