/** The recipient has received the letter of the revocation. */
export const notice = { of: { kind: 'revocation' }, channel: 'portal' };

/** That letter came on another day than is on record. */
export const noticeCorrection = {
  of: { kind: 'revocation' },
  receivedOn: '2027-09-03',
  grounds: 'The postal receipt bears this day.',
};

/** A second person has seen the receipt. */
export const noticeCorrectionApproval = { of: { kind: 'revocation' }, correction: 1 };

/** A second person has seen another receipt. */
export const noticeCorrectionRejection = {
  of: { kind: 'revocation' },
  correction: 1,
  grounds: 'That receipt is of another letter.',
};
