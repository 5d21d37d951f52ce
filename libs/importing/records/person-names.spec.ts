import { describe, expect, it } from '@jest/globals';
import { holdsId, holdsName } from './person-names.js';

describe('the name of a private person', () => {
  it.each([
    ['Bursary for Jane Quux', 'Jane Quux'],
    ['Quux, Jane: bursary', 'Jane Quux'],
    ['BURSARY (jane  quux)', 'Jane Quux'],
    ['Støtte til Zoe Ångström', 'Zoë Ångstrøm'.replace('ø', 'ö')],
    ['Stipend of J. R. Hartley', 'J R Hartley'],
    ['360G-X-2020-jane-quux', 'Jane Quux'],
    ['给王小明的奖学金', '王小明'],
    ['Bursary for Zaphod Beeblebrox', 'Mr Zaphod Beeblebrox'],
    ['Stipend: Trillian Astrafoo', 'Trillian Maria Astrafoo'],
    ['The Marvinsson bursary', 'Ole Marvinsson'],
    ['Reise for Kari Hansen', 'Kari Nordmann (née Hansen)'],
    ['The Hansen fellowship', 'Kari Nordmann (née Hansen)'],
    ['For Anne Xavier', 'A. Xavier'],
    ['Tools for Ole Quux', 'Ole and Kari Quux'],
    ['For John Quux', 'John Quux Jr.'],
    ['Bursary for JaneQuux', 'Jane Quux'],
    ['Bursary for Ja\u00adne Qu\u00adux', 'Jane Quux'],
    ['The Quuxsen trip', 'Quuxsen, Jane Ann'],
  ])('is found in “%s”', (text, name) => expect(holdsName(text, name)).toBe(true));

  it.each([
    ['Bursary', 'Jane Quux'],
    ['Jane Eyre on stage', 'Jane Quux'],
    ['Planning grants', 'Ann'],
    ['Grant to an individual recipient', 'Individual Recipient 17'],
    ['A grant to a person', 'A. person'],
    ['Anything', ''],
    ['More green spaces in the town', 'Ann Green'],
    ['Mr and Mrs', 'Mr Quux'],
  ])('is not in “%s” for “%s”', (text, name) => expect(holdsName(text, name)).toBe(false));
});

describe('the id of a private person', () => {
  it.each(['Award PZ-99123', 'award (pz 99123)', 'PZ-99123'])('is found in “%s”', (text) =>
    expect(holdsId(text, 'PZ-99123')).toBe(true),
  );
  it.each([
    ['Award PZ-991234', 'PZ-99123'],
    ['Year 7', '7'],
    ['Anything', ''],
  ])('is not in “%s” for “%s”', (text, id) => expect(holdsId(text, id)).toBe(false));
});
