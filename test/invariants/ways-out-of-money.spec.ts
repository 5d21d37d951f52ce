import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import { report } from '#grants/domain/report/report.js';
import { samples as reports } from '#grants/domain/report/testing/samples.js';
import { payout } from '#payouts/domain/payout/payout.js';
import { samples as payouts } from '#payouts/domain/payout/testing/samples.js';
import { recovery } from '#payouts/domain/recovery/recovery.js';
import { samples as recoveries } from '#payouts/domain/recovery/testing/samples.js';
import { settlement } from '#pilots/domain/settlement/settlement.js';
import { samples as settlements } from '#pilots/domain/settlement/testing/samples.js';
import { leadingOn } from './ways-out.js';

/** Why what is about money rests, by its status. */
const RESTS = {
  payout: { cancelled: 'nothing is paid, and its money is planned anew or free' },
  recovery: {
    settled: 'all is repaid',
    waived: 'it is owed no more',
    dropped: 'nothing was claimed',
    annulled: 'what it rested on does not hold',
  },
  report: { approved: 'it did its duty', waived: 'it is not asked for any more' },
  settlement: {},
} as const satisfies Record<string, Readonly<Record<string, string>>>;

const ALL = {
  payout: { decider: payout, samples: payouts },
  recovery: { decider: recovery, samples: recoveries },
  report: { decider: report, samples: reports },
  settlement: { decider: settlement, samples: settlements },
};

describe('money in whatever state', () => {
  it.each(Object.keys(ALL) as (keyof typeof ALL)[])(
    'of a %s is led on by somebody, or it is said why it rests',
    (kind) => {
      const { decider, samples } = ALL[kind];
      const resting: Readonly<Record<string, string>> = RESTS[kind];
      const stuck = Object.entries(samples.states).flatMap(([name, history]) => {
        const { status } = fold(decider as never, history as never) as { readonly status: string };
        if (history.length === 0 || status in resting) return [];
        const leads = leadingOn(decider as never, history as never, samples.commands);
        return leads.length > 0 ? [] : [`${name} (${status})`];
      });
      expect(stuck).toEqual([]);
    },
  );
});
