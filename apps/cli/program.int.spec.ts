import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { CommanderError } from 'commander';
import { createProgram } from './program.js';

describe('the command line', () => {
  let said = '';
  beforeEach(() => {
    said = '';
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
      said += String(text);
      return true;
    });
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it.each([
    [['nonsense'], 'nonsense'],
    [['log', 'export', '--limit', '-1'], 'whole number'],
    [['log', 'export', '--limit', '1e3'], 'whole number'],
    [['projections', 'rebuild'], '--all'],
    [['projections', 'rebuild', '--all', 'case-view'], '--all'],
    [['projections', 'resume', 'case-view'], 'key'],
    [['token', '--role', 'applicant'], '--subject'],
    [['token', '--subject', ' ', '--role', 'applicant'], 'empty'],
    [['token', '--subject', 's'.repeat(201), '--role', 'applicant'], 'too long'],
    [['token', '--subject', 's', '--role', 'applicant', '--name', '\u200B'], 'must show something'],
    [['token', '--subject', 's', '--role', 'applicant', '--name', 'Siv\nSand'], 'not on one line'],
    [['token', '--subject', 's', '--role', 'applicant', '--title', 't'.repeat(201)], 'too long'],
    [['token', '--subject', 's', '--role', 'applicant', '--title', 'r\u202Ed'], 'not on one line'],
    [['token', '--subject', 's', '--role', 'applicant', '--organisation', 'subject:s'], '"subject:"'],
    [
      ['token', '--subject', 's', '--role', 'applicant,caseworker,finance'],
      'What counts in an organisation only needs one: caseworker, finance.',
    ],
    [['token', '--subject', 's'], '--role'],
    [['token', '--subject', 's', '--role', 'applicant,king'], '"king" is no role; the roles are applicant'],
    [['token', '--subject', 's', '--role', 'applicant', '--ttl', '0'], 'at least 1'],
  ])('refuses %j in a line that says why', async (args, why) => {
    const call = createProgram().parseAsync(args, { from: 'user' });
    await expect(call).rejects.toBeInstanceOf(CommanderError);
    expect(said).toMatch(/^error: [^\n]+\n$/);
    expect(said).toContain(why);
  });

  it('shows its help when it is asked for nothing', async () => {
    await expect(createProgram().parseAsync([], { from: 'user' })).rejects.toMatchObject({ exitCode: 1 });
    expect(said).toContain('Usage: tilsagn');
  });
});
