import { IsIn } from 'class-validator';
import { Optional, Text } from '#http/fields.js';
import { PageQuery } from '#http/list-query.js';
import type { HistoricalOutcome } from '../contract/historical.js';

const OUTCOMES = [
  'matched',
  'differs',
  'computed-nothing-to-compare',
  'cannot-be-computed',
] as const satisfies readonly HistoricalOutcome[];

/** Which historical pilots to list. */
export class HistoricalPilotsQuery extends PageQuery {
  @Optional()
  @IsIn(OUTCOMES)
  outcome?: HistoricalOutcome;

  /** Words in the reference or the title. */
  @Optional()
  @Text(200)
  q?: string;
}
