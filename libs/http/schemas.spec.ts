import { describe, expect, it } from '@jest/globals';
import { Text } from './fields.js';
import { rememberDto, schemasOfDtos } from './schemas.js';

const noteDto = () => {
  class NoteDto {
    @Text(10)
    note: string;
  }
  return NoteDto;
};

describe('the schemas of the document', () => {
  it('have one class each: a second of the same name is found out', () => {
    rememberDto(noteDto());
    expect(Object.keys(schemasOfDtos())).toEqual(['NoteDto']);
    rememberDto(noteDto());
    expect(schemasOfDtos).toThrow('two classes are called NoteDto');
  });
});
