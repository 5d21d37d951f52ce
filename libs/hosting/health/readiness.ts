/** Says whether a part can do its work; a rejection counts as no. */
export type ReadinessCheck = () => boolean | Promise<boolean>;

/** Facts about a part as they are now, fit for anyone to see: counts, never names. */
export type ReadinessDetail = () => Facts | Promise<Facts>;

type Facts = Readonly<Record<string, number>>;

/** What must work before requests should be sent here. */
export class Readiness {
  private readonly checks = new Map<string, ReadinessCheck>();
  private readonly told = new Map<string, ReadinessDetail>();

  /** Adds a part under a name that may be shown to anyone. */
  add(name: string, check: ReadinessCheck): void {
    this.checks.set(name, check);
  }

  /** Adds facts that are shown beside the answer and do not decide it. */
  tell(name: string, detail: ReadinessDetail): void {
    this.told.set(name, detail);
  }

  /** The facts as they are now, by name; those of a part that cannot tell are left out. */
  async details(): Promise<Readonly<Record<string, Facts>>> {
    const told = [...this.told].map(async ([name, detail]) => [name, await detail()] as const);
    const known = (await Promise.allSettled(told)).filter((each) => each.status === 'fulfilled');
    return Object.fromEntries(known.map(({ value }) => value));
  }

  /** Names of the parts that are not ready. */
  async missing(): Promise<string[]> {
    const states = await Promise.all(
      [...this.checks].map(async ([name, check]) => {
        const ready = await Promise.resolve()
          .then(check)
          .catch(() => false);
        return { name, ready };
      }),
    );
    return states.filter(({ ready }) => !ready).map(({ name }) => name);
  }
}
