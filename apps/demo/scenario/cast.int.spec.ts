import { describe, expect, it } from '@jest/globals';
import { SCENARIOS } from '#http/dev-login/cast.js';
import { agencyOf } from './grants/agency.js';
import { Scene, type Person } from './scene.js';

describe('the login page', () => {
  it('offers those who work on the cases of the scenarios, as they are there', async () => {
    const cast: object[] = [];
    const scene: Scene = Object.assign(Object.create(Scene.prototype) as Scene, {
      person: (...[who, roles, organisation]: Parameters<Scene['person']>) => {
        cast.push({ ...who, organisation, roles });
        return Promise.resolve({ subject: who.subject } as Person);
      },
    });
    await agencyOf(scene);
    expect(cast).toEqual(SCENARIOS);
  });
});
