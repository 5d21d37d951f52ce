import { deadlineAfter } from '#calendar/deadlines.js';
import { EXAMPLE_DAY as today, kroner } from '#http/examples.js';

/** The bodies of the recoveries' examples; they are about 10 000 kroner that a report showed as unspent. */
export const reply = { answer: 'The last course was held in January; the receipts are attached.' };

/** The same answer, by post. */
export const registeredReply = { ...reply, arrival: { channel: 'post', sentOn: today } };

/** A claim of all that was forewarned. */
export const claim = {
  amount: kroner(10_000),
  dueOn: deadlineAfter(today, { weeks: 4 }),
  grounds: 'The accounts show that 10 000 kroner were not spent.',
};

/** Half now, half a month later. */
export const instalments = {
  instalments: [
    { dueOn: deadlineAfter(today, { weeks: 4 }), amount: kroner(5_000) },
    { dueOn: deadlineAfter(today, { weeks: 8 }), amount: kroner(5_000) },
  ],
  grounds: 'The recipient cannot pay at once.',
};

/** A first instalment. */
export const repayment = { amount: kroner(5_000), receivedOn: today, bankReference: 'BANK-0003' };

/** The debtor owed up. */
export const limitation = {
  basis: 'agreement' as const,
  on: today,
  grounds: 'The letter in which the debtor agrees is in the file.',
};

/** Twelve years from now. */
export const limitationMove = {
  limitationDate: deadlineAfter(today, { years: 12 }),
  grounds: 'A judgment of another case was found to cover it.',
};

/** What the debtor cannot pay any more. */
export const writeOff = {
  authority: 'Regulations on financial management, section 8',
  grounds: 'The debtor is bankrupt and the estate is empty.',
};

/** Half of what is owed. */
export const waiver = {
  amount: kroner(2_500),
  authority: 'Regulations on financial management, section 8',
  grounds: 'The debtor reported the error and spent it on the project in good faith.',
};

/** What was proposed lacks something. */
export const proposalReturn = { grounds: 'Ask for the accounts of the spring first.' };

/** Nobody else is left. */
export const standIn = {
  person: 'frida',
  grounds: 'Both decision-makers approved what the claim rests on.',
};

/** Nothing is claimed. */
export const dropping = { grounds: 'The receipts show that all of it was spent.' };

/** The appeal body found that the grounds did not carry the claim. */
export const claimAnew = { grounds: 'The accounts were gone through once more, as the appeal body asked.' };

/** All that was repaid. */
export const payingBack = { grounds: 'The claim was annulled on appeal.' };

/** Paid on the day. */
export const paidBack = { paidOn: today, bankReference: 'BANK-0011' };
