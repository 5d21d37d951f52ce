import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import { basisOf } from './basis.js';
import { pilot } from './pilot.js';
import type { KnownPilot } from './state.js';
import { samples } from './testing/samples.js';

const { states } = samples;
const basisIn = (state: keyof typeof states) => basisOf(fold(pilot, states[state]) as KnownPilot, false);

describe('what a settlement is calculated from', () => {
  it('leaves open which cohorts still take participants in', () => {
    expect(basisIn('cohort open').open).toEqual(['first']);
    expect(basisIn('cohort closed').open).toEqual([]);
  });
});
