import { expect, it } from '@jest/globals';
import { bodyOf } from '#http/testing/posted.js';
import { StateAidController } from '../../http/state-aid.controller.js';
import { stateAidOffers } from './state-aid-offers.js';

it('offers to confirm the entry of each aid of a case, with a body that fits and becomes its command', () => {
  const offers = stateAidOffers({ today: '2026-03-10', aid: ['a1', 'a2'] });
  expect(offers.map(({ href }) => href)).toEqual([
    '/v1/state-aid/a1/register-entry',
    '/v1/state-aid/a2/register-entry',
  ]);
  const [, offer] = offers;
  expect(bodyOf([StateAidController], offer!)).toMatchObject(offer!.example!);
  const command = offer!.command({} as never);
  expect(command.id).toBe('a2');
  expect(command.content).toMatchObject(offer!.example!);
});
