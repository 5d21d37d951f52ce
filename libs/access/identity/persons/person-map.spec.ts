import { afterAll, describe, expect, it } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { readPersonMap } from './person-map.js';

describe('the list of who is who', () => {
  const folder = temporaryFolder();
  const file = join(folder.path, 'persons.csv');
  afterAll(() => folder.remove());

  function read(text: string) {
    writeFileSync(file, text);
    const reasons: string[] = [];
    const persons = readPersonMap(file, (reason) => void reasons.push(reason));
    return { persons: [...persons], reasons: reasons.map((reason) => reason.replace(`(${file}) `, '')) };
  }

  it('says who a person of today was before, also written by a spreadsheet', () => {
    const persons = [
      ['oidc:1', 'kari'],
      ['oidc:2', 'f:28d7:ola'],
    ];
    expect(read('old,new\nkari,oidc:1\nf:28d7:ola,oidc:2\n')).toEqual({ persons, reasons: [] });
    expect(read('\ufeffold,new\r\n"kari", oidc:1\r\n\r\nf:28d7:ola,oidc:2')).toEqual({
      persons,
      reasons: [],
    });
    expect(read('old,new\n')).toEqual({ persons: [], reasons: [] });
  });

  it.each([
    ['no header', 'kari,oidc:1', 'line 1 must be old,new'],
    ['one person in a line', 'old,new\nkari', 'line 2 must name two persons'],
    ['three', 'old,new\nkari,oidc:1,x', 'line 2 must name two persons'],
    ['nobody', 'old,new\nkari,', 'line 2 must name two persons'],
    ['one who acts without a token', 'old,new\nimport:x,oidc:1', 'line 2 must name two persons'],
    ['two who were one', 'old,new\nkari,a:1\nkari,a:2', 'line 3 names a person who stands in line 2 already'],
    ['one who was two', 'old,new\nkari,a:1\nola,a:1', 'line 3 names a person who stands in line 2 already'],
    ['somebody old who is new', 'old,new\nkari,ola\nola,a:1', 'line 3 names a person who stands in line 2'],
  ])('is refused where it names %s', (_, text, reason) => {
    expect(read(text).reasons).toEqual([expect.stringContaining(reason)]);
  });

  it('is refused where it is none', () => {
    const reasons: string[] = [];
    readPersonMap(join(folder.path, 'none.csv'), (reason) => void reasons.push(reason));
    expect(reasons).toEqual([expect.stringContaining('cannot be read: ENOENT')]);
    expect(read('old,new\n"kari').reasons).toEqual([expect.stringContaining('cannot be read')]);
  });
});
