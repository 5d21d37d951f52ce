/** The recipient has received the letter of the revocation. */
export const notice = { of: { kind: 'revocation' }, channel: 'portal' };
