import { describe, expect, it } from '@jest/globals';
import { SCENARIOS, type CastMember } from '#http/dev-login/cast.js';
import { agencyOf } from './grants/agency.js';
import { Scene, type Person } from './scene.js';

describe('the login page', () => {
  it('offers those who work on the cases of the scenarios, as they are there', async () => {
    const cast: CastMember[] = [];
    const scene: Scene = Object.assign(Object.create(Scene.prototype) as Scene, {
      person: (...[subject, roles, organisation]: Parameters<Scene['person']>) => {
        cast.push({ subject, organisation, roles });
        return Promise.resolve({ subject } as Person);
      },
    });
    await agencyOf(scene);
    expect(cast).toEqual(SCENARIOS);
  });
});
