import { actions } from '#access/policy.js';
import { official, SEEING, WITHIN } from '#access/rules.js';

/** What is done about budgets, and who may. */
export const MAY = actions({
  'budget.set': official(SEEING['scheme.read'], 'scheme-manager'),
  'budget.read': WITHIN,
});
