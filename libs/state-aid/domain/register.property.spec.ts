import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '#calendar/oslo.js';
import { fold } from '#eventsourcing/decider.js';
import { spellingsOf } from '#organisations/testing/spellings.js';
import type { AidEvent } from '../contract/events.js';
import { excessOf } from './limit.js';
import { aidRegister, type AidCommand } from './register.js';
import { grant, RULES } from './testing/samples.js';
import { aidOf, undertakingOf } from './undertaking.js';

const ORGANISATIONS = ['911111111', '922222222', '933333333', '944444444'];
const organisation = fc.constantFrom(...ORGANISATIONS);
const day = fc.integer({ min: 0, max: 2500 }).map((days) => addDays('2020-01-01', days));

const grants = (declaring: boolean) =>
  fc
    .record({
      aidId: fc.integer({ min: 0, max: 30 }).map((n) => `a${n}`),
      kroner: fc.integer({ min: 0, max: 2_000_000 }),
      organisation,
      grantedOn: day,
      group: declaring ? fc.option(fc.subarray(ORGANISATIONS), { nil: undefined }) : fc.constant(undefined),
    })
    .map(({ aidId, kroner, group, ...more }): AidCommand =>
      grant(aidId, kroner, {
        ...more,
        ...(group === undefined ? {} : { declaration: { group, otherAid: [] } }),
      }),
    );
const releases = fc
  .integer({ min: 0, max: 30 })
  .map((n): AidCommand => ({ type: 'ReleaseAid', aidId: `a${n}`, grounds: 'revoked' }));
const stories = (declaring: boolean) =>
  fc.array(fc.oneof({ weight: 4, arbitrary: grants(declaring) }, { weight: 1, arbitrary: releases }), {
    maxLength: 40,
  });

function told(story: readonly AidCommand[]): AidEvent[] {
  const history: AidEvent[] = [];
  for (const command of story) {
    const decision = aidRegister.decide(command, fold(aidRegister, history));
    if ('events' in decision) history.push(...decision.events);
  }
  return history;
}

/** The most that lies in any window of three years, by looking at every day aid was granted on. */
function fullest(history: readonly AidEvent[], members: readonly string[]): number {
  const all = aidOf(fold(aidRegister, history), members);
  const totals = all.map(({ grantedOn }) => {
    const [year, rest] = [Number(grantedOn.slice(0, 4)) - 3, grantedOn.slice(4)];
    // ISO dates compare as text; 29 February has no neighbour three years before, so the 28th stands for it.
    const before = `${year}${rest === '-02-29' ? '-02-28' : rest}`;
    return all
      .filter((each) => each.grantedOn > before && each.grantedOn <= grantedOn)
      .reduce((total, each) => total + each.amountEuroCents, 0);
  });
  return Math.max(0, ...totals);
}

describe('de minimis aid, whatever happens', () => {
  it('never exceeds the limit in any window, in whatever order it is recorded', () => {
    fc.assert(
      fc.property(stories(false), (story) => {
        const history = told(story);
        for (const each of ORGANISATIONS)
          expect(fullest(history, [each])).toBeLessThanOrEqual(RULES.limitEuroCents);
      }),
    );
  });

  it('is granted to a group only where it fits with all the group has, at that moment', () => {
    fc.assert(
      fc.property(stories(true), (story) => {
        const history = told(story);
        for (const [index, event] of history.entries()) {
          if (event.type !== 'DeMinimisAidGranted') continue;
          const { data } = event;
          const before = fold(aidRegister, history.slice(0, index));
          expect(undertakingOf(before, data.organisation)).toEqual(data.undertaking);
          expect(excessOf(aidOf(before, data.undertaking), data, RULES)).toBeUndefined();
          expect(data.total).toBeLessThanOrEqual(data.limit);
        }
      }),
    );
  });

  it('says the same of one set of grants that all fit, whichever came first', () => {
    const fitting = fc.uniqueArray(grants(false), {
      maxLength: 12,
      selector: (command) => (command as { aidId: string }).aidId,
    });
    fc.assert(
      fc.property(fitting, fc.infiniteStream(fc.nat()), (commands, random) => {
        fc.pre(told(commands).length === commands.length);
        const shuffled = commands
          .map((command) => [random.next().value, command] as const)
          .toSorted(([a], [b]) => a - b)
          .map(([, command]) => command);
        const [one, other] = [told(commands), told(shuffled)];
        expect(other.length).toBe(one.length);
        for (const each of ORGANISATIONS)
          expect(aidOf(fold(aidRegister, other), [each])).toEqual(aidOf(fold(aidRegister, one), [each]));
      }),
    );
  });

  it('is the same however the numbers of the group are written', () => {
    const NUMBERS = ['910000012', '910000020', '910000039'];
    const written = fc.array(
      fc
        .record({
          at: fc.nat(2),
          group: fc.subarray([0, 1, 2]),
          kroner: fc.integer({ min: 0, max: 2_000_000 }),
        })
        .chain(({ at, group, kroner }) =>
          fc.tuple(...[at, ...group].map((each) => spellingsOf(NUMBERS[each]!))).map(([own, ...others]) => ({
            plain: { kroner, organisation: NUMBERS[at]!, group: group.map((each) => NUMBERS[each]!) },
            spelled: { kroner, organisation: own!, group: others },
          })),
        ),
      { maxLength: 8 },
    );
    const story = (all: readonly { kroner: number; organisation: string; group: readonly string[] }[]) =>
      told(
        all.map(({ kroner, organisation: of, group }, index) =>
          grant(`a${index}`, kroner, { organisation: of, declaration: { group, otherAid: [] } }),
        ),
      );
    fc.assert(
      fc.property(written, (all) => {
        const history = story(all.map(({ spelled }) => spelled));
        expect(history).toEqual(story(all.map(({ plain }) => plain)));
      }),
    );
  });

  it('folds to the same again', () => {
    fc.assert(
      fc.property(stories(true), (story) => {
        const history = told(story);
        const [one, again] = [
          fold(aidRegister, history),
          fold(aidRegister, JSON.parse(JSON.stringify(history))),
        ];
        for (const each of ORGANISATIONS) {
          expect(undertakingOf(again, each)).toEqual(undertakingOf(one, each));
          expect(aidOf(again, [each])).toEqual(aidOf(one, [each]));
        }
      }),
    );
  });
});
