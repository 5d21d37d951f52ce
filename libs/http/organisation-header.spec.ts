import { describe, expect, it } from '@jest/globals';
import { organisationAsked } from './organisation-header.js';

const asked = (value: string | string[] | undefined, rawHeaders?: string[]) =>
  organisationAsked({
    headers: { 'tilsagn-organisation': value },
    ...(rawHeaders && { raw: { rawHeaders } }),
  });

describe('the header that says for whom a person acts', () => {
  it.each([
    [undefined, undefined],
    ['udir', 'udir'],
    ['GB-CHC-1011056', 'GB-CHC-1011056'],
    ['Kultur, idrett og frivillighet', 'Kultur, idrett og frivillighet'],
    ['Kulturr%C3%A5det', 'Kulturrådet'],
    ['50%25', '50%'],
    ['subject:kari', 'subject:kari'],
    ['subject:auth0%7C5f7', 'subject:auth0|5f7'],
  ])('%j names %j', (value, organisation) => {
    expect(asked(value, ['Tilsagn-Organisation', value ?? ''])).toBe(organisation);
  });

  it.each([
    ['nothing', ''],
    ['a space', '%20'],
    ['half an escape', '50%'],
    ['bytes that are no UTF-8', '%ff'],
    ['what is not encoded', 'Kulturrådet'],
    ['a line break', 'udir%0Aset-cookie'],
    ['a turn of direction', 'udir%E2%80%AE'],
    ['too long a word', 'x'.repeat(201)],
    ['a process manager', 'subject:process:close-calls'],
    ['nobody', 'subject:'],
    ['whom nobody can be', 'Subject:kari'],
    ['a list', ['udir', 'bufdir']],
  ])('with %s is refused, by its name', (_, value) => {
    expect(() => asked(value)).toThrow(/^Tilsagn-Organisation: must be/);
  });

  it('is refused when it comes twice, also where Node makes one of both', () => {
    const twice = ['tilsagn-organisation', 'udir', 'accept', '*/*', 'Tilsagn-Organisation', 'udir'];
    expect(() => asked('udir, udir', twice)).toThrow('Tilsagn-Organisation: must be sent once');
    // A value that says the header's name is not a header.
    expect(asked('udir', ['Tilsagn-Organisation', 'udir', 'x-note', 'tilsagn-organisation'])).toBe('udir');
  });
});
