import { expect, it } from '@jest/globals';
import { stateAidOffers } from './state-aid-offers.js';

it('offers to confirm the entry of each aid of a case', () => {
  const offers = stateAidOffers({ today: '2026-03-10', aid: ['a1', 'a2'] });
  expect(offers.map(({ href }) => href)).toEqual([
    '/v1/state-aid/a1/register-entry',
    '/v1/state-aid/a2/register-entry',
  ]);
  const command = offers[1]!.command({} as never);
  expect([command.id, command.content]).toEqual(['a2', offers[1]!.example]);
});
