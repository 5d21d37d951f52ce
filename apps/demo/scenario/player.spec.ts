import { describe, expect, it } from '@jest/globals';
import { play, type Story, type StoryClock } from './player.js';

function sceneOn(today: string): StoryClock & { readonly caughtUp: number } {
  const scene = {
    today,
    caughtUp: 0,
    moveTo: (date: string) => Promise.resolve(void (scene.today = date)),
    catchUp: () => Promise.resolve(void scene.caughtUp++),
  };
  return scene;
}

describe('stories on one clock', () => {
  const told: string[] = [];
  async function* story(name: string, ...dates: readonly string[]): Story {
    for (const date of dates) {
      told.push(name);
      yield date;
    }
    told.push(`${name} ends`);
  }

  it('go on in the order of their dates, and what follows from a step is there before the next', async () => {
    told.length = 0;
    const scene = sceneOn('2027-01-01');
    const moved: string[] = [];
    await play(
      scene,
      [story('a', '2027-03-01', '2027-04-01'), story('b', '2027-02-01'), story('c')],
      (date) => moved.push(date),
    );
    expect(told).toEqual(['a', 'b', 'c ends', 'b ends', 'a', 'a ends']);
    expect(moved).toEqual(['2027-02-01', '2027-03-01', '2027-04-01']);
    expect(scene.caughtUp).toBe(6);
  });

  it('never go back', async () => {
    await expect(play(sceneOn('2027-01-01'), [story('a', '2026-12-31')])).rejects.toThrow('goes back');
  });
});
