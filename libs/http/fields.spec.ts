import { describe, expect, it } from '@jest/globals';
import { IsIn } from 'class-validator';
import {
  Account,
  CalendarDate,
  Currency,
  Email,
  InsteadOf,
  Instant,
  List,
  MinorUnits,
  MOST_MINOR_UNITS,
  NeededWhen,
  OnlyWhen,
  Optional,
  Parts,
  Slug,
  Telephone,
  Text,
  Whole,
  Year,
} from './fields.js';
import { Amount, MoneyDto } from './money.js';
import type { InvalidMember } from './problems.js';
import { ProblemException } from './problems.js';
import { propertiesOf } from './schemas.js';
import { RequestPipe } from './validation.js';

const pipe = new RequestPipe();

/** Pointers of what cannot be used in a body. */
function faults(metatype: new () => object, body: unknown): string[] {
  try {
    pipe.transform(body, { type: 'body', metatype });
    return [];
  } catch (error) {
    if (!(error instanceof ProblemException)) throw error;
    return (error.problem.facts!['errors'] as InvalidMember[]).map(({ pointer }) => pointer!);
  }
}

/** A class with one member. */
function having(...decorators: PropertyDecorator[]): new () => object {
  class Dto {
    member: unknown;
  }
  for (const decorate of decorators) decorate(Dto.prototype, 'member');
  return Dto;
}

