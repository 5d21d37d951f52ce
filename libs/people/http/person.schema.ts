import { ROLES } from '#access/roles.js';
import { EXAMPLE_YEAR } from '#http/examples.js';
import type { Schema } from '#http/schemas.js';

/** A person as the API answers them. */
export const PERSON: Schema = {
  type: 'object',
  properties: {
    subject: { type: 'string' },
    name: { type: ['string', 'null'] },
    title: { type: ['string', 'null'] },
    memberships: {
      type: 'array',
      description: 'What they are in the organisations that you may look into.',
      items: {
        type: 'object',
        properties: {
          organisation: { type: 'string' },
          roles: { type: 'array', items: { type: 'string', enum: [...ROLES] } },
        },
        required: ['organisation', 'roles'],
      },
    },
    seenOn: { type: 'string', format: 'date' },
    absence: {
      type: ['object', 'null'],
      properties: { from: { type: 'string', format: 'date' }, to: { type: 'string', format: 'date' } },
      required: ['from'],
    },
    away: { type: 'boolean', description: 'Whether they are away today.' },
  },
  required: ['subject', 'name', 'title', 'memberships', 'seenOn', 'absence', 'away'],
};

/** A person of an example. */
export const personExample = {
  subject: '8f6b0c1e-2a47-4d0e-9d52-5b1f4c7a9e10',
  name: 'Carl Carlsen',
  title: 'seniorrådgiver',
  memberships: [{ organisation: 'udir', roles: ['caseworker'] }],
  seenOn: `${EXAMPLE_YEAR}-06-30`,
  absence: null,
  away: false,
};
