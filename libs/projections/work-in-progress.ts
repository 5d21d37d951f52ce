/** Work that goes on while more is prepared, so many pieces at once. */
export class WorkInProgress {
  private readonly pieces = new Set<Promise<void>>();
  private failure: { readonly error: unknown } | undefined;

  constructor(
    /** 0: one piece after the other. */
    private readonly most: number,
  ) {}

  /** Begins a piece; resolves when the next one may be begun. @throws what a piece before has failed with */
  async begin(work: () => Promise<void>): Promise<void> {
    this.mustBeWell();
    const piece = work().then(
      () => void this.pieces.delete(piece),
      (error: unknown) => {
        this.pieces.delete(piece);
        this.failure ??= { error };
      },
    );
    this.pieces.add(piece);
    while (this.pieces.size > this.most) await Promise.race(this.pieces);
    this.mustBeWell();
  }

  /** Waits for all that was begun. @throws what a piece has failed with */
  async done(): Promise<void> {
    await Promise.all(this.pieces);
    this.mustBeWell();
  }

  private mustBeWell(): void {
    if (this.failure) throw this.failure.error;
  }
}
