import type { Settlement } from '../state.js';
import { MEASURED_BY, type CommandIn } from './judging.js';

/** A conflict comes on record of whoever calculates, as far as they are known to. */
export const FLAGGING = { type: 'FlagSettlement', person: 'carl', measuredBy: MEASURED_BY } as const;

/** The superior of a directorate looks at the last version. */
export function upholding(state: Settlement) {
  return {
    type: 'UpholdSettlement',
    version: versionIn(state),
    person: 'sigrid',
    superior: true,
    measuredBy: MEASURED_BY,
    grounds: 'Others checked it.',
  } as const;
}

/** A superior names another for it. */
export function naming(state: Settlement) {
  return {
    type: 'NameSettlementStandIn',
    version: versionIn(state),
    namedBy: 'sigrid',
    person: 'beate',
    measuredBy: MEASURED_BY,
    grounds: 'Both superiors have a conflict as well.',
  } as const;
}

/** Commands about a version in which somebody with a conflict had a part. */
export const flagging = {
  FlagSettlement: FLAGGING,
  'FlagSettlement (of whoever had no part)': { ...FLAGGING, person: 'olga' },
  UpholdSettlement: upholding,
  'UpholdSettlement (by a stand-in)': (state) => ({ ...upholding(state), person: 'beate', superior: false }),
  'UpholdSettlement (by whoever measured)': (state) => ({ ...upholding(state), person: 'vera' }),
  NameSettlementStandIn: naming,
} as const satisfies Readonly<Record<string, CommandIn>>;

function versionIn(state: Settlement): number {
  return state.status === 'none' ? 1 : state.current.version;
}

/** States in which the last version is flagged. */
const FLAGGED = [
  'flagged under way',
  'flagged before it was ordered',
  'flagged after it was concluded',
] as const;
const NONE = { '✗ settlement-unknown': ['none'] } as const;

/** What they lead to. */
export const flaggings = {
  FlagSettlement: [
    'SettlementFlagged',
    {
      ...NONE,
      '·': ['returned', ...FLAGGED, 'flagged, a stand-in named', 'flagged and upheld'],
      'SettlementFlagged, SettlementFlagged': ['calculated anew', 'reviewed anew', 'approved by one anew'],
    },
  ],
  'FlagSettlement (of whoever had no part)': ['·', NONE],
  UpholdSettlement: [
    '✗ decision-not-flagged',
    { ...NONE, SettlementUpheld: [...FLAGGED, 'flagged, a stand-in named'] },
  ],
  'UpholdSettlement (by a stand-in)': [
    '✗ decision-not-flagged',
    { ...NONE, '✗ not-stand-in': FLAGGED, SettlementUpheld: ['flagged, a stand-in named'] },
  ],
  'UpholdSettlement (by whoever measured)': [
    '✗ decision-not-flagged',
    { ...NONE, '✗ four-eyes': [...FLAGGED, 'flagged, a stand-in named'] },
  ],
  NameSettlementStandIn: [
    '✗ decision-not-flagged',
    { ...NONE, SettlementStandInNamed: FLAGGED, '·': ['flagged, a stand-in named'] },
  ],
} as const;
