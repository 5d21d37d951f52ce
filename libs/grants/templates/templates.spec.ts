import { describe, expect, it } from '@jest/globals';
import { RequestPipe } from '#http/validation.js';
import { ProblemException, type InvalidMember } from '#http/problems.js';
import { faultOf } from '../domain/scheme/regulation.js';
import { regulationView } from '../queries/regulation-view.js';
import { TEMPLATES } from './templates.js';
import { scheme as example } from '../http/examples.js';
import { contentOfScheme } from '../http/scheme.content.js';
import { SchemeDto } from '../http/schemes.dto.js';

const pipe = new RequestPipe();
const content = (value: object) =>
  contentOfScheme(pipe.transform(value, { type: 'body', metatype: SchemeDto }) as SchemeDto);

function faults(value: object): (string | undefined)[] {
  try {
    content(value);
    return [];
  } catch (error) {
    if (!(error instanceof ProblemException)) throw error;
    return (error.problem.facts!['errors'] as InvalidMember[]).map(({ pointer }) => pointer);
  }
}

/** What the sources of the pilot leave open. */
const open = { budgetChapter: '0430', budgetPost: '70' };
const inForceFrom = '2026-01-01';

describe.each(TEMPLATES.map((template) => [template.code, template] as const))(
  'the template %s',
  (code, template) => {
    it('passes what a posted scheme passes', () => {
      const { regulation, ...members } = template.scheme;
      const shown = { ...regulationView(regulation, members.currency), inForceFrom };
      const posted = content({ ...open, ...members, code: 'scheme', regulation: shown });
      expect(posted.regulation).toEqual({ ...regulation, inForceFrom });
      expect(faultOf(posted.regulation)).toBeUndefined();
    });

    it('is the scheme that it shows, and what is given beside it comes first', () => {
      const missing = Object.entries(open).filter(([member]) => !(member in template.scheme));
      const given = { ...Object.fromEntries(missing), goal: 'Another' };
      const established = content({ ...given, code: 'scheme', template: code, inForceFrom });
      const { regulation, ...members } = template.scheme;
      expect(established).toEqual({
        ...members,
        ...given,
        regulation: { ...regulation, inForceFrom },
      });
    });

    it('points at its assumptions', () => {
      for (const pointer of template.assumptions) {
        const found = pointer
          .slice(1)
          .split('/')
          .reduce<unknown>((value, member) => (value as Record<string, unknown>)[member], template.scheme);
        expect([pointer, found]).toEqual([pointer, expect.anything()]);
      }
    });
  },
);

describe('a scheme out of a template', () => {
  it('says itself what the template does not know', () => {
    expect(faults({ code: 's', template: 'outcome-pilot' })).toEqual([
      '/budgetChapter',
      '/budgetPost',
      '/inForceFrom',
    ]);
    expect(faults({ code: 's', template: 'outcome-pilot', ...open, inForceFrom })).toEqual([]);
    expect(faults({ code: 's', template: 'lost', ...open, inForceFrom })).toEqual(['/template']);
  });

  it('may have rules of its own', () => {
    const own = { code: 's', template: 'social-entrepreneurship', regulation: example.regulation };
    expect(content(own).regulation).toMatchObject({
      version: example.regulation.version,
      maximumAmount: 300_000_000,
    });
    expect(faults({ ...own, inForceFrom })).toEqual(['/inForceFrom']);
    expect(faults({ ...own, currency: 'EUR' })).toEqual(['/regulation/maximumAmount/currency']);
  });
});

describe('a scheme without a template', () => {
  it('says everything', () => {
    expect(new Set(faults({ code: 's' }))).toEqual(
      new Set(
        [
          'budgetChapter',
          'budgetPost',
          'currency',
          'goal',
          'ministry',
          'name',
          'regulation',
          'targetGroup',
        ].map((member) => `/${member}`),
      ),
    );
    expect(faults({ ...example, inForceFrom })).toEqual(['/inForceFrom']);
  });
});
