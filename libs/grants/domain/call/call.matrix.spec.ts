import { describe } from '@jest/globals';
import { matrix } from '#eventsourcing/testing/matrix.js';
import { call } from './call.js';
import { CALL_COMMANDS, CALL_STATES } from './testing/samples.js';

describe('every command in every state of a call', () => {
  matrix(
    call,
    { states: CALL_STATES, commands: CALL_COMMANDS },
    {
      AnnounceCall: {
        none: 'CallAnnounced',
        announced: '·',
        extended: '·',
        'with a dispensation': '·',
        closed: '·',
        'closed, with a dispensation': '·',
        cancelled: '·',
      },
      ExtendCall: {
        none: '✗ call-unknown',
        announced: 'CallExtended',
        extended: 'CallExtended',
        'with a dispensation': 'CallExtended',
        closed: '✗ call-closed',
        'closed, with a dispensation': '✗ call-closed',
        cancelled: '✗ call-cancelled',
      },
      GrantDispensation: {
        none: '✗ call-unknown',
        announced: 'LateSubmissionAllowed',
        extended: 'LateSubmissionAllowed',
        'with a dispensation': '·',
        closed: 'LateSubmissionAllowed',
        'closed, with a dispensation': '·',
        cancelled: '✗ call-cancelled',
      },
      CancelCall: {
        none: '✗ call-unknown',
        announced: 'CallCancelled',
        extended: 'CallCancelled',
        'with a dispensation': 'CallCancelled',
        closed: 'CallCancelled',
        'closed, with a dispensation': 'CallCancelled',
        cancelled: '·',
      },
      CloseCall: {
        none: '✗ call-unknown',
        announced: 'CallClosed',
        extended: '·',
        'with a dispensation': 'CallClosed',
        closed: '·',
        'closed, with a dispensation': '·',
        cancelled: '·',
      },
    },
  );
});
