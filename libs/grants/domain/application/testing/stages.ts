/** States in which a decision stands of which no notice is recorded. */
export const MADE = [
  'granted',
  'represented',
  'rejected',
  'inadmissible',
  'awaiting appropriation',
  'replaced',
  'flagged',
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
  'flagged',
  'reversal proposed',
  'reversal approved',
] as const;
/** The states in which a decision is in force, or awaits appropriation. */
export const DECIDED = [...IN_FORCE, 'awaiting appropriation', 'replaced'] as const;
/** Those of them in which the appeal body made it. */
export const BY_APPEAL_BODY = ['awaiting appropriation', 'replaced'] as const;
