import type { GivingFile } from '#giving/giving-file.js';
import type { Imported } from '#importing/import-grants.js';
import { listing } from '#importing/listing.js';
import type { RecordRefusal, RecordRemark } from '#importing/records/grant-record.js';
import type { Survey } from '#importing/survey.js';
import { FittedTable } from '#terminal/table.js';

/** What `tilsagn import 360giving` answers with `--json`. */
export interface GivingReport {
  readonly file: string;
  readonly sha256: string;
  /** Records in the file. */
  readonly read: number;
  /** Grants of which this run added something; nothing was stored where it is left out. */
  readonly landed?: number;
  /** Grants that were on record with all the file tells of them. */
  readonly onRecord?: number;
  readonly refused: number;
  readonly refusals: readonly RecordRefusal[];
  readonly remarks: readonly RecordRemark[];
  /** Those of the records that can be used. */
  readonly programmes: readonly {
    readonly schemeId: string;
    readonly title: string;
    /** Id of the organisation that owns the scheme. */
    readonly funder: string;
    readonly currency: string;
    readonly landed?: number;
  }[];
}

/** What became of a file; without an import what was read of it. */
export function givingReport(
  { name, sha256 }: GivingFile,
  survey: Survey,
  imported?: Pick<Imported, 'landed' | 'refusals' | 'remarks'>,
): GivingReport {
  const { read, plan } = survey;
  const refusals = imported?.refusals ?? survey.refusals;
  const landed = imported && [...imported.landed.values()].reduce((sum, count) => sum + count, 0);
  return {
    file: name,
    sha256,
    read,
    ...(landed !== undefined && { landed, onRecord: read - refusals.length - landed }),
    refused: refusals.length,
    refusals,
    remarks: [...survey.remarks, ...(imported?.remarks ?? [])].toSorted((a, b) => a.index - b.index),
    programmes: plan.programmes().map(({ schemeId, title, funder, currency }) => ({
      schemeId,
      title,
      funder: funder.id,
      currency,
      ...(imported && { landed: imported.landed.get(schemeId) ?? 0 }),
    })),
  };
}

/** The same as people read it. */
export function givingText(report: GivingReport): string {
  const { read, landed, onRecord, refused, refusals, remarks, programmes } = report;
  const records = `${read} ${read === 1 ? 'record' : 'records'} read`;
  return [
    ...(programmes.length > 0 ? [programmeTable(programmes)] : []),
    ...listing('Refused records', refusals),
    ...listing('Remarks', remarks),
    landed === undefined
      ? `\n${records}, ${read - refused} can be imported, ${refused} refused`
      : `\n${records}, ${landed} landed, ${onRecord} on record before, ${refused} refused`,
    ...(landed === undefined ? ['nothing was stored (--dry-run)'] : []),
    ...(landed === 0 ? ['nothing was added'] : []),
  ]
    .join('\n')
    .trimStart();
}

function programmeTable(programmes: GivingReport['programmes']): string {
  const table = new FittedTable(
    ['programme', 'funder', 'currency', 'landed'],
    ['left', 'left', 'left', 'right'],
  );
  for (const { title, funder, currency, landed = '-' } of programmes)
    table.push([title, funder, currency, landed]);
  return table.toString();
}
