import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '#eventsourcing/event.js';
import { actingFor, choicesOf } from '#access/identity/acting-for.js';
import type { Identity } from '#access/identity/identity.js';
import { organisationOf } from '#access/organisation.js';
import { ROLES } from '#access/roles.js';
import { ONESELF } from '#access/rules.js';
import { Describe } from './describe.js';
import { CurrentActor, CurrentIdentity } from './identity.js';
import type { Schema } from './schemas.js';

const CHOICE: Schema = {
  type: 'object',
  description: 'An organisation, or the person themselves: `subject:` and their subject.',
  properties: {
    organisation: { type: 'string' },
    roles: { type: 'array', items: { type: 'string', enum: [...ROLES] } },
  },
  required: ['organisation', 'roles'],
};

const ANSWER: Schema = {
  type: 'object',
  properties: {
    subject: { type: 'string' },
    program: { type: 'boolean', description: 'You are a program that acts by itself.' },
    name: { type: 'string', description: 'What your token says you are called.' },
    title: { type: 'string' },
    client: { type: 'string', description: 'The client the token was issued to.' },
    actedBy: {
      type: 'array',
      items: { type: 'string' },
      description: 'Who acts for the subject, the last one first.',
    },
    choices: { type: 'array', items: CHOICE, description: 'What `Tilsagn-Organisation` may say.' },
    acting: {
      ...CHOICE,
      description: 'The choice a request like this one is made with; left out where there is none.',
    },
    refused: {
      type: 'string',
      description:
        'Code of the problem that every other route answers a request like this one; left out where there is none.',
    },
  },
  required: ['subject', 'choices'],
};

/** Tells people who they are to the system, and for whom they can act. */
@ApiTags('identity')
@Controller('v1/me')
export class MeController {
  @Get()
  @Describe({
    summary: 'Who you are, and for whom you can act',
    description:
      'Also before you chose with `Tilsagn-Organisation`. Without the header you act for the one organisation you belong to, or for yourself where there is none.',
    action: ONESELF['identity.read'],
    beforeChoosing: true,
    answer: {
      schema: ANSWER,
      example: {
        subject: 'carl',
        name: 'Carl Carlsen',
        client: 'case-handling',
        choices: [
          { organisation: 'udir', roles: ['caseworker'] },
          { organisation: '987654325', roles: ['applicant'] },
        ],
        acting: { organisation: 'udir', roles: ['caseworker'] },
      },
    },
  })
  me(@CurrentIdentity() identity: Identity, @CurrentActor() actor: Actor | undefined) {
    const { memberships: _, ...told } = identity;
    const choices = choicesOf(identity);
    const who = { ...told, choices };
    if (actor)
      return { ...who, acting: choices.find(({ organisation }) => organisation === organisationOf(actor)) };
    const acting = actingFor(identity);
    return acting.ok ? who : { ...who, refused: acting.refusal.code };
  }
}
