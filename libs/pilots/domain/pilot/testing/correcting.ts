import type { PilotCommand } from '../pilot.js';
import { ACTING, NOT_HERE, ORGANISATIONS, TODAY } from './contract.js';

const { tor, carl, cecilie } = ACTING;

/** Commands about the account of the town. */
export const correcting = {
  ProposePartnerAccount: {
    type: 'ProposePartnerAccount',
    organisation: ORGANISATIONS.town,
    role: 'municipality',
    account: '12345678911',
    evidence: 'A letter of the bank',
    proposer: tor.person,
    actingFor: tor.organisation,
    today: TODAY,
  },
  ApprovePartnerAccount: { type: 'ApprovePartnerAccount', correction: 1, approver: carl.person },
  RejectPartnerAccount: {
    type: 'RejectPartnerAccount',
    correction: 1,
    person: cecilie.person,
    grounds: 'The letter names somebody else.',
  },
} as const satisfies Readonly<Record<string, PilotCommand>>;

const WAITING = ['closed, an account waits'] as const;

/** What they lead to. */
export const corrected = {
  ProposePartnerAccount: [
    'PartnerAccountProposed',
    {
      ...NOT_HERE,
      '✗ partner-unknown': [
        'established',
        'framework drafted',
        'framework adopted by one',
        'framework adopted',
      ],
      '✗ account-correction-waits': WAITING,
    },
  ],
  ApprovePartnerAccount: ['✗ no-account-correction', { ...NOT_HERE, PartnerAccountCorrected: WAITING }],
  RejectPartnerAccount: ['✗ no-account-correction', { ...NOT_HERE, PartnerAccountRejected: WAITING }],
} as const;
