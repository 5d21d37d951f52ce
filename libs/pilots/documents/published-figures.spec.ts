import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { projectFile } from '#hosting/project-file.js';
import { FACTS } from '#test/settlements/facts.js';
import { settleDocuments } from './settle-documents.js';

const documentOf = (file: string): unknown =>
  JSON.parse(readFileSync(projectFile(`test/settlements/${file}.json`), 'utf8'));

describe('published figures', () => {
  it.each(FACTS)('$fact', ({ terms, measurements, total, shares, says }) => {
    const result = settleDocuments(documentOf(`${terms}.terms`), documentOf(`${measurements}.measurements`));
    if (!result.ok) throw new Error(JSON.stringify(result.faults));
    const { lines, shares: paid } = result.settlement;
    expect(result.settlement.total).toBe(total);
    expect(lines[0]!.explanation).toContain(says ?? '');
    const amounts = Object.fromEntries(paid.map(({ payer, amount }) => [payer, amount]));
    expect(amounts).toMatchObject(shares ?? {});
  });
});
