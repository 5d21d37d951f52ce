import { describe, expect, it } from '@jest/globals';
import type { IssuerConfig } from '../config/issuer-config.js';
import { readAsFile } from '../testing/documented-issuers.js';
import { actorsOf, subjectOf, toldApart } from './person.js';
import type { Claims } from './reading.js';

const issuer = (name: string, more: object) => ({
  name,
  issuer: `https://${name}.example`,
  audience: 'tilsagn',
  clients: ['portal'],
  ...more,
});
const { issuers } = readAsFile({
  issuers: [
    issuer('people', {}),
    issuer('systems', { person: { claim: 'consumer.ID' } }),
    issuer('citizens', { person: { claim: 'pid', digest: true } }),
  ],
});
const digestOf = (value: string) => `digest-of-${value.length}`;
const named = (name: string): IssuerConfig => issuers.find((each) => each.name === name)!;
const subject = (name: string, claims: Claims, all = issuers) =>
  subjectOf(claims, named(name), all, digestOf);

describe('the person a token stands for', () => {
  it('is called by the claim of its issuer, and of a further issuer behind its name', () => {
    expect(subject('people', { sub: 'kari' })).toBe('kari');
    expect(subject('systems', { sub: 'kari', consumer: { ID: '0192:970018131' } })).toBe(
      'systems:0192:970018131',
    );
    expect(subject('citizens', { pid: '17896900574' })).toBe('citizens:digest-of-11');
    const plain = { ...named('citizens'), plain: true };
    expect(subjectOf({ pid: '17896900574' }, plain, [plain], digestOf)).toBe('digest-of-11');
    expect(toldApart('portal', named('people'))).toBe('portal');
    expect(toldApart('portal', named('systems'))).toBe('systems:portal');
  });

  it.each(['systems:x', 'Systems:x', ' systems:x', '\u200bsystems\u200b:x', 'citizens:digest-of-11'])(
    'does not pose as one of another issuer: %j',
    (sub) => {
      expect(() => subject('people', { sub })).toThrow('must not begin like the subjects of another issuer');
      expect(subject('people', { sub }, [named('people')])).toBe(sub);
    },
  );

  it.each(['process:x', 'IMPORT:x', ' operator:x', '\u200bproc\u200bess:x', 'process :x'])(
    'acts with a token, unlike %j',
    (sub) => {
      expect(() => subject('people', { sub })).toThrow(
        'begins with none of "process:", "import:", "operator:"',
      );
      expect(() => subject('systems', { consumer: { ID: sub } })).toThrow('the claim "consumer.ID" must be');
    },
  );

  it.each(['processor:x', 'process', 'system:x', 'x:systems:y'])('may be %j', (sub) => {
    expect(subject('people', { sub })).toBe(sub);
  });
});

describe('those who act for a person', () => {
  const acting = (act: unknown, name = 'people') => actorsOf({ act }, named(name), issuers, digestOf);

  it('are told the one who acts now first, each as their issuer calls them', () => {
    const act = {
      sub: 'robot',
      act: { iss: 'https://citizens.example', pid: '17896900574', act: { consumer: { ID: '1' } } },
    };
    expect(() => acting(act)).toThrow(
      'in the claim "act" the claim "sub", which tells the person, is missing',
    );
    expect(acting({ ...act, act: { ...act.act, act: undefined } })).toEqual([
      'robot',
      'citizens:digest-of-11',
    ]);
    expect(acting(undefined)).toEqual([]);
    expect(acting({ consumer: { ID: '1' } }, 'systems')).toEqual(['systems:1']);
  });

  it.each<[unknown, string]>([
    ['robot', 'the claim "act" must be an object'],
    [null, 'the claim "act" must be an object'],
    [[{ sub: 'robot' }], 'the claim "act" must be an object'],
    [{ sub: 'process:x' }, 'in the claim "act" the claim "sub" must be'],
    [{ sub: 'systems:x' }, 'in the claim "act" the claim "sub" must not begin like'],
    [{ sub: 'robot', iss: 'https://evil.example' }, 'names no issuer that is trusted here'],
    [{ sub: 'robot', iss: 7 }, 'names no issuer that is trusted here'],
  ])('are refused when they are %j', (act, reason) => {
    expect(() => acting(act)).toThrow(reason);
  });
});
