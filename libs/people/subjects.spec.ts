import { describe, expect, it } from '@jest/globals';
import { readsLikeName, shownAs, subjectsIn, withNames } from './subjects.js';

const CARL = '8f6b0c1e-2a47-4d0e-9d52-5b1f4c7a9e10';
const DINA = 'auth0|5f7c12';
const called = new Map([[CARL, { name: 'Carl Carlsen', title: 'rådgiver' }]]);

describe('persons in data', () => {
  const data = {
    caseworker: CARL,
    title: CARL,
    replyBy: '2026-04-01',
    approvals: [{ directorate: 'udir', approvedBy: DINA }],
    drafters: [CARL, DINA],
    actor: { subject: 'finn', actedBy: ['bot'], organisation: 'udir' },
    applicant: { organisation: 'subject:kari', name: 'Private person' },
    summary: `subject:${CARL}`,
    group: [{ organisation: `subject:${CARL}`, name: `subject:${CARL}` }],
    amount: null,
  };

  it('are found where a member names persons, and where a person stands as an organisation of their own', () => {
    expect([...subjectsIn(data)].toSorted()).toEqual([CARL, DINA, 'bot', 'finn', 'kari'].toSorted());
  });

  it('are shown by name, and a title, a day or what somebody typed is left as it is', () => {
    expect(withNames(data, called)).toEqual({
      caseworker: 'Carl Carlsen',
      title: CARL,
      replyBy: '2026-04-01',
      approvals: [{ directorate: 'udir', approvedBy: 'N.N.' }],
      drafters: ['Carl Carlsen', 'N.N.'],
      actor: { subject: 'finn', actedBy: ['bot'], organisation: 'udir' },
      applicant: { organisation: 'kari', name: 'Private person' },
      summary: `subject:${CARL}`,
      group: [{ organisation: `subject:${CARL}`, name: `subject:${CARL}` }],
      amount: null,
    });
  });
});

describe('a person without a name', () => {
  it.each(['carl', 'carl-caseworker', 'kari.nordmann', 'Ola Nordmann', "Siân O'Hara", 'Åse', 'caseworker-2'])(
    'is shown by the subject %j, which reads like one',
    (subject) => expect(shownAs(subject, new Map())).toBe(subject),
  );

  it.each(['process:gate-payouts', 'import:caseworker-3', 'operator:backup'])(
    'is %j where nobody acted',
    (subject) => expect(shownAs(subject, new Map())).toBe(subject),
  );

  it.each([
    CARL,
    'a4e0c7b2-5d1f-4c3e-8d5b-9f8e7a6b5c40',
    'auth0|5f7',
    'f:28d7:kari',
    'citizens:7HSWpVL_WZ6HGv6xFVTjbAii16UzJKFcJI-F6vMvWVo',
    '7HSWpVLWZ6HGv6xFVTjbAii16UzJKFcJI',
    '6c1f2a90',
    'x'.repeat(90),
    '',
  ])('is never shown by the id %j', (subject) => {
    expect(readsLikeName(subject)).toBe(false);
    expect(shownAs(subject, new Map())).toBe('N.N.');
  });
});
