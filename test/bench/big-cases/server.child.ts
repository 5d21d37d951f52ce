import { startStandalone } from '#composition/standalone.js';
import { readConfig } from '#hosting/config.js';
import { DevIssuer } from '#access/identity/dev-issuer.js';
import { createLogger } from '#hosting/logging.js';
import { inChild } from '../children.js';
import { runAsChild } from '../child.js';
import { caughtUp, settleProcesses } from '../http/caught-up.js';
import type { ArrivalsInput, ArrivalsOutput } from './arrivals.child.js';
import { Lateness, type LatenessOutput } from './lateness.js';
import { RATE, requestsOf, type Stock } from './requests.js';
import type { Side } from './side.js';

/** What to measure on which data. */
export interface BigServerInput {
  readonly folder: string;
  readonly big: Side;
  readonly small: Side;
  readonly rounds: number;
  /** Length of a round. */
  readonly seconds: number;
}

/** A side's requests, as the client saw them, and how late the thread of HTTP came meanwhile. */
export interface RoundOutput {
  readonly lateness: LatenessOutput;
  readonly answers: ArrivalsOutput;
}

/** What was measured, round by round. */
export interface BigServerOutput {
  /** While the server read what many write to, after its start. */
  readonly warmUp: LatenessOutput;
  readonly big: readonly RoundOutput[];
  readonly small: readonly RoundOutput[];
}

/** The whole server, asked about small cases and about big ones by turns, from another process. */
runAsChild(
  async ({ folder, big, small, rounds, seconds }: BigServerInput, tell): Promise<BigServerOutput> => {
    await settleProcesses(folder);
    const config = readConfig({ TILSAGN_DATA: folder, TILSAGN_PORT: '0', TILSAGN_LOG_LEVEL: 'warn' });
    const standalone = await startStandalone(config, createLogger('warn'));
    const warming = new Lateness();
    warming.start();
    await standalone.warming.done;
    const warmUp = warming.stop();
    const url = await standalone.listen();
    const issuer = await DevIssuer.open(folder);

    const round = async (stock: Stock): Promise<RoundOutput> => {
      const requests = await requestsOf(issuer, stock, seconds);
      const input: ArrivalsInput = { url, perSecond: RATE, requests };
      const lateness = new Lateness();
      const answers = await inChild<ArrivalsOutput>('./big-cases/arrivals.child.js', input, () =>
        lateness.start(),
      );
      const seen = { lateness: lateness.stop(), answers };
      await caughtUp(standalone);
      return seen;
    };
    const spare = { long: small.long.slice(-1), waiting: small.waiting.slice(-seconds) };
    await round(stockOf({ ...small, ...spare })); // the compiler at rest
    const stocks = { small: stockOf(small), big: stockOf(big) };
    const output = { small: [] as RoundOutput[], big: [] as RoundOutput[] };
    for (let done = 1; done <= rounds; done++) {
      output.small.push(await round(stocks.small));
      output.big.push(await round(stocks.big));
      tell(done / rounds);
    }
    await standalone.close();
    return { warmUp, ...output };
  },
);

function stockOf(side: Side): Stock {
  return { ...side, long: [...side.long], waiting: [...side.waiting], declarant: 1000 };
}
