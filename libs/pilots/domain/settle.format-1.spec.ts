import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { canonicalJson } from '#event-store/canonical.js';
import type { Json } from '#eventsourcing/event.js';
import { projectFile } from '#hosting/project-file.js';
import { settleDocuments } from '../documents/settle-documents.js';

interface Recorded {
  readonly terms: unknown;
  readonly measurements: unknown;
  readonly total: number;
  /** SHA-256 of the settlement's canonical JSON. */
  readonly settlement: string;
}

const RECORDED = readFileSync(projectFile('test/settlements/format-1.ndjson'), 'utf8')
  .trim()
  .split('\n')
  .map((line, number) => ({ number, ...(JSON.parse(line) as Recorded) }));

describe('terms of format 1, drawn at random, with their settlements from before there was format 2', () => {
  it.each(RECORDED)('are settled to the same byte: $number', ({ terms, measurements, total, settlement }) => {
    const result = settleDocuments(terms, measurements);
    if (!result.ok) throw new Error(JSON.stringify(result.faults));
    expect(result.settlement.total).toBe(total);
    const bytes = canonicalJson(result.settlement as unknown as Json);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(settlement);
  });
});
