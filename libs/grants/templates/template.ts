import type { SchemeEstablished } from '../contract/events.js';
import type { RegulationVersion } from '../contract/regulation.js';

/**
 * A scheme as published sources describe it. What they do not say is left out, and whoever establishes the scheme
 * says it: the day the rules are in force from always, and what else is missing here.
 */
export interface SchemeTemplate {
  readonly code: string;
  /** Where its facts come from. */
  readonly sources: readonly string[];
  /** What stands in it without a source, by JSON pointer: to be checked before it is used. */
  readonly assumptions: readonly string[];
  readonly scheme: Partial<Omit<SchemeEstablished['data'], 'schemeId' | 'directorate'>> & {
    readonly currency: string;
    readonly regulation: Omit<RegulationVersion, 'inForceFrom'>;
  };
}
