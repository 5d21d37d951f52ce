import { expect, it } from '@jest/globals';
import { bodyOf } from '#http/testing/posted.js';
import { StateAidController } from '../../http/state-aid.controller.js';
import { possibleOnAid } from './aid-commands.js';

it('lets people confirm the entry of each aid of a case, with a body that fits and becomes its command', () => {
  const possible = possibleOnAid({ today: '2026-03-10', aid: ['a1', 'a2'] });
  expect(possible.map(({ href }) => href)).toEqual([
    '/v1/state-aid/a1/register-entry',
    '/v1/state-aid/a2/register-entry',
  ]);
  const [, each] = possible;
  expect(bodyOf([StateAidController], each!)).toMatchObject(each!.example!);
  const command = each!.command({} as never);
  expect(command.id).toBe('a2');
  expect(command.content).toMatchObject(each!.example!);
});
