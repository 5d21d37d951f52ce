import { EXAMPLE_DAY } from '#http/examples.js';
import { draft } from '../examples.js';
import { appeal } from './appeal.js';
import { supplement } from './application.js';

const { callId: _, ...document } = draft;

const arrival = { channel: 'post', sentOn: EXAMPLE_DAY } as const;

/** An application on paper. */
export const registeredApplication = { ...document, organisation: '987654325', arrival };

/** What was missing, by e-mail. */
export const registeredSupplement = { ...supplement, arrival: { ...arrival, channel: 'email' } };

/** An appeal by post of somebody who did not apply. */
export const registeredOtherAppeal = {
  ...appeal,
  arrival,
  appellant: { organisation: '910000020', name: 'Nabo AS', interest: 'We lose the places we offer.' },
};

/** An appeal by post. */
export const registeredAppeal = { ...appeal, arrival };
