import { EXAMPLE_YEAR, kroner } from '#http/examples.js';

/** A condition is fulfilled. */
export const fulfilment = { evidence: 'The lease of the workshop was sent in.' };

/** The grant goes on next year. */
export const continuation = {
  kind: 'continuation',
  amount: kroner(200_000),
  payments: [{ dueDate: `${EXAMPLE_YEAR}-12-01`, amount: kroner(200_000) }],
  grounds: 'The workshop has places for four more.',
} as const;

/** Another condition. */
export const conditions = {
  kind: 'conditions',
  dropConditions: [],
  addConditions: [{ text: 'The workshop publishes what it learns.', beforePayout: false }],
  grounds: 'Others want to do the same.',
} as const;

/** A decision-maker approves. */
export const approval = { grounds: 'As proposed.' };

/** A decision-maker returns. */
export const giveBack = { grounds: 'The need is not documented.' };

/** The recipient is told. */
export const forewarning = { grounds: 'The workshop was closed in May.' };

/** Half of it stays in force. */
export const revocation = { amountInForce: kroner(600_000), grounds: 'The workshop ran for half a year.' };

/** The end. */
export const closing = { note: 'All is paid and reported.' };

/** A report with accounts. */
export const report = {
  text: 'Eleven people took part, seven of them have work now.',
  accounts: [
    { text: 'Salaries', amount: kroner(700_000) },
    { text: 'Materials', amount: kroner(300_000) },
  ],
  spent: kroner(1_000_000),
};

/** A report lacks something. */
export const reportReturn = {
  grounds: 'The accounts do not show what the premises cost.',
  dueOn: `${EXAMPLE_YEAR + 1}-05-31`,
};

/** A report is good. */
export const reportApproval = { note: 'Goals reached.' };

/** A report is not needed. */
export const reportWaiver = { grounds: 'The project ended before it began.' };

/** No decision-maker is left. */
export const reportWaiverStandIn = {
  person: 'frida',
  grounds: 'Both decision-makers have a conflict of interest.',
};

/** Another account, with what shows whose it is. */
export const accountCorrection = {
  account: '12345678911',
  evidence: 'A letter of the bank of 2 June says that the account is the workshop’s.',
};

/** An account that is not taken. */
export const accountRejection = { grounds: 'The letter names another organisation.' };

/** The recipient does not want the grant. */
export const declining = { grounds: 'The premises were let to somebody else.' };

/** By when the grant has to be accepted. */
export const acceptanceDate = { lastDay: `${EXAMPLE_YEAR + 1}-03-31`, remindOn: `${EXAMPLE_YEAR + 1}-03-15` };

/** A revocation was wrong. */
export const reinstatement = { grounds: 'The letter about the new premises had been overlooked.' };

/** To undo it needs more. */
export const reinstatementReturn = { grounds: 'Say when the premises can be used.' };
