import { derivedId, newId } from '#eventsourcing/ids.js';
import type { Position } from '#eventsourcing/event.js';
import { formatMoney } from '#money/format.js';
import type { Money } from '#money/money.js';
import { OF_THE_DEMO } from '#importing/assumptions.js';
import { concurrently } from '#importing/concurrently.js';
import { listing } from '#importing/listing.js';
import { managerOf } from '#importing/officials.js';
import type { RecordRefusal } from '#importing/records/grant-record.js';
import { grantsIn, type Survey } from '#importing/survey.js';
import type { TotalOf } from '../results.js';
import { Gateways, RefusedByGateway } from './gateways.js';
import { type HttpStage, playOverHttp, schemeOf, setUpOverHttp } from './story.js';

/** What a run through gateways answers with `--json`; amounts in minor units. */
export interface ThroughGateways {
  readonly read: number;
  readonly grants: number;
  readonly refused: number;
  readonly refusals: readonly RecordRefusal[];
  /** What the file tells of the grants that landed. */
  readonly told: { readonly awarded: readonly TotalOf[]; readonly paid: readonly TotalOf[] };
  /** What the budgets say, asked over HTTP: held for grants, and settled by the bank. */
  readonly awarded: readonly TotalOf[];
  readonly paid: readonly TotalOf[];
  /** Requests that each gateway answered. */
  readonly answers: Readonly<Record<string, number>>;
}

/** Where they are, and who watches. */
export interface GatewayRun {
  readonly urls: readonly string[];
  /** Data folder that holds the key of the gateways' token issuer. */
  readonly folder: string;
  /** Calendar date on which all of it happens: theirs. */
  readonly today: string;
  readonly interrupted: AbortSignal;
  readonly begins: (grants: number) => { advance(): void; stop(): void };
}

const AT_ONCE = 16;

/** Plays the grants of a file over HTTP through several gateways in turn. */
export async function throughGateways(
  { records, survey }: { readonly records: () => AsyncIterable<unknown>; readonly survey: Survey },
  { urls, folder, today, interrupted, begins }: GatewayRun,
): Promise<ThroughGateways> {
  const gateways = await Gateways.at(urls, folder);
  const run = newId();
  const stage: HttpStage = {
    gateways,
    assumed: OF_THE_DEMO,
    // A private person's is another one in each run: nobody can tell who it is.
    pseudonym: (id) => derivedId(run, id),
    today,
  };
  const programmes = survey.plan.programmes();
  let last: Position | undefined;
  await concurrently(programmes, AT_ONCE, async (programme) => {
    interrupted.throwIfAborted();
    last = await setUpOverHttp(programme, stage);
  });
  const refusals = [...survey.refusals];
  const told = { awarded: new Sums(), paid: new Sums() };
  const progress = begins(survey.read - refusals.length);
  try {
    await concurrently(grantsIn(records()), AT_ONCE, async ({ index, id, grant }) => {
      interrupted.throwIfAborted();
      try {
        last = await playOverHttp(grant, schemeOf(survey.plan.programmeOf(grant)), stage);
        told.awarded.add(grant);
        told.paid.add({ ...grant, amount: grant.paid });
      } catch (error) {
        if (!(error instanceof RefusedByGateway)) throw error;
        refusals.push({ index, id, code: error.code, message: error.detail });
      }
      progress.advance();
    });
  } finally {
    progress.stop();
  }
  const shown = { awarded: new Sums(), paid: new Sums() };
  for (const programme of programmes) {
    const manager = managerOf(programme.funder.id, stage.assumed.subject);
    const { totals } = await gateways.get<{
      readonly totals: { readonly reserved: Money; readonly settled: Money };
    }>(manager, `/v1/budgets/${schemeOf(programme)}`, last!);
    shown.awarded.add(totals.reserved);
    shown.paid.add(totals.settled);
  }
  return {
    read: survey.read,
    grants: survey.read - refusals.length,
    refused: refusals.length,
    refusals: refusals.toSorted((a, b) => a.index - b.index),
    told: { awarded: told.awarded.all(), paid: told.paid.all() },
    awarded: shown.awarded.all(),
    paid: shown.paid.all(),
    answers: Object.fromEntries(gateways.answers),
  };
}

/** What came of it, in lines. */
export function gatewayLines(result: ThroughGateways): string[] {
  const { read, grants, refused, refusals, told, awarded, paid, answers } = result;
  const totals = (all: readonly TotalOf[]) => all.map(formatMoney).join(', ') || 'nothing';
  return [
    ...listing('Refused records', refusals),
    `${read} ${read === 1 ? 'record' : 'records'} read, ${grants} landed, ${refused} refused`,
    ...Object.entries(answers).map(([url, requests]) => `${url} answered ${requests} requests`),
    `according to the file     awarded ${totals(told.awarded)} · paid ${totals(told.paid)}`,
    `according to the budgets  awarded ${totals(awarded)} · paid ${totals(paid)}`,
  ];
}

/** Sums by currency. */
class Sums {
  private readonly sums = new Map<string, number>();

  add({ amount, currency }: Money): void {
    this.sums.set(currency, (this.sums.get(currency) ?? 0) + amount);
  }

  all(): TotalOf[] {
    return [...this.sums]
      .filter(([, amount]) => amount !== 0)
      .map(([currency, amount]) => ({ currency, amount }))
      .toSorted((a, b) => a.currency.localeCompare(b.currency));
  }
}
