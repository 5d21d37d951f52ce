import { describe } from '@jest/globals';
import { matrix } from '#eventsourcing/testing/matrix.js';
import { aidRegister } from './register.js';
import { samples } from './testing/samples.js';

describe('every command on aid in every state', () => {
  matrix(aidRegister, samples, {
    RecordAid: {
      none: 'DeMinimisAidGranted',
      'limit used by others': '✗ de-minimis-exceeded',
      granted: '·',
      overdue: '·',
      entered: '·',
      released: '✗ aid-released',
    },
    ReleaseAid: {
      none: '·',
      'limit used by others': '·',
      granted: 'DeMinimisAidReleased',
      overdue: 'DeMinimisAidReleased',
      entered: 'DeMinimisAidReleased',
      released: '·',
    },
    LowerAid: {
      none: '·',
      'limit used by others': '·',
      granted: 'DeMinimisAidLowered',
      overdue: 'DeMinimisAidLowered',
      entered: 'DeMinimisAidLowered',
      released: '·',
    },
    ConfirmRegisterEntry: {
      none: '✗ aid-unknown',
      'limit used by others': '✗ aid-unknown',
      granted: 'RegisterEntryConfirmed',
      overdue: 'RegisterEntryConfirmed',
      entered: '·',
      released: '✗ aid-released',
    },
    MarkRegisterEntryOverdue: {
      none: '·',
      'limit used by others': '·',
      granted: 'RegisterEntryBecameOverdue',
      overdue: '·',
      entered: '·',
      released: '·',
    },
  });
});
