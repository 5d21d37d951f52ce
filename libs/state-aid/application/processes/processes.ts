import { ReleaseWithCommitment } from './release-with-commitment.js';
import { WatchRegisterEntries } from './watch-register-entries.js';

/** The process managers of state aid; the composition hands them to their runners. */
export const STATE_AID_PROCESSES = [ReleaseWithCommitment, WatchRegisterEntries];
