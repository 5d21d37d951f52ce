/** The right to do something alone, for a time. Whoever has it next has a higher epoch. */
export interface Lease {
  readonly name: string;
  readonly epoch: number;
}

/** Who does what only one may do. Time is told by the clock of the store they all ask, never by one's own. */
export interface Leases {
  /** Takes it where nobody has it, or its time has run out; undefined while another one has it. */
  acquire(name: string): Promise<Lease | undefined>;
  /** Begins its time anew; false once another one took it over, or it was released. Late is not too late while nobody did. */
  renew(lease: Lease): Promise<boolean>;
  /** Lets others have it at once; nothing happens when they have it already. */
  release(lease: Lease): Promise<void>;
}

/** A write under a lease that another one has by now: nothing of it was done. */
export class LeaseLost extends Error {
  readonly code = 'lease-lost';
  constructor({ name, epoch }: Lease) {
    super(`the lease ${name} of epoch ${epoch} is another's by now`);
    this.name = 'LeaseLost';
  }
}
