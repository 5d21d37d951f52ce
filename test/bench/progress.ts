const EVERY_MS = 2000;

/** Says on stderr what is under way, how far it is and how long it will still take. */
export class Progress {
  private readonly started = performance.now();

  /** Begins a stage. */
  begin(what: string): { tell(done: number): void; end(): void } {
    const began = performance.now();
    let said = began;
    this.say(what);
    return {
      tell: (done) => {
        const now = performance.now();
        if (now - said < EVERY_MS || done <= 0) return;
        said = now;
        const left = ((now - began) / 1000) * (1 / Math.min(1, done) - 1);
        this.say(`${what}: ${Math.floor(done * 100)} %, ${Math.ceil(left)} s left`);
      },
      end: () => this.say(`${what}: done in ${((performance.now() - began) / 1000).toFixed(1)} s`),
    };
  }

  private say(line: string): void {
    const seconds = Math.floor((performance.now() - this.started) / 1000);
    process.stderr.write(`[${String(seconds).padStart(3)} s] ${line}\n`);
  }
}