describe('a member of a body', () => {
  it.each<[string, PropertyDecorator, unknown[], unknown[]]>([
    [
      'text',
      Text(5),
      ['a', 'blåbær'.slice(0, 5), '😀😀😀😀😀'],
      ['', ' ', 'abcdef', 'a\nb', 'a\0', '\u200B', '\u3164', 'a\u202E', 'a\u2028', 1, null],
    ],
    ['text of lines', Text(5, { lines: true }), ['a\nb', 'a\tb'], ['\n', '\u00AD\n', 'a\0b', 'a\u0085']],
    ['e-mail', Email(), ['a@b.no'], ['a', 'a\u202E@b.no', 'a\u2028@b.no', 1]],
    ['a slug', Slug(), ['a', 'a-1', '2026-x'], ['', 'A', '-a', 'a-', 'a--b', 'a b', 'x'.repeat(65), 7]],
    [
      'a date',
      CalendarDate(),
      ['2028-02-29', '1900-01-01'],
      ['2027-02-29', '0000-01-01', '2200-01-01', 2026],
    ],
    [
      'an instant',
      Instant(),
      ['2026-01-01T00:00Z', '2026-01-01T00:00:00.123+01:00'],
      [
        '2026-01-01T00:00:00',
        '2026-01-01',
        '2026-01-01T00:00Z[Europe/Oslo]',
        '2026-01-01T23:59:60Z',
        '2026-02-30T00:00Z',
        '0001-01-01T00:00Z',
        '2026-01-01T24:00Z',
        0,
      ],
    ],
    ['a currency', Currency(), ['NOK', 'GBP'], ['nok', 'XXY', '', 1]],
    ['minor units', MinorUnits(), [0, MOST_MINOR_UNITS], [-1, 1.5, MOST_MINOR_UNITS + 1, '1', null]],
    ['a whole number', Whole(1, 3), [1, 3], [0, 4, 1.5, '2']],
    ['a year', Year(), [1900, 2199], [1899, 2200, 2026.5, '2026']],
    [
      'an account',
      Account(),
      ['86011117947', 'NO9386011117947'],
      ['8601111794', '86011117948', '00000000000', '8601 11 17947', 'NO9486011117947', 'no9386011117947', 1],
    ],
    ['a telephone number', Telephone(), ['+47 22 00 00 00', '22000000'], ['12', 'call me', 'x'.repeat(50)]],
  ])('can be %s', (_, decorator, good, bad) => {
    const dto = having(decorator);
    for (const member of good) expect([member, faults(dto, { member })]).toEqual([member, []]);
    for (const member of bad) expect([member, faults(dto, { member }).length > 0]).toEqual([member, true]);
    expect(faults(dto, {})).not.toEqual([]);
  });

  it('may be left out when it is optional, which null is not', () => {
    const dto = having(Optional(), Text(5));
    expect(faults(dto, {})).toEqual([]);
    expect(faults(dto, { member: null })).toEqual(['/member']);
  });

  it('can be money, and nothing like it', () => {
    const dto = having(Amount());
    expect(faults(dto, { member: { amount: 1, currency: 'NOK' } })).toEqual([]);
    expect(faults(dto, { member: { amount: 1.5, currency: 'NOK', more: 1 } })).toEqual([
      '/member/more',
      '/member/amount',
    ]);
    for (const member of [1, '1', null, [], [{ amount: 1, currency: 'NOK' }]])
      expect([member, faults(dto, { member }).length > 0]).toEqual([member, true]);
  });

  it('can be a list of objects, within bounds', () => {
    const dto = having(Parts(() => MoneyDto, { min: 1, max: 2 }));
    const money = { amount: 1, currency: 'NOK' };
    expect(faults(dto, { member: [money, money] })).toEqual([]);
    expect(faults(dto, { member: [money, { ...money, amount: -1 }] })).toEqual(['/member/1/amount']);
    for (const member of [[], [money, money, money], money, [null], [1], [[money]]])
      expect([member, faults(dto, { member }).length > 0]).toEqual([member, true]);
  });

  it('can be a list of texts', () => {
    const dto = having(List({ max: 2 }), Text(3, { each: true }));
    expect(faults(dto, { member: ['a', 'b'] })).toEqual([]);
    for (const member of [['long'], ['a', 'b', 'c'], 'a', [1]])
      expect([member, faults(dto, { member }).length > 0]).toEqual([member, true]);
  });

  it('can belong to one kind of body only', () => {
    class Either {
      @IsIn(['one', 'other'])
      kind: string;

      @NeededWhen('kind', 'one')
      @Text(5)
      needed?: string;

      @Optional()
      @OnlyWhen('kind', 'one')
      @Text(5)
      possible?: string;
    }
    expect(faults(Either, { kind: 'other' })).toEqual([]);
    expect(faults(Either, { kind: 'one', needed: 'x', possible: 'y' })).toEqual([]);
    expect(faults(Either, { kind: 'one' })).toEqual(['/needed']);
    expect(faults(Either, { kind: 'one', needed: null })).toEqual(['/needed']);
    expect(faults(Either, { kind: 'other', needed: 'x', possible: 'y' })).toEqual(['/needed', '/possible']);
  });

  it('stands instead of another, one of the two always', () => {
    class Either {
      @InsteadOf('other')
      @Text(5)
      one?: string;

      @InsteadOf('one')
      @Text(5)
      other?: string;
    }
    expect([...faults(Either, { one: 'x' }), ...faults(Either, { other: 'x' })]).toEqual([]);
    expect(faults(Either, {})).toEqual(['/one', '/other']);
    expect(new Set(faults(Either, { one: 'x', other: 'y' }))).toEqual(new Set(['/one', '/other']));
    expect(new Set(faults(Either, { one: 'x', other: null }))).toEqual(new Set(['/one', '/other']));
    expect(propertiesOf(Either).required).toEqual([]);
  });

  it('is documented as it is checked', () => {
    class Documented {
      @Text(7)
      title: string;

      @Optional()
      @List({ max: 2 })
      @Text(3, { each: true })
      tags?: string[];

      @Optional()
      @CalendarDate()
      on?: string;
    }
    const { properties, required } = propertiesOf(Documented);
    expect(required).toEqual(['title']);
    expect(properties).toEqual({
      title: { type: 'string', minLength: 1, maxLength: 7 },
      tags: { type: 'array', maxItems: 2, items: { type: 'string', minLength: 1, maxLength: 3 } },
      on: { type: 'string', format: 'date' },
    });
  });
});
