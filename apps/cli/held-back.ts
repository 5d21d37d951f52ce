/** What was asked for has been shown, and some of it is held back: who watches the exit code is told. */
export class HeldBack extends Error {
  constructor() {
    super('something is held back');
    this.name = 'HeldBack';
  }
}

/** @throws HeldBack when there is any */
export function noneHeldBack(count: number): void {
  if (count > 0) throw new HeldBack();
}
