import { describe } from '@jest/globals';
import { leadTo } from '#eventsourcing/testing/outcomes.js';
import { pilot } from './pilot.js';
import { samples } from './testing/samples.js';

describe('every command on a pilot in every state', () => {
  leadTo(pilot, samples);
});
