import { Agency } from './agency.js';
import { Bank } from './bank.js';
import { giveEnough } from './co-funding.js';
import type { Move } from './moves.js';
import { Died, World } from './world.js';

/** A walk through one award: what people and the bank do, with the reactions late, between and twice. */
export class Walk {
  readonly world = new World();
  readonly agency = new Agency(this.world);
  readonly bank = new Bank(this.world);
  private readonly queue: Move[];
  private deaths = 0;

  constructor(
    given: readonly Move[],
    private readonly luck: (below: number) => number,
  ) {
    this.queue = [...given];
    this.agency.begin();
  }

  /** These happen first, each with all that follows from it. */
  async begunWith(first: readonly Move[]): Promise<void> {
    await this.rest();
    for (const each of first) {
      this.play(each);
      await this.rest();
    }
  }

  /** Everything happens, and then all that follows from it is done. */
  async take(): Promise<void> {
    const { world } = this;
    world.between = () => {
      if (this.queue.length > 0 && this.luck(9) === 0) this.play(this.queue.shift()!);
      if (this.deaths < 4 && this.luck(60) === 0) {
        this.deaths++;
        throw new Died();
      }
    };
    // Mostly the first payout is there before anything happens.
    if (this.luck(4) > 0) await world.follow(0);
    while (this.queue.length > 0) {
      this.play(this.queue.shift()!);
      for (let times = this.luck(6); times > 0; times--)
        await world.follow(this.luck(world.reactions.length));
    }
    world.between = () => undefined;
    // What waits for money goes on once it is there.
    giveEnough(world);
    await this.rest();
  }

  /** Until nothing is left to do. @throws Error when it never ends */
  async rest(): Promise<void> {
    const { world } = this;
    for (let turn = 0; turn < 500; turn++) {
      const busy = world.reactions.map((_, index) => index).filter((index) => !world.isIdle(index));
      if (busy.length === 0) return;
      await world.follow(busy[this.luck(busy.length)]!);
    }
    throw new Error('the reactions never come to rest');
  }

  private play(move: Move): void {
    this.agency.play(move);
    this.bank.play(move);
  }
}
