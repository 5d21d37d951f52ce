/** The recipient asks for a later payment. */
export const amendmentRequest = {
  wish: 'The second instalment in December instead of September.',
  grounds: 'The premises are ready in the autumn.',
};

/** The recipient does not need it any more. */
export const amendmentRequestWithdrawal = { grounds: 'The premises are ready in time.' };

/** Why it is refused. */
export const amendmentRefusal = { grounds: 'The places are needed in September.' };

/** A decision-maker returns the refusal. */
export const amendmentRefusalReturn = { grounds: 'Ask for the lease first.' };
