import { describe } from '@jest/globals';
import { matrix } from '#eventsourcing/testing/matrix.js';
import { scheme } from './scheme.js';
import { SCHEME_COMMANDS, SCHEME_STATES } from './testing/samples.js';

describe('every command in every state of a scheme', () => {
  matrix(
    scheme,
    { states: SCHEME_STATES, commands: SCHEME_COMMANDS },
    {
      EstablishScheme: {
        none: 'SchemeEstablished, RegulationVersionAdopted',
        established: '·',
        drafted: '·',
        consulted: '·',
        'drafted anew': '·',
        adopted: '·',
        delegated: '·',
        'delegation revoked': '·',
      },
      DraftRegulationVersion: {
        none: '✗ scheme-unknown',
        established: 'RegulationVersionDrafted',
        drafted: '·',
        consulted: '·',
        'drafted anew': '·',
        adopted: '·',
        delegated: 'RegulationVersionDrafted',
        'delegation revoked': 'RegulationVersionDrafted',
      },
      ConsultOnRegulationVersion: {
        none: '✗ scheme-unknown',
        established: '✗ draft-unknown',
        drafted: 'RegulationVersionConsulted',
        consulted: '·',
        'drafted anew': '·',
        adopted: '✗ draft-unknown',
        delegated: '✗ draft-unknown',
        'delegation revoked': '✗ draft-unknown',
      },
      'AdoptRegulationVersion of a draft': {
        none: '✗ scheme-unknown',
        established: '✗ draft-unknown',
        drafted: '✗ not-consulted',
        consulted: 'RegulationVersionAdopted',
        'drafted anew': '✗ four-eyes',
        adopted: '·',
        delegated: '✗ draft-unknown',
        'delegation revoked': '✗ draft-unknown',
      },
      'AdoptRegulationVersion at once': {
        none: '✗ scheme-unknown',
        established: 'RegulationVersionAdopted',
        drafted: 'RegulationVersionAdopted',
        consulted: 'RegulationVersionAdopted',
        'drafted anew': 'RegulationVersionAdopted',
        adopted: 'RegulationVersionAdopted',
        delegated: 'RegulationVersionAdopted',
        'delegation revoked': 'RegulationVersionAdopted',
      },
      GrantDelegation: {
        none: '✗ scheme-unknown',
        established: 'DelegationGranted',
        drafted: 'DelegationGranted',
        consulted: 'DelegationGranted',
        'drafted anew': 'DelegationGranted',
        adopted: 'DelegationGranted',
        delegated: '·',
        'delegation revoked': '·',
      },
      RevokeDelegation: {
        none: '✗ scheme-unknown',
        established: '✗ delegation-unknown',
        drafted: '✗ delegation-unknown',
        consulted: '✗ delegation-unknown',
        'drafted anew': '✗ delegation-unknown',
        adopted: '✗ delegation-unknown',
        delegated: 'DelegationRevoked',
        'delegation revoked': '·',
      },
    },
  );
});
