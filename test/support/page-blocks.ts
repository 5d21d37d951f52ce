import { readFileSync } from 'node:fs';
import { projectFile } from '#hosting/project-file.js';
import { patternOf } from './shown.js';

/** What a page has its reader type in a shell. */
export interface Block {
  readonly commands: string;
  /** What they are to print: where nothing is shown, no refusal. */
  readonly prints: RegExp;
}

/** Nothing is said of what commands print, but that it is no refusal. */
export const NO_REFUSAL = /^(?![^]*"status":[45])/;

/** As a page shows it: ids are never twice the same, and pages hold no blanks at the ends of lines. */
export const shownAs = (text: string) =>
  text.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>').replaceAll(/ +$/gm, '');

/** The shell commands of a section, block by block in their order; what is neither is only to be read. */
export function blocksOf(page: string, section: string): Block[] {
  return [...sectionOf(page, section).matchAll(/^```(.*)\n([^]*?)^```$/gm)].flatMap(([, info, body]) => {
    if (info === 'sh') return [{ commands: body!, prints: NO_REFUSAL }];
    const [, commands, shown] = /^\$ (.*\n(?: {4}.*\n)*)([^]*)$/.exec(body!) ?? [];
    if (info !== '' || commands === undefined) return [];
    return [{ commands, prints: patternOf(shownAs(shown!).trimEnd().split('\n')) }];
  });
}

/** From its heading to the next one that is not below it. */
function sectionOf(page: string, section: string): string {
  const text = readFileSync(projectFile(page), 'utf8');
  const [, mark, rest] = new RegExp(`^(#+) ${section}\\n([^]*)`, 'm').exec(text) ?? [];
  if (mark === undefined) throw new Error(`${page} has no section "${section}"`);
  return rest!.split(new RegExp(`^#{1,${mark.length}} `, 'm'))[0]!;
}
