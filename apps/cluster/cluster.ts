import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Environment, Program } from './program.js';
import { type ClusterStores, startStores } from './stores.js';

/** The services there are. */
export const KINDS = ['projector', 'processes', 'gateway'] as const;

/** One of the services. */
export type Kind = (typeof KINDS)[number];

/** What is started, and how. */
export interface ClusterOptions {
  /** URL of a PostgreSQL on which databases may be made. */
  readonly postgres: string;
  /** How many there are of each service. */
  readonly services: Readonly<Record<Kind, number>>;
  /** More variables for the services. */
  readonly env?: Environment;
  /** Leaves the databases there when it ends. */
  readonly keep?: boolean;
  /** Hears which program has ended that nobody told to. */
  readonly onEnd: (name: string, how: string) => void;
}

/** A program of the cluster that runs. */
export interface Member {
  readonly name: string;
  readonly kind: Kind | 'log' | 'attachments';
  readonly url: string;
  readonly pid: number;
}

interface Running extends Member {
  readonly program: Program;
}

/** The services and the stores they share, each in a process of its own on this machine. */
export class Cluster {
  private readonly running = new Map<string, Running>();
  /** Of services that were started, also of those that have ended. */
  private readonly ports = new Map<string, string>();
  /** Those that are told to end. */
  private readonly ending = new Set<Program>();
  private stores: ClusterStores | undefined;

  private constructor(
    private readonly options: ClusterOptions,
    /** Where what the programs log is found, and what the gateways' own token issuer keeps. */
    readonly folder: string,
  ) {}

  /** Starts all, and waits until everything serves. @throws Error when something does not start: nothing is left then */
  static async start(options: ClusterOptions): Promise<Cluster> {
    const cluster = new Cluster(options, await mkdtemp(join(tmpdir(), 'tilsagn-cluster-')));
    try {
      await cluster.startAll();
      return cluster;
    } catch (error) {
      await cluster.close().catch(() => undefined);
      throw error;
    }
  }

  /** The variables by which any program finds what the services share. */
  get env(): Environment {
    return { ...this.stores?.env, TILSAGN_DATA: join(this.folder, 'data'), ...this.options.env };
  }

  /** What runs, the stores first. */
  get members(): readonly Member[] {
    return ['log', 'attachments', ...KINDS].flatMap((of) =>
      [...this.running.values()]
        .filter(({ kind }) => kind === of)
        .map(({ name, kind, url, pid }) => ({ name, kind, url, pid }))
        .toSorted((a, b) => a.name.localeCompare(b.name)),
    );
  }

  /** Databases that were made for it. */
  get databases(): readonly string[] {
    return this.stores?.databases ?? [];
  }

  /** Where the gateways that run answer. */
  get gateways(): readonly string[] {
    return this.members.filter(({ kind }) => kind === 'gateway').map(({ url }) => url);
  }

  /** One of them. @throws Error when there is none of this name */
  member(name: string): Member {
    const found = this.running.get(name);
    if (!found) throw new Error(`no ${name} runs`);
    return found;
  }

  /** Starts a service, also one that has ended, at the address it had. @throws Error when it runs, or does not start */
  async startService(name: string, kind = kindOf(name)): Promise<Member> {
    if (this.running.has(name)) throw new Error(`${name} runs already`);
    const program = this.startOf(name, `apps/${kind}/main.js`, [], {
      ...this.env,
      TILSAGN_PORT: this.ports.get(name) ?? '0',
    });
    const url = await program.says('ready');
    this.ports.set(name, new URL(url).port);
    return this.runs({ name, kind, url, program });
  }

  /** Ends the services in good order, then what they share. Answers what did not end as it should. */
  async close(): Promise<readonly string[]> {
    const faults: string[] = [];
    const end = async (kinds: readonly Member['kind'][]) => {
      const those = [...this.running.values()].filter(({ kind }) => kinds.includes(kind));
      for (const { program } of those) this.ending.add(program);
      await Promise.all(
        those.map(async ({ name, program }) => {
          const how = await program.end();
          if (how !== 'exit code 0') faults.push(`${name} ended with ${how}`);
        }),
      );
    };
    await end(['gateway']);
    await end(['processes', 'projector']);
    await end(['log', 'attachments']);
    if (this.options.keep !== true) await this.stores?.drop();
    await rm(this.folder, { recursive: true, force: true });
    return faults;
  }

  private async startAll(): Promise<void> {
    const startOf = this.startOf.bind(this);
    this.stores = await startStores({ postgres: this.options.postgres, startOf });
    const { log, attachments, env } = this.stores;
    this.runs({ name: 'log', kind: 'log', url: env['TILSAGN_LOG']!, program: log });
    const endpoint = env['TILSAGN_S3_ENDPOINT']!;
    this.runs({ name: 'attachments', kind: 'attachments', url: endpoint, program: attachments });
    const { services } = this.options;
    const names = KINDS.flatMap((kind) =>
      Array.from({ length: services[kind] }, (_, index) => `${kind}-${index + 1}`),
    );
    const started = await Promise.allSettled(names.map((name) => this.startService(name)));
    for (const each of started) if (each.status === 'rejected') throw each.reason;
  }

  private startOf(name: string, file: string, args: readonly string[] = [], env: Environment = {}): Program {
    const log = join(this.folder, `${name}.log`);
    return Program.start({ name, file, arguments: args, env, log });
  }

  private runs(member: Omit<Running, 'pid'>): Member {
    const { name, program } = member;
    const running = { ...member, pid: program.pid };
    this.running.set(name, running);
    void this.untilEnded(running);
    return running;
  }

  private async untilEnded({ name, program }: Running): Promise<void> {
    const how = await program.ended;
    this.running.delete(name);
    if (!this.ending.has(program)) this.options.onEnd(name, how);
  }
}

/** The kind of service a name begins with. @throws Error when it is none */
function kindOf(name: string): Kind {
  const kind = KINDS.find((each) => name.startsWith(`${each}-`));
  if (!kind) throw new Error(`${name} is no service: ${KINDS.map((each) => `${each}-1`).join(', ')}`);
  return kind;
}
