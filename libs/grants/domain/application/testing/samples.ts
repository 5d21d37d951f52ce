import { assessing, outcomesOfAssessing } from './assessing.js';
import { deciding, outcomesOfDeciding } from './deciding.js';
import { declining, outcomesOfDeclining } from './declining.js';
import { states } from './histories.js';

/** Histories by the state they lead to, a command of each kind, and what it leads to. */
export const samples = {
  states,
  commands: { ...assessing, ...deciding, ...declining },
  outcomes: { ...outcomesOfAssessing, ...outcomesOfDeciding, ...outcomesOfDeclining },
};
