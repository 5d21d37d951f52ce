import { ONESELF } from '#access/rules.js';
import { MAY as BUDGET } from '#budget/access.js';
import { MAY as GRANTS } from '#grants/access.js';
import { MAY as PAYOUTS } from '#payouts/access.js';
import { MAY as PEOPLE } from '#people/access.js';
import { MAY as PILOTS } from '#pilots/access.js';
import { MAY as STATE_AID } from '#state-aid/access.js';

/** Who may do what in all contexts, by the name of the action. */
export const POLICY = { ...GRANTS, ...BUDGET, ...PAYOUTS, ...STATE_AID, ...PILOTS, ...PEOPLE, ...ONESELF };
