import { describe } from '@jest/globals';
import { matrix } from '#eventsourcing/testing/matrix.js';
import { budget } from './budget.js';
import { BUDGET_COMMANDS, BUDGET_STATES } from './testing/samples.js';

describe('every command in every state of a budget', () => {
  matrix(
    budget,
    { states: BUDGET_STATES, commands: BUDGET_COMMANDS },
    {
      SetAppropriation: {
        none: 'AppropriationSet',
        appropriated: 'AppropriationSet',
        funded: 'AppropriationSet',
        'funded in another currency': '✗ other-currency',
        committed: 'AppropriationSet',
        lowered: 'AppropriationSet',
        released: 'AppropriationSet',
      },
      'SetAppropriation, below what is held': {
        none: 'AppropriationSet',
        appropriated: 'AppropriationSet',
        funded: 'AppropriationSet',
        'funded in another currency': '✗ other-currency',
        committed: '✗ below-reserved',
        lowered: '✗ below-reserved',
        released: 'AppropriationSet',
      },
      SetCommitmentAuthority: {
        none: 'CommitmentAuthoritySet',
        appropriated: 'CommitmentAuthoritySet',
        funded: 'CommitmentAuthoritySet',
        'funded in another currency': '✗ other-currency',
        committed: 'CommitmentAuthoritySet',
        lowered: 'CommitmentAuthoritySet',
        released: 'CommitmentAuthoritySet',
      },
      'SetCommitmentAuthority, below what is held': {
        none: 'CommitmentAuthoritySet',
        appropriated: 'CommitmentAuthoritySet',
        funded: 'CommitmentAuthoritySet',
        'funded in another currency': '✗ other-currency',
        committed: '✗ below-reserved',
        lowered: 'CommitmentAuthoritySet',
        released: 'CommitmentAuthoritySet',
      },
      ReserveCommitment: {
        none: '✗ budget-exceeded',
        appropriated: '✗ budget-exceeded',
        funded: 'CommitmentReserved',
        'funded in another currency': '✗ other-currency',
        committed: '·',
        lowered: '·',
        released: '✗ reservation-released',
      },
      'ReserveCommitment, for another': {
        none: '✗ budget-exceeded',
        appropriated: 'CommitmentReserved',
        funded: 'CommitmentReserved',
        'funded in another currency': '✗ other-currency',
        committed: '✗ budget-exceeded',
        lowered: '✗ budget-exceeded',
        released: 'CommitmentReserved',
      },
      AdjustCommitment: {
        none: '✗ reservation-unknown',
        appropriated: '✗ reservation-unknown',
        funded: '✗ reservation-unknown',
        'funded in another currency': '✗ reservation-unknown',
        committed: 'CommitmentAdjusted',
        lowered: '·',
        released: '✗ reservation-released',
      },
      'AdjustCommitment, above the limit': {
        none: '✗ reservation-unknown',
        appropriated: '✗ reservation-unknown',
        funded: '✗ reservation-unknown',
        'funded in another currency': '✗ reservation-unknown',
        committed: '✗ budget-exceeded',
        lowered: '✗ budget-exceeded',
        released: '✗ reservation-released',
      },
      ReleaseCommitment: {
        none: '✗ reservation-unknown',
        appropriated: '✗ reservation-unknown',
        funded: '✗ reservation-unknown',
        'funded in another currency': '✗ reservation-unknown',
        committed: 'CommitmentReleased',
        lowered: 'CommitmentReleased',
        released: '·',
      },
    },
  );
});
