import type { Standalone } from '#composition/standalone.js';
import type { Receipt } from '#eventsourcing/command.js';
import type { Somebody } from '#http/dev-login/cast.js';
import type { Role } from '#access/roles.js';
import { QUICK_TRIES } from '#processes/retry.js';
import { DevIssuer } from '#access/identity/dev-issuer.js';
import { setTimeout as pause } from 'node:timers/promises';

/** A person of a scenario, who speaks HTTP with a token like everybody else. */
export interface Person {
  readonly subject: string;
  /** Sends a command. @throws Error when it is refused */
  send(path: string, body?: object): Promise<Receipt>;
  /** Sends a command that must be refused. @throws Error when it is not refused with this code */
  refused(code: string, path: string, body?: object): Promise<void>;
  /** Reads what follows from everything that was sent so far. */
  read<Answer>(path: string): Promise<Answer>;
}

const NOT_DECLARED = 'urn:tilsagn:problem:impartiality-not-declared';
const SETTLING_MS = 20;
/** Long enough for a machine that has much else to do. */
const READABLE_WITHIN_MS = 60_000;

/** A running system with a clock that a scenario moves. */
export class Scene {
  private constructor(
    private readonly standalone: Standalone,
    private readonly issuer: DevIssuer,
  ) {}

  /** The scene on a system that is started. */
  static async on(standalone: Standalone, folder: string): Promise<Scene> {
    await standalone.app.init();
    return new Scene(standalone, await DevIssuer.open(folder));
  }

  /** Calendar date of the scene's clock, UTC. */
  get today(): string {
    return this.standalone.clock.now().slice(0, 10);
  }

  /** A person with a token, by which letters and histories name them. */
  async person(who: Somebody, roles: readonly Role[], organisation: string): Promise<Person> {
    const { subject } = who;
    const token = await this.issuer.issue({ ...who, roles, organisation });
    const ask = async (method: 'GET' | 'POST', url: string, body?: object) => {
      const answer = await this.standalone.app.inject({
        method,
        url,
        headers: { authorization: `Bearer ${token}` },
        ...(body === undefined ? {} : { payload: body }),
      });
      return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
    };
    const catchUp = () => this.catchUp();
    return {
      subject,
      async send(path, body = {}) {
        const first = await ask('POST', path, body);
        // The first step of an official in a case declares for it.
        const answer =
          first.body['type'] === NOT_DECLARED
            ? await ask('POST', path, { ...body, impartiality: { conflict: false } })
            : first;
        if (answer.status >= 300) throw new Error(`${subject}: ${path}: ${JSON.stringify(answer.body)}`);
        return answer.body as unknown as Receipt;
      },
      async refused(code, path, body = {}) {
        const answer = await ask('POST', path, body);
        if (answer.body['type'] !== `urn:tilsagn:problem:${code}`)
          throw new Error(`${subject}: ${path}: not refused with ${code}: ${JSON.stringify(answer.body)}`);
      },
      async read<Answer>(path: string) {
        await catchUp();
        const answer = await ask('GET', path);
        if (answer.status >= 300) throw new Error(`${subject}: ${path}: ${JSON.stringify(answer.body)}`);
        return answer.body as Answer;
      },
    };
  }

  /** Moves the clock to the morning of a calendar date; everything that falls due on the way has happened then. */
  async moveTo(date: string): Promise<void> {
    const { clock, timers } = this.standalone;
    const target = `${date}T07:00:00Z`;
    // Each thing that falls due on the way happens on its own day.
    for (;;) {
      const { nextDueAt } = await timers.status();
      if (nextDueAt === undefined || Date.parse(nextDueAt) >= Date.parse(target)) break;
      if (nextDueAt > clock.now()) clock.moveTo(nextDueAt);
      await this.catchUp();
    }
    clock.moveTo(target);
    await this.catchUp();
  }

  /** Waits until nothing is due any more, whatever follows from the log has followed, and the read models show it. */
  async catchUp(): Promise<void> {
    const { timers, reactions, readModels, stores } = this.standalone;
    for (;;) {
      const fired = await timers.fireDue();
      const status = await reactions.status();
      const { failing } = await timers.status();
      const broken = [...status.flatMap((each) => [...each.parked, ...each.failing]), ...failing];
      // Something that comes too early is tried again and done: only what still fails then is broken.
      const stuck = broken.find(({ attempts }) => attempts > QUICK_TRIES);
      if (stuck) throw new Error(`${stuck.what}: ${stuck.error}`);
      if (fired + broken.length === 0 && status.every(({ lag }) => lag === 0)) break;
      await pause(SETTLING_MS);
    }
    const models = (await readModels.status()).map(({ name }) => name);
    if (!(await readModels.waitFor(models, await stores.log.head(), READABLE_WITHIN_MS)))
      throw new Error(`the read models do not get to the end of the log in ${READABLE_WITHIN_MS / 1000} s`);
  }
}
