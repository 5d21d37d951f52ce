/** States in which somebody with a conflict had a part in the decision, or in what was decided since. */
export const FLAGGED = ['flagged', 'amendment flagged', 'claim flagged'] as const;
/** States in which a decision stands of which no notice is recorded. */
export const MADE = [
  'granted',
  'represented',
  'rejected',
  'inadmissible',
  'awaiting appropriation',
  'replaced',
  ...FLAGGED,
  'reversal proposed',
  'reversal approved',
] as const;
/** States in which notice of the first decision is recorded. */
export const NOTIFIED = ['notified', 'offer waiting to be open again', 'offer open again'] as const;
/** The states in which the first decision is in force, or waits to be. */
export const IN_FORCE = [
  'granted',
  'represented',
  ...NOTIFIED,
  'receipt doubted',
  'rejected',
  'inadmissible',
  ...FLAGGED,
  'reversal proposed',
  'reversal approved',
] as const;
/** The states in which a decision is in force, or awaits appropriation. */
export const DECIDED = [...IN_FORCE, 'awaiting appropriation', 'replaced'] as const;
/** Those of them in which the appeal body made it. */
export const BY_APPEAL_BODY = ['awaiting appropriation', 'replaced'] as const;
/** The states in which an application is withdrawn. */
export const WITHDRAWN = ['withdrawn', 'withdrawn after an annulment'] as const;
/** The states in which an application is decided or withdrawn. */
export const OVER = [
  'granted',
  'represented',
  'notified',
  'receipt doubted',
  'rejected',
  'reversal proposed',
  'reversal approved',
  'inadmissible',
  ...WITHDRAWN,
  'awaiting appropriation',
  'declined',
  'replaced',
  ...FLAGGED,
  'offer waiting to be open again',
  'offer open again',
] as const;
