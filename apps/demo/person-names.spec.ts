import { describe, expect, it } from '@jest/globals';
import { holdsName } from './person-names.js';

describe('the name of a private person', () => {
  it.each([
    ['Bursary for Jane Quux', 'Jane Quux'],
    ['Quux, Jane: bursary', 'Jane Quux'],
    ['BURSARY (jane  quux)', 'Jane Quux'],
    ['Støtte til Zoe Ångström', 'Zoë Ångstrøm'.replace('ø', 'ö')],
    ['Stipend of J. R. Hartley', 'J R Hartley'],
    ['360G-X-2020-jane-quux', 'Jane Quux'],
    ['给王小明的奖学金', '王小明'],
  ])('is found in “%s”', (text, name) => expect(holdsName(text, name)).toBe(true));

  it.each([
    ['Bursary', 'Jane Quux'],
    ['Jane Eyre on stage', 'Jane Quux'],
    ['Planning grants', 'Ann'],
    ['Grant to an individual recipient', 'Individual Recipient 17'],
    ['A grant to a person', 'A. person'],
    ['Anything', ''],
  ])('is not in “%s” for “%s”', (text, name) => expect(holdsName(text, name)).toBe(false));
});
