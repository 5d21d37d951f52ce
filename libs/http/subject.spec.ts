import { describe, expect, it } from '@jest/globals';
import { isSubject } from '#access/identity/words.js';
import type { InvalidMember } from './problems.js';
import { ProblemException } from './problems.js';
import { propertiesOf } from './schemas.js';
import { ActorOnRecord, Subject } from './subject.js';
import { RequestPipe } from './validation.js';

class Named {
  @Subject()
  person: string;
}

class Asked {
  @ActorOnRecord()
  person: string;
}

const faults = (metatype: new () => object, person: unknown): string[] => {
  try {
    new RequestPipe().transform({ person }, { type: 'body', metatype });
    return [];
  } catch (error) {
    if (!(error instanceof ProblemException)) throw error;
    return (error.problem.facts!['errors'] as InvalidMember[]).map(({ detail }) => detail);
  }
};

const SUBJECTS = [
  'auth0|5f7',
  'f:28d7:kari',
  'a/b',
  'a+b=c',
  'kari nordmann',
  'Åse Ærlig',
  '東',
  '100%',
  '{"a":1}',
  'x'.repeat(200),
];
const NOBODY = ['', ' ', '\u200b', 'a\nb', 'a\u202eb', 'a\ud800', 'x'.repeat(201), 7, null, ['kari'], {}];
const RESERVED = ['process:follow', 'import:kari', 'operator:root', 'PROCESS:x', 'pro\u200bcess:x'];

describe('a person named by subject', () => {
  it.each(SUBJECTS)('is %s, as a token may say', (subject) => {
    expect([isSubject(subject), faults(Named, subject)]).toEqual([true, []]);
  });

  it.each(NOBODY)('is not %j', (subject) => {
    expect([isSubject(subject), faults(Named, subject)]).toEqual([
      false,
      ['must be the subject of a token: 1 to 200 characters on one line, one of them visible'],
    ]);
  });

  it.each(RESERVED)('is not %j, which acts without a token, and that is said', (subject) => {
    expect([isSubject(subject), faults(Named, subject)]).toEqual([
      false,
      ['must be a person: what begins with process:, import:, operator: is none'],
    ]);
    expect(faults(Asked, subject)).toEqual([]);
  });

  it('stands in the document with its length', () => {
    expect(propertiesOf(Named).properties['person']).toMatchObject({
      type: 'string',
      minLength: 1,
      maxLength: 200,
    });
  });
});
