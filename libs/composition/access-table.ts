import type { Action, Grant, Relation } from '#access/policy.js';
import { ROLES, type Role } from '#access/roles.js';
import { POLICY } from './policy.js';

/** What stands in a cell: to what a person in the role must belong. */
const MARKS: Readonly<Record<Relation, string>> = {
  any: '✓',
  'own-directorate': 'D',
  'own-application': 'A',
  'own-appeal': 'K',
  'own-appeal-body': 'B',
  'own-pilot': 'P',
  'own-partnership': 'T',
};

/** The whole policy as a table in Markdown: a row for each action, a column for each role. */
export function accessTable(): string {
  const rows = Object.values<Action>(POLICY).map((action) => [
    `\`${action.name}\``,
    ...ROLES.map((role) => marksOf(action.grants, role)),
    action.inPerson ? '●' : '',
    officially(action),
  ]);
  return aligned([['action', ...ROLES, 'in person', 'official step'], ...rows]);
}

function officially({ official }: Action): string {
  if (!official) return '';
  if (official.undeclared) return 'before';
  return official.part === 'mayPrepare' ? 'prepares' : 'decides';
}

function marksOf(grants: readonly Grant[], role: Role): string {
  const holding = grants.filter(({ roles }) => roles === 'everyone' || roles.includes(role));
  return [...new Set(holding.map(({ relation }) => MARKS[relation]))].join(' ');
}

function aligned([head, ...rows]: readonly (readonly string[])[]): string {
  const widths = head!.map((_, column) => Math.max(...[head!, ...rows].map((row) => row[column]!.length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |\n`;
  return [line(head!), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('');
}
