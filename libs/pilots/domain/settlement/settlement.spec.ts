import { describe } from '@jest/globals';
import { leadTo } from '#eventsourcing/testing/outcomes.js';
import { settlement } from './settlement.js';
import { samples } from './testing/samples.js';

describe('every command on a settlement in every state', () => {
  leadTo(settlement, samples);
});
