import type { PilotCommand } from '../pilot.js';
import { ACTING, CONTRACT, DIGEST, NOT_HERE } from './contract.js';

const { carl, wenche, ivar } = ACTING;

/** Commands about the outcome contract; `SignContract` is the signature that comes last. */
export const contracting = {
  DraftContract: { type: 'DraftContract', contract: CONTRACT, digest: DIGEST, person: carl.person },
  SignContract: { type: 'SignContract', digest: DIGEST, reservationId: 'r1', ...wenche },
  'SignContract (a party)': { type: 'SignContract', digest: DIGEST, reservationId: 'r1', ...ivar },
  AbandonLiability: { type: 'AbandonLiability', reservationId: 'r1', grounds: 'Nobody signed.' },
  'AbandonLiability (another one)': {
    type: 'AbandonLiability',
    reservationId: 'r9',
    grounds: 'Nobody signed.',
  },
} as const satisfies Readonly<Record<string, PilotCommand>>;

/** What they lead to. */
export const contracted = {
  DraftContract: [
    '✗ wrong-state',
    {
      ...NOT_HERE,
      '✗ partner-missing': ['framework adopted'],
      ContractDrafted: [
        'partners joined',
        'contract drafted',
        'signed by the parties',
        'signed by all but one',
      ],
    },
  ],
  SignContract: [
    '✗ wrong-state',
    {
      ...NOT_HERE,
      '✗ parties-first': ['contract drafted'],
      ContractSigned: ['signed by the parties'],
      'ContractSigned, ContractAgreed': ['signed by all but one'],
    },
  ],
  'SignContract (a party)': [
    '✗ wrong-state',
    {
      ...NOT_HERE,
      ContractSigned: ['contract drafted'],
      '✗ already-signed': ['signed by the parties', 'signed by all but one'],
    },
  ],
  AbandonLiability: [
    '✗ reservation-in-use',
    {
      ...NOT_HERE,
      LiabilityAbandoned: [
        'established',
        'framework drafted',
        'framework adopted by one',
        'framework adopted',
        'partners joined',
        'contract drafted',
        'signed by the parties',
        'signed by all but one',
      ],
    },
  ],
  'AbandonLiability (another one)': ['LiabilityAbandoned', { ...NOT_HERE }],
} as const;
